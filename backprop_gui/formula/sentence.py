"""Sentences with numbers in them, which are written as whoever reads them has chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.numerals import exact, plain
from backprop_gui.formula.writing import Writing


@dataclass(frozen=True)
class Exact:
    """A number of which every digit matters, such as one that a person has typed."""

    value: float


class Sentence(str):
    """A text that can be written again in another `Writing`; as it stands, in the usual one.

    `form` has a pair of braces for each part: a float, an `Exact`, an equation, another sentence,
    or anything that is written as it is.
    """

    __slots__ = ("_form", "_parts")
    _form: str
    _parts: tuple[object, ...]

    def __new__(cls, form: str, *parts: object) -> Sentence:
        sentence = super().__new__(cls, _filled(form, parts, Writing()))
        sentence._form, sentence._parts = form, parts
        return sentence

    def written(self, style: Writing) -> str:
        """The text with its numbers so."""
        return _filled(self._form, self._parts, style)


def joined(mark: str, parts: Iterable[object]) -> Sentence:
    """Parts with a mark between them."""
    parts = tuple(parts)
    return Sentence(mark.join(["{}"] * len(parts)), *parts)


def written(text: str, style: Writing) -> str:
    """A text that may be a sentence with numbers."""
    return text.written(style) if isinstance(text, Sentence) else text


def _filled(form: str, parts: tuple[object, ...], style: Writing) -> str:
    return form.format(*(_part(part, style) for part in parts))


def _part(part: object, style: Writing) -> str:
    match part:
        case Sentence():
            return part.written(style)
        case Exact(value):
            return exact(value, style)
        case float():
            return plain(part, style)
        case Equation():
            return part.text(style)
    return str(part)
