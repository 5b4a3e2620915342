"""All numbers of a session at once, read as a person reads them."""

from __future__ import annotations

import backprop_gui as bg
from backprop_gui.formula.quantity import Quantity


class Numbers:
    """Every element that has a value at the session's position, by its name."""

    def __init__(self, session: bg.Session) -> None:
        self._values: dict[Quantity, float] = {}
        for spec in session.program.arrays:
            reading = session.array(spec.name)
            for name in spec.elements():
                place = spec.place(name)
                if reading.known[place]:
                    self._values[name] = float(reading.values[place])

    def __call__(self, name: Quantity) -> float:
        return self._values[name]
