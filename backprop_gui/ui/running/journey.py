"""How far a run has come, and how long the rest takes."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.bookmark import Bookmark
from backprop_gui.session.session import Session

# So much has to be done before its pace tells more than what was expected.
_TELLING = 0.02
NOTICED = 0.3
"""Seconds after which a person wonders."""


class Journey:
    """From a bookmark to somewhere.

    `done` says how many iterations have been computed on the way, of `total`, None where nobody
    knows; `expected` how many seconds it was expected to take at the beginning.
    """

    def __init__(
        self,
        origin: Bookmark,
        done: Callable[[], int],
        total: int | None = None,
        expected: float | None = None,
    ) -> None:
        self.origin, self.total = origin, total
        self._done, self._expected, self._began = done, expected, perf_counter()

    @property
    def rate(self) -> float:
        """Iterations a second."""
        return max(self._done(), 0) / max(self.elapsed, 1e-9)

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return perf_counter() - self._began

    @property
    def share(self) -> float | None:
        """How much is done, 0 to 1; None for one without an end."""
        if self.total is None:
            return None
        return min(max(self._done() / max(self.total, 1), 0.0), 1.0)

    @property
    def remaining(self) -> float | None:
        """The seconds that the rest is expected to take; None where nobody knows."""
        done = self.share
        if done is not None and done > _TELLING:
            return self.elapsed * (1 - done) / done
        return self._expected

    @property
    def is_long(self) -> bool:
        """Whether a person would notice: then it is shown how far it has come."""
        return self.total is not None and self.elapsed + (self.remaining or 0.0) > NOTICED


def onwards(session: Session) -> Journey:
    """Until something stops it."""
    origin = session.bookmark()
    return Journey(origin, lambda: session.position.iteration - origin.position.iteration)


def to_position(session: Session, target: Position, origin: Bookmark) -> Journey:
    """To a position; a way back begins at the checkpoint before it, not where one stands."""
    way = session.way_to(target)
    first = target.iteration - way.iterations

    def done() -> int:
        found = session.position.iteration - first
        return found if 0 <= found <= way.iterations else 0

    return Journey(origin, done, way.iterations, way.seconds)


def back_in_search(session: Session) -> Journey:
    """Back to something that may not be found before the beginning."""
    origin, before = session.bookmark(), session.searched
    start = origin.position.iteration

    def done() -> int:
        searched = session.searched
        return 0 if searched is None or searched is before else start - searched.iteration

    return Journey(origin, done, start)
