"""A number as a person writes it, with what its digits say about how exactly it is meant."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from backprop_gui.errors import InvalidValue, quoted

_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "－": "-", "\u00a0": " ", "\u202f": " "})
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SPECIAL = {"inf": math.inf, "infinity": math.inf, "∞": math.inf, "nan": math.nan}
_POWER = re.compile(
    r"(?:[·*×x]\s*10\s*(?:\^|\*\*)?\s*[({]?\s*|e)([+-]?[0-9]+)\s*[)}]?", re.IGNORECASE
)
_DECIMAL = re.compile(r"[0-9]*\.?[0-9]*")
_DOTS = ("...", "…")
_ALLOWED = "a number such as .5, 1e-3, 1,5, −2, 3/7, 1.2·10^-3, 0.333… or 12% is allowed"


@dataclass(frozen=True)
class Printed:
    """`value` as written in `text`.

    `unit` is the worth of one in the last written place: a number that was rounded to it lies
    within half of it, one that was cut off within all of it; 0 for an exact fraction.
    `significant` counts the written digits, without leading zeros.
    """

    text: str
    value: float
    unit: float
    significant: int


def printed(text: str, decimal_comma: bool | None = None) -> Printed:
    """Read a number in any usual form; raises InvalidValue.

    `decimal_comma` says whether a comma is the decimal mark; None: where there is no point.
    """
    plain = text.strip().translate(_MINUS).translate(_SUPERSCRIPT).replace(" ", "")
    sign = -1.0 if plain.startswith("-") else 1.0
    body = plain.lstrip("+-") if plain[:1] in "+-" and plain[:2] not in ("--", "+-") else plain
    if body.lower() in _SPECIAL:
        return Printed(text, sign * _SPECIAL[body.lower()], 0.0, 0)
    if "/" in body:
        return _fraction(text, sign, body, decimal_comma)
    return _decimal(text, sign, body, decimal_comma)


def _fraction(text: str, sign: float, body: str, comma: bool | None) -> Printed:
    above, _, below = body.partition("/")
    parts = [_pointed(part, comma) for part in (above, below)]
    if not all(part and _DECIMAL.fullmatch(part) and part != "." for part in parts):
        raise _wrong(text)
    divisor = Fraction(parts[1])
    if not divisor:
        raise InvalidValue(f"{quoted(text.strip())} divides by 0; {_ALLOWED}.")
    try:
        value = float(Fraction(parts[0]) / divisor)
    except OverflowError:
        raise _too_large(text) from None
    return Printed(text, sign * value, 0.0, 17)


def _decimal(text: str, sign: float, body: str, comma: bool | None) -> Printed:
    percent = body.endswith("%")
    body = body.removesuffix("%")
    exponent = -2 if percent else 0
    if (power := _POWER.search(body)) and power.end() == len(body):
        body, exponent = body[: power.start()], exponent + int(power[1][:6])
    endless = body.endswith(_DOTS)
    for dots in _DOTS:
        body = body.removesuffix(dots)
    digits = _pointed(body, comma)
    if not _DECIMAL.fullmatch(digits) or not any(c.isdigit() for c in digits):
        raise _wrong(text)
    places = len(digits.partition(".")[2])
    value = float(f"{digits}e{exponent}")
    written = digits.replace(".", "").lstrip("0")
    unit = float(f"1e{exponent - places}")
    if math.isinf(value) or math.isinf(unit):
        raise _too_large(text)
    if endless:
        value = _continued(digits, exponent, value)
    return Printed(text, sign * value, unit, len(written))


def _continued(digits: str, exponent: int, value: float) -> float:
    """0.333… goes on with its last digit where that is written at least twice."""
    after = digits.partition(".")[2]
    if len(after) < 2 or after[-1] != after[-2]:
        return value
    return float(f"{digits}{after[-1] * 20}e{exponent}")


def _pointed(body: str, comma: bool | None) -> str:
    """With a decimal point; thousands are not separated."""
    if comma or (comma is None and "." not in body and body.count(",") == 1):
        return body.replace(",", ".")
    return body


def _too_large(text: str) -> InvalidValue:
    return InvalidValue(f"{text.strip()!r} is too large; numbers up to 1.7e308 are allowed.")


def _wrong(text: str) -> InvalidValue:
    return InvalidValue(f"{quoted(text.strip())} is not a number; {_ALLOWED}.")
