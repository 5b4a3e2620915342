"""The breakpoints and watches of a session: one value, so that it can be saved and undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from backprop_gui.errors import InvalidValue
from backprop_gui.session.stops.breakpoints import AnyBreakpoint, label

MOST = 200
_T = TypeVar("_T")


@dataclass(frozen=True)
class Stops:
    """In the order in which they were added; each once."""

    breakpoints: tuple[AnyBreakpoint, ...] = ()
    watches: tuple[str, ...] = ()

    def with_breakpoint(self, new: AnyBreakpoint) -> Stops:
        """One more; raises InvalidValue where there are too many."""
        return replace(self, breakpoints=_added(self.breakpoints, new, "breakpoints"))

    def exchanged(self, old: AnyBreakpoint, new: AnyBreakpoint | None) -> Stops:
        """Another in the place of one, or none; raises InvalidValue where it is not there."""
        if old not in self.breakpoints:
            raise InvalidValue(f"There is no such breakpoint: {label(old)}.")
        if new is not None and new != old and new in self.breakpoints:
            raise InvalidValue(f"There is such a breakpoint already: {label(new)}.")
        put = () if new is None else (new,)
        n = self.breakpoints.index(old)
        return replace(self, breakpoints=(*self.breakpoints[:n], *put, *self.breakpoints[n + 1 :]))

    def with_watch(self, text: str) -> Stops:
        """One more; raises InvalidValue where there are too many."""
        return replace(self, watches=_added(self.watches, text, "watches"))

    def without_watch(self, text: str) -> Stops:
        """Raises InvalidValue where it is not there."""
        if text not in self.watches:
            raise InvalidValue(f"There is no such watch: {text}.")
        return replace(self, watches=tuple(w for w in self.watches if w != text))


def _added(kept: tuple[_T, ...], new: _T, what: str) -> tuple[_T, ...]:
    if len(kept) >= MOST:
        raise InvalidValue(f"There are {MOST} {what} already; more are not allowed.")
    return kept if new in kept else (*kept, new)
