"""Plain text: quantities by their names, for screen readers, terminals and search."""

from __future__ import annotations

from collections.abc import Sequence

from backprop_gui.formula.numerals import Numeral
from backprop_gui.formula.styles.style import Style


def _numeral(number: Numeral) -> str:
    power = "" if number.exponent is None else f"·10^{number.exponent}"
    return f"{number.mantissa}{power}"


def _cases(lines: Sequence[tuple[str, str]], otherwise: str) -> str:
    written = "; ".join(f"{value} if {condition}" for value, condition in lines)
    return f"{{{written}; {otherwise} otherwise}}"


TEXT = Style(
    symbol=None,
    numeral=_numeral,
    plus=" + ",
    minus=" − ",
    times=" · ",
    matrix_times=" ",
    dots="…",
    negative="−{}".format,
    fraction="{} / {}".format,
    power="{}^{}".format,
    group="({})".format,
    function=lambda function: function.mathml or function.name,
    call=lambda name, arguments: f"{name}({', '.join(arguments)})",
    absolute="|{}|".format,
    root="√({})".format,
    transpose="{}ᵀ".format,
    highlight="«{}»".format,
    cases=_cases,
    relation="{} {} {}".format,
    row=str,
    fraction_bar=False,
    raised=False,
)
