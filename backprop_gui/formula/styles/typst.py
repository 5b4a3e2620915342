"""Typst mathematics, for equations on screen and for PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backprop_gui.formula.functions import Function
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.numerals import Numeral
from backprop_gui.formula.styles.style import Style

_LETTERS = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "η": "eta",
    "λ": "lambda",
    "μ": "mu",
    "ρ": "rho",
    "τ": "tau",
    "σ": "sigma",
    "φ": "phi.alt",
    "ψ": "psi",
}


def _symbol(drawn: Symbol) -> str:
    if drawn.code:
        return f'"{drawn.spelled}"'
    if drawn.over is not None:
        top = _symbol(drawn.top) if drawn.top else _letter(drawn)
        return f"frac(partial {top}, partial {_symbol(drawn.over)})"
    below = f"_({_script(drawn.below)})" if drawn.below else ""
    above = f"^({_script(drawn.above)})" if drawn.above else ""
    of = f" ({_symbol(drawn.of)})" if drawn.of is not None else ""
    return _letter(drawn) + ("'" if drawn.prime else "") + below + above + of


def _letter(drawn: Symbol) -> str:
    letter = _LETTERS.get(drawn.letter, drawn.letter)
    if len(drawn.letter) > 1:
        letter = f'"{letter}"'
    if drawn.bold:
        letter = f"bold({letter.upper() if letter == 'w' else letter})"
    return f"hat({letter})" if drawn.hat else letter


def _script(text: str) -> str:
    # A parenthesis closes the script's own, so that of a sample's number is quoted.
    quoted = text.replace("(", '"(').replace(")", ')"')
    words = re.sub("[a-z]{2,}", lambda word: f'"{word[0]}"', quoted)
    return words.replace("→", " arrow.r ")


def _numeral(number: Numeral) -> str:
    mantissa = number.mantissa.replace("nan", '"nan"').replace("∞", "infinity")
    # A comma would separate arguments; quoted it is an upright decimal mark.
    mantissa = mantissa.replace(",", '","')
    return mantissa + ("" if number.exponent is None else f" dot 10^({number.exponent})")


def _function(function: Function) -> str:
    return function.typst or function.name


def _cases(lines: Sequence[tuple[str, str]], otherwise: str) -> str:
    rows = [f'{value} & "if" {condition}' for value, condition in lines]
    return f"cases({', '.join((*rows, f'{otherwise} & {chr(34)}otherwise{chr(34)}'))})"


TYPST = Style(
    symbol=_symbol,
    numeral=_numeral,
    plus=" + ",
    minus=" - ",
    times=" dot ",
    matrix_times=" thin ",
    dots="dots.c",
    negative="-{}".format,
    fraction="frac({}, {})".format,
    power="{}^({})".format,
    group="({})".format,
    function=_function,
    call=lambda name, arguments: f"{name} ({', '.join(arguments)})",
    absolute="abs({})".format,
    root="sqrt({})".format,
    transpose="{}^(top)".format,
    highlight="underline({})".format,
    cases=_cases,
    relation="{} {} {}".format,
    row=str,
)
