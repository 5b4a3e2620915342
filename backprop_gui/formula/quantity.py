"""The names of everything that has a value: `x[1,2]`, `w[1,3,2]`, `loss`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backprop_gui.errors import MOST_QUOTED, BackpropError, quoted

_PATTERN = re.compile(r"\s*([A-Za-z][A-Za-z_0-9]*)\s*(?:\[\s*([0-9]+(?:\s*,\s*[0-9]+)*)\s*\])?\s*")
_MOST_CHARACTERS = MOST_QUOTED


class UnknownName(BackpropError):
    """A name that cannot be read, or that names nothing in this network."""


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A kind and its indices: layers count from 0, units and samples from 1.

    `Quantity("x", (1, 2))` is unit 2 of layer 1, `Quantity("x", (1,))` the whole layer as an
    array of shape (samples, units).
    """

    kind: str
    indices: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read `x[1,2]`; raises UnknownName where the text is not of that form."""
        match = _PATTERN.fullmatch(text) if len(text) <= _MOST_CHARACTERS else None
        if match is None:
            raise UnknownName(
                f"{quoted(text)} is not the name of a quantity: a name and its "
                "numbers in brackets are expected, such as x[1,2], w[1,3,2] or loss."
            )
        kind, indices = match.groups()
        return cls(kind, tuple(map(int, indices.split(","))) if indices else ())

    def __str__(self) -> str:
        return f"{self.kind}[{','.join(map(str, self.indices))}]" if self.indices else self.kind

    def at(self, *indices: int) -> Quantity:
        """The same kind with these indices appended."""
        return Quantity(self.kind, self.indices + indices)
