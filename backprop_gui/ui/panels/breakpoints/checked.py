"""What is wrong with a breakpoint that is being typed, and in which of its texts."""

from __future__ import annotations

import msgspec

from backprop_gui.errors import BackpropError
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.ui.panels.breakpoints.kinds import text_of
from backprop_gui.ui.panels.fields.problem import Wrong, red, wrong


def problem(session: Session, breakpoint_: AnyBreakpoint) -> Wrong:
    """Of the expression, or of the quantity's name."""
    try:
        session.check_breakpoint(msgspec.structs.replace(breakpoint_, log=""))
    except BackpropError as found:
        return wrong(found, text_of(breakpoint_))
    return Wrong()


def log_problem(session: Session, log: str) -> Wrong:
    """Of the line that is written."""
    try:
        session.check_log(log)
    except BackpropError as found:
        return wrong(found, log)
    return Wrong()


def whole_problem(session: Session, breakpoint_: AnyBreakpoint) -> Wrong:
    """Of both together."""
    said = session.problem(breakpoint_)
    return Wrong(red(said)) if said else Wrong()
