"""How often each breakpoint has been met: in one run, and in all of a session."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from backprop_gui.session.stops.breakpoints import AnyBreakpoint


@dataclass(frozen=True)
class Hits:
    """`run`: since one last continued, forwards or back; `total`: since they were reset."""

    run: int = 0
    total: int = 0


class HitCounts:
    """Counts by breakpoint, of which there are few; those of faults cannot be hashed.

    One that is switched off and on again goes on counting.
    """

    def __init__(self) -> None:
        self._met: list[AnyBreakpoint] = []
        self._run: list[int] = []
        self._total: list[int] = []

    def clear(self) -> None:
        """Count from 0 again."""
        for counts in (self._met, self._run, self._total):
            counts.clear()

    def begin(self) -> None:
        """Another run begins."""
        self._run = [0] * len(self._met)

    def again(self) -> None:
        """The same run begins anew: what it has met so far is not met twice."""
        self._total = [all_ - now for all_, now in zip(self._total, self._run, strict=True)]
        self.begin()

    def add(self, breakpoint_: AnyBreakpoint) -> int:
        """One more; gives how many there are in this run."""
        place = self._place(breakpoint_)
        self._run[place] += 1
        self._total[place] += 1
        return self._run[place]

    def of(self, breakpoint_: AnyBreakpoint) -> Hits:
        """How many there are."""
        known = _switched_on(breakpoint_)
        if known not in self._met:
            return Hits()
        place = self._met.index(known)
        return Hits(self._run[place], self._total[place])

    def follow(self, old: AnyBreakpoint, new: AnyBreakpoint) -> None:
        """`new` stands for `old`: where both are met by the same, it goes on counting."""
        if _bare(old) == _bare(new):
            counted, place = self.of(old), self._place(new)
            self._run[place], self._total[place] = counted.run, counted.total

    @property
    def any(self) -> bool:
        """Whether one was met at all."""
        return bool(self._met)

    def _place(self, breakpoint_: AnyBreakpoint) -> int:
        known = _switched_on(breakpoint_)
        if known not in self._met:
            self._met.append(known)
            self._run.append(0)
            self._total.append(0)
        return self._met.index(known)


def _switched_on(breakpoint_: AnyBreakpoint) -> AnyBreakpoint:
    return (
        breakpoint_ if breakpoint_.enabled else msgspec.structs.replace(breakpoint_, enabled=True)
    )


def _bare(breakpoint_: AnyBreakpoint) -> AnyBreakpoint:
    """What it is met by, without what then happens."""
    return msgspec.structs.replace(breakpoint_, enabled=True, hits=1, log="")
