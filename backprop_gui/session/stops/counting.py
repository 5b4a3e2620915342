"""How often each breakpoint has been met in one run."""

from __future__ import annotations

from backprop_gui.session.stops.breakpoints import AnyBreakpoint


class HitCounts:
    """Counts by breakpoint, of which there are few; those of faults cannot be hashed."""

    def __init__(self) -> None:
        self._met: list[AnyBreakpoint] = []
        self._counts: list[int] = []

    def add(self, breakpoint_: AnyBreakpoint) -> int:
        """One more; gives how many there are."""
        if breakpoint_ not in self._met:
            self._met.append(breakpoint_)
            self._counts.append(0)
        place = self._met.index(breakpoint_)
        self._counts[place] += 1
        return self._counts[place]

    def of(self, breakpoint_: AnyBreakpoint) -> int:
        """How many there are."""
        return self._counts[self._met.index(breakpoint_)] if breakpoint_ in self._met else 0

    @property
    def total(self) -> int:
        """Of all breakpoints together."""
        return sum(self._counts)
