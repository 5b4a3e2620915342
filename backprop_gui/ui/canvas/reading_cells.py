"""One quantity as a cell: its symbol, its number, what it takes part in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from backprop_gui.formula.notation import symbol
from backprop_gui.formula.numerals import NumberFormat, plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.ui.canvas.reading_values import Moment
from backprop_gui.ui.canvas.records import Cell, State, Symbol

# More digits than this find no room in the drawing; pointing at a number shows all of them.
MOST_DIGITS, MOST_CHARACTERS, MOST_IN_PILL = 5, 8, 7
GRADIENTS = frozenset({"dx", "delta", "dw", "db"})


@dataclass(frozen=True)
class Cells:
    """Makes cells of the quantities at one moment, numbers written in one format."""

    moment: Moment
    numbers: NumberFormat

    def has(self, kind: str, indices: tuple[int, ...]) -> bool:
        """Whether the iteration has an array of this name."""
        return self.moment.has(Quantity(kind, indices))

    def exists(self, name: Quantity) -> bool:
        """Whether an element has not been removed."""
        return self.moment.exists(name)

    def of(self, name: Quantity, *, editable: bool = False) -> Cell:
        """The cell of one element."""
        value, role = self.moment.value(name), self.moment.role(name)
        if value is None:
            return Cell(str(name), cell_symbol(name), role=role)
        return Cell(
            str(name),
            cell_symbol(name),
            self.short(value),
            self.exact(value),
            State.STALE if self.moment.stale(name) else State.COMPUTED,
            role,
            editable,
            (value > 0) - (value < 0) if name.kind in GRADIENTS else 0,
        )

    def in_force(self, kind: str, indices: tuple[int, ...]) -> Cell:
        """A parameter, to be edited; after its update the new value with an arrow before it."""
        now = self.of(Quantity(kind, indices), editable=True)
        new = Quantity(f"{kind}_new", indices)
        if not self.exists(new):
            return now
        renewed = self.of(new, editable=True)
        if renewed.state is State.ABSENT:
            return now
        value = self.moment.value(Quantity(f"{kind}_new", indices))
        assert value is not None
        text = self.short(value, MOST_CHARACTERS if kind == "w" else MOST_IN_PILL)
        return replace(renewed, text=f"→\u2009{text}", symbol=now.symbol)

    def short(self, value: float, most: int = MOST_CHARACTERS) -> str:
        """As many digits as the drawing has room for."""
        text = ""
        for numbers in _shorter_and_shorter(self.numbers):
            text = plain(value, numbers)
            if len(text) <= most:
                break
        return text

    def exact(self, value: float) -> str:
        """The fewest digits that tell the number from all others, to be typed over."""
        return repr(float(value)).replace(".", self.numbers.decimal_mark)


@lru_cache(maxsize=8)
def _shorter_and_shorter(numbers: NumberFormat) -> tuple[NumberFormat, ...]:
    most = min(numbers.digits, MOST_DIGITS)
    return tuple(replace(numbers, digits=digits) for digits in range(most, 0, -1))


@lru_cache(maxsize=4096)
def cell_symbol(name: Quantity) -> Symbol:
    """As mathematics draws it, ∂L/∂x shortened to ∂x; the sample is the one in focus."""
    drawn = symbol(name)
    if drawn.over is not None:
        return Symbol("∂" + drawn.over.letter, drawn.over.below, drawn.over.above)
    if drawn.of is not None:
        return Symbol(drawn.letter + "′", drawn.of.below, drawn.of.above)
    return Symbol(drawn.letter, drawn.below, drawn.above)
