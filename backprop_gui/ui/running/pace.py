"""How often a run that computes is drawn."""

from __future__ import annotations

from time import perf_counter

SLICE = 0.0025  # seconds that a run computes between two looks at the window
FRAME = 0.0325  # seconds from drawing to drawing: no slice begins that would delay the next one
SHARE = 0.6  # of the time belongs to the run, however long a drawing takes…
SLOWEST = 0.1  # …but after so many seconds it is drawn all the same
MEMORY = 0.94  # how much of what was before counts: a long drawing among short ones is let pass


class Pace:
    """Shares the time between a run and its drawings."""

    def __init__(self) -> None:
        self._drawn = perf_counter()
        self._before = self._computed = 0.0

    def draw(self) -> None:
        """A drawing begins."""
        now = perf_counter()
        self._before = MEMORY * (self._before + now - self._drawn)
        self._computed *= MEMORY
        self._drawn = now

    def is_due(self, computed: float) -> bool:
        """Whether to draw, the run having computed for so many seconds since it was asked last."""
        self._computed += computed
        since = perf_counter() - self._drawn
        rested = self._computed >= SHARE * (self._before + since)
        after_another = since + computed
        return after_another > FRAME and (rested or after_another > SLOWEST)
