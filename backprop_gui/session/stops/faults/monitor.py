"""A fault that is switched on, at work."""

from __future__ import annotations

from collections.abc import Iterable

from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import Sentence
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.bound import Point
from backprop_gui.session.stops.faults.entry import FaultEntry, Found, Settings, View
from backprop_gui.session.stops.faults.progress import MOST_ITERATIONS
from backprop_gui.session.stops.monitors import Monitor
from backprop_gui.session.stops.stop import Hit

_LOSS = Quantity("loss")


class FaultMonitor(Monitor):
    """Examines each iteration at its end; a fault's position is where it arose in it."""

    iterations_back = 2

    def __init__(self, entry: FaultEntry, settings: Settings, replay: Replay) -> None:
        self._entry, self._settings = entry, settings
        self.epochs_back = int(entry.by_epoch)
        self._had: frozenset[object] = frozenset()
        self._view = View(replay, -1, [])

    def join(self, replay: Replay) -> None:
        self._view.replay = replay

    def points(self, iteration: int) -> Iterable[Point]:
        return {(self._view.replay.clock.operations, 0)}

    def look(self, at: Position, everything: bool) -> list[Hit]:
        if at.operation < self._view.replay.clock.operations:
            return []
        self._take(at.iteration)
        found = self._entry.examine(self._view, self._settings)
        new = [f for f in found if _key(f) not in self._had]
        self._had = frozenset(map(_key, found))
        return [self._hit(at.iteration, f) for f in new]

    def _take(self, iteration: int) -> None:
        """Go on to an iteration; the losses before the first one were recorded."""
        view = self._view
        if view.iteration != iteration - 1:
            recorded = view.replay.recording.losses[:iteration]
            view.losses = recorded[-MOST_ITERATIONS - 1 :].tolist()
        view.iteration = iteration
        view.losses.append(float(view.arrays[_LOSS]))
        if len(view.losses) > 3 * MOST_ITERATIONS:
            del view.losses[: -MOST_ITERATIONS - 1]

    def _hit(self, iteration: int, found: Found) -> Hit:
        at = Position(iteration, *found.point)
        return Hit(at, found.what, Sentence("{}. {}", found.reason, self._entry.advice))


def _key(found: Found) -> object:
    return found.key or found.what
