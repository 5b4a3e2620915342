"""A number as a person writes it, with what its digits say about how exactly it is meant."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from backprop_gui.errors import InvalidValue, quoted

MOST_LETTERS = 1000
_FRACTIONS = {c: unicodedata.normalize("NFKC", c) for c in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_SIGNS = dict.fromkeys("−–﹣－", "-") | dict.fromkeys("\xa0\u2009\u202f", " ")
_PLAIN = str.maketrans(_SIGNS | {"⁄": "/", "∕": "/"})
_RAISED, _ON_THE_LINE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+"
_SUPERSCRIPT = str.maketrans(_RAISED, _ON_THE_LINE)
_RAISED_BY = re.compile(f"(?<=10)[{_RAISED}]+")
_SPECIAL = {"inf": math.inf, "infinity": math.inf, "∞": math.inf, "nan": math.nan}
# A sign alone says that the ^ was lost on the way, as in text copied from a PDF.
_POWER = re.compile(r"(?:[·*×x]10(?:(?:\^|\*\*)[({]?|(?=[+-]))|e)([+-]?[0-9]+)[)}]?", re.IGNORECASE)
_DECIMAL = re.compile(r"[0-9]*\.?[0-9]*")
_ROOT = re.compile(r"(?:([0-9.]+)[·*×]?)?(?:√|sqrt)(?:\(([0-9.]+)\)|([0-9.]+))", re.IGNORECASE)
# Digits stand apart in threes only: 1 000, but not 1 2.
_THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_APART = re.compile(r"[0-9.,] +[0-9.,]")
_DOTS = ("...", "…")
_ALLOWED = "a number such as .5, 1e-3, 1,5, −2, 3/7, √2, 1.2·10^-3, 0.333… or 12% is allowed"


@dataclass(frozen=True)
class Printed:
    """`value` as written in `text`.

    `unit` is the worth of one in the last written place: a number that was rounded to it lies
    within half of it, one that was cut off within all of it; 0 for an exact fraction or root.
    `significant` counts the written digits, without leading zeros.
    """

    text: str
    value: float
    unit: float
    significant: int


def typed(text: str) -> float:
    """The number alone; raises InvalidValue."""
    return printed(text).value


def printed(text: str, decimal_comma: bool | None = None) -> Printed:
    """Read a number in any usual form; raises InvalidValue.

    `decimal_comma` says whether a comma is the decimal mark; None: where there is no point.
    """
    sign, body = _signed(text)
    if body.lower() in _SPECIAL:
        return Printed(text, sign * _SPECIAL[body.lower()], 0.0, 0)
    if any(mark in body.lower() for mark in ("/", "√", "sqrt")):
        return _exact(text, sign, body, decimal_comma)
    return _decimal(text, sign, body, decimal_comma)


def _signed(text: str) -> tuple[float, str]:
    """The sign, and what follows it without spaces, in few letters."""
    if len(text) > MOST_LETTERS:
        raise InvalidValue(f"A number of {len(text):,} letters; {MOST_LETTERS:,} are allowed.")
    plain = _RAISED_BY.sub(lambda power: "^" + power[0].translate(_SUPERSCRIPT), text.strip())
    plain = _THOUSANDS.sub("", plain.translate(_PLAIN))
    if _APART.search(plain):
        raise _wrong(text)
    plain = plain.replace(" ", "")
    sign = -1.0 if plain.startswith("-") else 1.0
    body = plain.lstrip("+-") if plain[:1] in "+-" and plain[:2] not in ("--", "+-") else plain
    return sign, _FRACTIONS.get(body, body).replace("⁄", "/")


def _exact(text: str, sign: float, body: str, comma: bool | None) -> Printed:
    """A fraction, a root, or a fraction of roots."""
    above, _, below = body.partition("/")
    one, other = _term(text, above, comma), _term(text, below if "/" in body else "1", comma)
    try:
        value = float(one / other)
    except ZeroDivisionError:
        raise InvalidValue(f"{quoted(text.strip())} divides by 0; {_ALLOWED}.") from None
    except OverflowError:
        raise _too_large(text) from None
    if math.isinf(value):
        raise _too_large(text)
    return Printed(text, sign * value, 0.0, 17)


def _term(text: str, term: str, comma: bool | None) -> Fraction | float:
    """Exact without a root; with one it is rounded once, and once more by its factor."""
    term = _pointed(term, comma)
    root = _ROOT.fullmatch(term)
    if root is None:
        return _fraction(text, term)
    factor, inside = _fraction(text, root[1] or "1"), _fraction(text, root[2] or root[3])
    try:
        return float(factor) * math.sqrt(inside)
    except OverflowError:
        raise _too_large(text) from None


def _fraction(text: str, digits: str) -> Fraction:
    if not _DECIMAL.fullmatch(digits) or digits in ("", "."):
        raise _wrong(text)
    return Fraction(digits)


def _decimal(text: str, sign: float, body: str, comma: bool | None) -> Printed:
    percent = body.endswith("%")
    body = body.removesuffix("%")
    exponent = -2 if percent else 0
    if (power := _POWER.search(body)) and power.end() == len(body):
        body, exponent = body[: power.start()], exponent + int(power[1])
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
    return InvalidValue(f"{quoted(text.strip())} is too large; numbers up to 1.7e308 are allowed.")


def _wrong(text: str) -> InvalidValue:
    return InvalidValue(f"{quoted(text.strip())} is not a number; {_ALLOWED}.")
