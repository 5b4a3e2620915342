"""Continue and reverse-continue; breakpoints, watches and what was logged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from backprop_gui.errors import BackpropError
from backprop_gui.session.commands.editing import Editing
from backprop_gui.session.commands.stepping import SLICE, Stepping, count
from backprop_gui.session.expressions.checking import check_condition
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.edits import Edits
from backprop_gui.session.stops.backward import Backward
from backprop_gui.session.stops.bound import check
from backprop_gui.session.stops.breakpoints import AnyBreakpoint, Condition
from backprop_gui.session.stops.counting import HitCounts, Hits
from backprop_gui.session.stops.forward import Forward
from backprop_gui.session.stops.kept import Stops
from backprop_gui.session.stops.log_text import check_values
from backprop_gui.session.stops.making import check_breakpoint
from backprop_gui.session.stops.stop import LogLine, Stop
from backprop_gui.session.stops.trends import Trend
from backprop_gui.session.stops.watches import Watcher, WatchReading

# More iterations than anyone waits for.
_FOREVER = 1 << 60
_MOST_LINES = 10_000


class Stopping(Stepping, Editing):
    """Runs on to where a breakpoint stops, and back to where one would have."""

    _stop: tuple[Stop, Edits] | None = None
    _lines: tuple[LogLine, ...] = ()
    _watcher: Watcher | None = None
    _searched: Position | None = None

    @property
    def breakpoints(self) -> tuple[AnyBreakpoint, ...]:
        """All, in the order in which they were added."""
        return self._stops.breakpoints

    def add_breakpoint(self, what: str | AnyBreakpoint) -> AnyBreakpoint:
        """Add one; a text is a condition. Raises BackpropError, for a text with its `span`."""
        new = Condition(expression=what) if isinstance(what, str) else what
        self.check_breakpoint(new)
        self._put(self._stops.with_breakpoint(new))
        return new

    def remove_breakpoint(self, breakpoint_: AnyBreakpoint) -> None:
        """Raises InvalidValue where there is no such one."""
        self._put(self._stops.exchanged(breakpoint_, None))

    def change_breakpoint(self, old: AnyBreakpoint, new: AnyBreakpoint) -> AnyBreakpoint:
        """Put another in the place of one; raises BackpropError."""
        self.check_breakpoint(new)
        self._put(self._stops.exchanged(old, new))
        self._counted.follow(old, new)
        return new

    def enable_breakpoint(self, breakpoint_: AnyBreakpoint, enabled: bool = True) -> AnyBreakpoint:
        """Switch one on or off; gives the one that now stands in its place."""
        new = msgspec.structs.replace(breakpoint_, enabled=enabled)
        self._put(self._stops.exchanged(breakpoint_, new))
        return new

    def disable_breakpoint(self, breakpoint_: AnyBreakpoint) -> AnyBreakpoint:
        """Switch one off."""
        return self.enable_breakpoint(breakpoint_, False)

    def problem(self, breakpoint_: AnyBreakpoint) -> str:
        """Why one is passed by in this network; "" where it is not."""
        try:
            self.check_breakpoint(breakpoint_)
        except BackpropError as problem:
            return str(problem)
        return ""

    def check_breakpoint(self, breakpoint_: AnyBreakpoint) -> None:
        """Raises BackpropError, for a wrong expression with its `span`, unless it can be met."""
        check_breakpoint(breakpoint_, self._replay.program(0))

    def check_log(self, text: str) -> None:
        """Raises WrongExpression, with the `span` in the text, unless a log-point can write it."""
        check_values(text, self._replay.program(0))

    def check_expression(self, text: str, condition: bool = False) -> None:
        """Raises WrongExpression, which has a `reason` and a `span`, unless the text is right."""
        node = parse(text)
        found = check(node, self._replay.program(0))
        if condition:
            check_condition(node, found)

    # Running.

    @property
    def stopped(self) -> Stop | None:
        """Why one stands here; None unless a breakpoint stopped here last."""
        if self._stop is None:
            return None
        stop, edits = self._stop
        return stop if stop.position == self.position and edits is self.edits else None

    def hits(self, breakpoint_: AnyBreakpoint) -> Hits:
        """How often one was met since one last continued, forwards or back, and in total.

        What is off is not met; stepping and seeking meet nothing; a log-point is met forwards.
        """
        return self._counted.of(breakpoint_)

    @property
    def has_hits(self) -> bool:
        """Whether a breakpoint was met since the counts were reset."""
        return self._counted.any

    def reset_hits(self) -> None:
        """Count all breakpoints from 0 again."""
        self._counted.clear()
        self.moved.emit(self.position)

    @cached_property
    def _counted(self) -> HitCounts:
        return HitCounts()

    @property
    def log(self) -> tuple[LogLine, ...]:
        """What log-points have written, the newest last."""
        return self._lines

    def clear_log(self) -> None:
        """Forget what was logged."""
        self._lines = ()

    def continue_(self, max_iterations: int | None = None) -> None:
        """Run on to a breakpoint, for so many iterations at the most, or until pause()."""
        for _ in self.slices_until_stop(max_iterations):
            pass

    def reverse_continue(self, to: AnyBreakpoint | None = None) -> None:
        """Go back to the last position where a breakpoint stops; else to the beginning.

        With `to`, to the last one where this one would have stopped; no move where there is none.
        """
        for _ in self.slices_back_to_stop(to=to):
            pass

    def slices_until_stop(
        self, max_iterations: int | None = None, seconds: float = SLICE
    ) -> Iterator[None]:
        """The same in slices, so that a window stays alive between them; ends after pause().

        Breakpoints that are changed between two slices are heeded from there on.
        """
        self._paused, self._stop = False, None
        n = _FOREVER if max_iterations is None else count(max_iterations)
        self._counted.begin()
        for replay, upto in self._legs(self.clock.iteration(self.position, n)):
            while replay.position < upto:
                run, known = Forward(self.breakpoints, self._counted), self._stops
                for _ in run.slices(replay, upto, seconds):
                    self._take(run)
                    self.moved.emit(self.position)
                    yield
                    if self._paused or run.stop:
                        return
                    if self._stops is not known:
                        break

    def slices_back_to_stop(
        self, seconds: float = SLICE, to: AnyBreakpoint | None = None
    ) -> Iterator[None]:
        """The same backwards; after pause() it stands where nothing was found up to.

        When breakpoints are changed between two slices it looks for them from where it began.
        """
        self._paused, self._stop = False, None
        if to is not None:
            self.check_breakpoint(to)
        else:
            self._counted.begin()
        known: Stops | None = None
        while known is not self._stops and not self._paused:
            search, known = self._search(to), self._stops
            for _ in search.slices(seconds):
                self._searched = search.reached
                yield
                if self._paused or self._stops is not known:
                    break
        if to is None or search.stop is not None:
            self._go(search.reached)
        if search.stop is not None:
            self._stop = search.stop, self.edits
            self.moved.emit(self.position)

    @property
    def searched(self) -> Position | None:
        """Up to where the last search back, or the one under way, has found nothing."""
        return self._searched

    def _search(self, to: AnyBreakpoint | None) -> Backward:
        """Only what is in the list is counted."""
        if to is not None:
            return Backward(self._stages, self.position, (to,), HitCounts())
        self._counted.again()
        return Backward(self._stages, self.position, self.breakpoints, self._counted)

    def _take(self, run: Forward) -> None:
        if run.lines:
            self._lines = (*self._lines, *run.lines)[-_MOST_LINES:]
            run.lines.clear()
        if run.stop is not None:
            self._stop = run.stop, self.edits

    # Watches.

    @property
    def watches(self) -> tuple[str, ...]:
        """The expressions that are watched."""
        return self._stops.watches

    def add_watch(self, text: str) -> str:
        """Watch an expression; raises WrongExpression."""
        self.check_expression(text)
        self._put(self._stops.with_watch(text))
        return text

    def remove_watch(self, text: str) -> None:
        """Raises InvalidValue where there is no such one."""
        self._put(self._stops.without_watch(text))

    def read_watch(self, text: str) -> WatchReading:
        """The value of any expression now, before, and the change."""
        if self._watcher is None or not self._watcher.belongs_to(self._stages):
            self._watcher = Watcher(self._stages)
        return self._watcher.read(text, self._replay, self.focus)

    def trend(self, text: str) -> Trend:
        """An expression across the finished iterations; nothing is computed yet."""
        return Trend(text, self._stages, self.focus)

    def follows(self, trend: Trend) -> bool:
        """Whether a trend is of this run as it is now, of the sample in focus."""
        return trend.belongs_to(self._stages, self.focus)

    def _put(self, stops: Stops) -> None:
        if stops != self._stops:
            self._change(lambda: setattr(self, "_stops", stops))
