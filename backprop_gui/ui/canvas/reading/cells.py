"""One quantity as a cell: its symbol, its number, what it takes part in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing
from backprop_gui.ui.canvas.reading.moment import Moment
from backprop_gui.ui.canvas.reading.slots import Parameter, Slot
from backprop_gui.ui.canvas.records import Cell, Role, State

# More digits than this find no room in the drawing; pointing at a number shows all of them.
MOST_DIGITS, MOST_CHARACTERS, MOST_IN_PILL = 5, 8, 7
Combine = Callable[[float, float], float]
GRADIENTS = frozenset({"dx", "delta", "dw", "db"})


@dataclass(frozen=True)
class Cells:
    """Makes cells of the quantities at one moment, numbers written in one format."""

    moment: Moment
    writing: Writing

    def of(self, drawn: Slot | Parameter) -> Cell:
        """The cell of one element; a parameter's after its update shows the new value."""
        if isinstance(drawn, Parameter):
            return self._in_force(drawn)
        value = self.moment.value(drawn)
        if value is None:
            return Cell(drawn.name, drawn.symbol, role=self._role(drawn), told=drawn.told)
        return self._cell(drawn, value, self.short(value))

    def _in_force(self, parameter: Parameter) -> Cell:
        """The new value, with an arrow before it, as soon as there is one."""
        now, new = parameter.now, parameter.new
        value = None if new is None else self.moment.value(new)
        if new is None or value is None:
            return self.of(now)
        most = MOST_CHARACTERS if now.quantity.kind == "w" else MOST_IN_PILL
        return self._cell(new, value, f"→\u2009{self.short(value, most)}")

    def derived(self, left: Slot, sign: str, right: Slot, combine: Combine) -> Cell:
        """What two quantities give together; absent where one of them is."""
        name, symbol = f"{left.name} {sign} {right.name}", right.symbol
        told = f"{left.told} {sign} {right.told}"
        values = self.moment.value(left), self.moment.value(right)
        if values[0] is None or values[1] is None:
            return Cell(name, symbol, told=told)
        value = combine(values[0], values[1])
        stale = any(self.moment.stale(slot.quantity) for slot in (left, right))
        state = State.STALE if stale else State.COMPUTED
        written = self.short(value), self.exact(value)
        return Cell(name, symbol, *written, state, sign=_sign(value), told=told)

    def _cell(self, slot: Slot, value: float, text: str) -> Cell:
        return Cell(
            slot.name,
            slot.symbol,
            text,
            self.exact(value),
            State.STALE if self.moment.stale(slot.quantity) else State.COMPUTED,
            self._role(slot),
            slot.editable,
            _sign(value) if slot.quantity.kind in GRADIENTS else 0,
            slot.told,
        )

    def _role(self, slot: Slot) -> Role:
        return self.moment.roles.get(slot.full, Role.REST)

    def short(self, value: float, most: int = MOST_CHARACTERS) -> str:
        """As many digits as the drawing has room for."""
        text = ""
        for writing in _shorter_and_shorter(self.writing):
            text = plain(value, writing)
            if len(text) <= most:
                break
        return text

    def exact(self, value: float) -> str:
        """The fewest digits that tell the number from all others, to be typed over."""
        return repr(value).replace(".", self.writing.decimal_mark)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


@lru_cache(maxsize=8)
def _shorter_and_shorter(writing: Writing) -> tuple[Writing, ...]:
    most = min(writing.digits, MOST_DIGITS)
    return tuple(replace(writing, digits=digits) for digits in range(most, 0, -1))
