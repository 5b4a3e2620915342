"""LaTeX, for the clipboard and for documents (amsmath)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.numerals import Numeral
from backprop_gui.formula.styles.style import Style

_LETTERS = {
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ε": r"\varepsilon",
    "η": r"\eta",
    "λ": r"\lambda",
    "μ": r"\mu",
    "Π": r"\Pi",
    "ρ": r"\rho",
    "τ": r"\tau",
    "σ": r"\sigma",
    "φ": r"\varphi",
    "ψ": r"\psi",
    "∞": r"\infty",
}
_RELATIONS = {"≤": r"\le", "≥": r"\ge", "≠": r"\ne", "←": r"\leftarrow"}


def _symbol(drawn: Symbol) -> str:
    if drawn.code:
        return rf"\mathtt{{{drawn.spelled.replace('_', chr(92) + '_')}}}"
    if drawn.over is not None:
        top = _symbol(drawn.top) if drawn.top else _letter(drawn)
        return rf"\frac{{\partial {top}}}{{\partial {_symbol(drawn.over)}}}"
    below = f"_{{{_script(drawn.below)}}}" if drawn.below else ""
    above = f"^{{{_script(drawn.above)}}}" if drawn.above else ""
    of = f"({_symbol(drawn.of)})" if drawn.of is not None else ""
    return _letter(drawn) + ("'" if drawn.prime else "") + below + above + of


def _letter(drawn: Symbol) -> str:
    letter = _LETTERS.get(drawn.letter, drawn.letter)
    if len(drawn.letter) > 1:
        letter = rf"\mathrm{{{letter.replace('_', chr(92) + '_')}}}"
    if drawn.bold:
        letter = rf"\boldsymbol{{{letter.upper() if letter == 'w' else letter}}}"
    return rf"\hat{{{letter}}}" if drawn.hat else letter


def _script(text: str) -> str:
    words = re.sub("[a-z]{2,}", lambda word: rf"\mathrm{{{word[0]}}}", text)
    return words.replace("→", r"\to ").replace("μ", r"\mu")


def _numeral(number: Numeral) -> str:
    mantissa = number.mantissa.replace("−", "-").replace("∞", r"\infty").replace(",", "{,}")
    mantissa = mantissa.replace("nan", r"\mathrm{nan}")
    return mantissa + ("" if number.exponent is None else rf"\cdot 10^{{{number.exponent}}}")


def _cases(lines: Sequence[tuple[str, str]], otherwise: str) -> str:
    rows = [rf"{value} & \text{{if }} {condition}" for value, condition in lines]
    rows.append(rf"{otherwise} & \text{{otherwise}}")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


LATEX = Style(
    symbol=_symbol,
    numeral=_numeral,
    plus=" + ",
    minus=" - ",
    times=r" \cdot ",
    matrix_times=r" \, ",
    dots=r"\cdots",
    negative="-{}".format,
    fraction=r"\frac{{{}}}{{{}}}".format,
    power="{{{}}}^{{{}}}".format,
    group=r"\left({}\right)".format,
    function=lambda function: function.latex or rf"\operatorname{{{function.name}}}",
    call=lambda name, arguments: rf"{name}\left({', '.join(arguments)}\right)",
    absolute=r"\left|{}\right|".format,
    root=r"\sqrt{{{}}}".format,
    transpose=r"{{{}}}^{{\top}}".format,
    highlight=r"\underline{{{}}}".format,
    cases=_cases,
    relation=lambda left, sign, right: f"{left} {_RELATIONS.get(sign, sign)} {right}",
    row=str,
)
