"""How a number is written: so many significant digits, a decimal mark, a power of ten."""

from __future__ import annotations

import math
from dataclasses import dataclass

from backprop_gui.formula.writing import Writing


@dataclass(frozen=True)
class Numeral:
    """A written number: `mantissa` · 10^`exponent`, without the power where `exponent` is None."""

    mantissa: str
    exponent: int | None = None

    @property
    def negative(self) -> bool:
        return self.mantissa.startswith("−")


def numeral(value: float, style: Writing) -> Numeral:
    """`value` as a person writes it: inf and nan as what they are, a zero without a sign."""
    return _numeral(value, format(float(value) + 0.0, f".{style.digits}g"), style)


def plain(value: float, style: Writing | None = None) -> str:
    """The number in one line of text: `0.9975`, `1.2e-7`, `−∞`."""
    return _in_one_line(numeral(value, style or Writing()))


def exact(value: float, style: Writing | None = None) -> str:
    """The same with as many digits as tell the number apart from every other float64."""
    shortest = repr(float(value)).removesuffix(".0")
    return _in_one_line(_numeral(value, shortest, style or Writing()))


def _numeral(value: float, digits: str, style: Writing) -> Numeral:
    if math.isnan(value):
        return Numeral("nan")
    if math.isinf(value):
        return Numeral("∞" if value > 0 else "−∞")
    mantissa, _, exponent = digits.partition("e")
    mantissa = mantissa.replace("-", "−").replace(".", style.decimal_mark)
    return Numeral(mantissa, int(exponent) if exponent else None)


def _in_one_line(written: Numeral) -> str:
    return written.mantissa + ("" if written.exponent is None else f"e{written.exponent}")


def grouped(number: int) -> str:
    """A whole number with its thousands set apart."""
    return f"{number:,}".replace(",", "\u202f")
