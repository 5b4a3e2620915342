"""From the names of a notation to the program's own, inside any text.

Nothing is listed twice: a notation is asked to spell a quantity with telling numbers in the place
of its indices, and where they turn up shows how its names are to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.quantity import Quantity

# Telling numbers: so large that no name has them, so far apart that one less is still known.
_PROBE, _APART = 700_000, 10
_OWN = re.compile(r"\b[A-Za-z][A-Za-z_0-9]*\[\s*\d+(?:\s*,\s*\d+)*\s*\]")
_BEFORE, _AFTER = r"(?<![\w.\]}^∂])", r"(?![\w\[{^_(])"


@dataclass(frozen=True)
class _Form:
    """Names of one kind: `pattern` finds their numbers, in which `places` are the indices.

    An index that is not written, as the layer of the inputs, is 0. `shifts` is what is added.
    """

    kind: str
    count: int
    pattern: str
    places: tuple[int, ...]
    shifts: tuple[int, ...]

    def read(self, numbers: list[int]) -> Quantity | None:
        indices = [0] * self.count
        for number, place, shift in zip(numbers, self.places, self.shifts, strict=True):
            if indices[place] not in (0, number + shift):
                return None  # one index, written twice with different numbers
            indices[place] = number + shift
        return Quantity(self.kind, tuple(indices))


def renamed(text: str, notation: Notation) -> str:
    """The text with the notation's names in the place of all that have indices."""
    return _OWN.sub(lambda found: notation.text(Quantity.parse(found[0])), text)


class Spelling:
    """Reads and writes the names of the kinds of quantities given as examples.

    `examples` are names such as `x[0,1]`, `x[1,2,3]` and `x[1]`; only their kinds, the number of
    their indices and whether the first is 0 matter.
    """

    def __init__(self, notation: Notation, examples: Iterable[Quantity]) -> None:
        self._notation = notation
        forms = dict.fromkeys(_forms(notation, examples))
        self._forms = tuple(sorted(forms, key=lambda form: -len(form.pattern)))
        self._kinds = {form.kind for form in self._forms}
        alternatives = "|".join(form.pattern for form in self._forms)
        self._any = re.compile(f"{_BEFORE}(?:{_without_groups(alternatives)}){_AFTER}")

    def own(self, text: str) -> str:
        """The text with the program's names in the place of the notation's."""
        return self._any.sub(self._own, text)

    def shown(self, text: str) -> str:
        """The text with the notation's names in the place of the program's that have indices."""
        return _OWN.sub(self._shown, text)

    def _own(self, found: re.Match[str]) -> str:
        for form in self._forms:
            match = re.fullmatch(form.pattern, found[0])
            quantity = match and form.read([int(group) for group in match.groups()])
            if quantity:
                return str(quantity)
        return found[0]

    def _shown(self, found: re.Match[str]) -> str:
        quantity = Quantity.parse(found[0])
        return self._notation.text(quantity) if quantity.kind in self._kinds else found[0]


def _forms(notation: Notation, examples: Iterable[Quantity]) -> Iterator[_Form]:
    for example in examples:
        count = len(example.indices)
        probes = [_PROBE + _APART * place for place in range(count)]
        if example.indices[:1] == (0,):
            probes[0] = 0
        quantity = Quantity(example.kind, tuple(probes))
        written = notation.text(quantity)
        if written != str(quantity):
            yield _form(quantity, written, probes)


def _form(quantity: Quantity, written: str, probes: list[int]) -> _Form:
    parts = re.split(r"(\d{6})", written)
    numbers = [int(part) for part in parts[1::2]]
    places = tuple((number - _PROBE + 1) // _APART for number in numbers)
    shifts = tuple(probes[p] - number for p, number in zip(places, numbers, strict=True))
    pattern = r"(\d+)".join(map(_loosely, parts[::2]))
    return _Form(quantity.kind, len(probes), pattern, places, shifts)


def _loosely(text: str) -> str:
    """A pattern for what stands between numbers, typed without care for spaces and braces."""
    pattern = re.escape(text).replace(",", r"\s*,\s*").replace("′", "['′]").replace("∂", "[∂d]")
    return pattern.replace(r"\{", r"\{?").replace(r"\}", r"\}?")


def _without_groups(pattern: str) -> str:
    return pattern.replace(r"(\d+)", r"\d+")
