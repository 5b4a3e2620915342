"""What is wrong with a breakpoint that is being typed, and in which of its texts."""

from __future__ import annotations

import msgspec

from backprop_gui.errors import BackpropError
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.ui.panels.breakpoints.kinds import text_of
from backprop_gui.ui.panels.problem import marked, red


def problem(session: Session, breakpoint_: AnyBreakpoint) -> str:
    """The text with the wrong place marked, below it the reason, as rich text; "" for none."""
    try:
        session.check_breakpoint(msgspec.structs.replace(breakpoint_, log=""))
    except BackpropError as wrong:
        return marked(wrong, text_of(breakpoint_))
    return log_problem(session, breakpoint_.log) or _whole_problem(session, breakpoint_)


def log_problem(session: Session, log: str) -> str:
    """The same of the line that is written."""
    try:
        session.check_log(log)
    except BackpropError as wrong:
        return marked(wrong, log)
    return ""


def _whole_problem(session: Session, breakpoint_: AnyBreakpoint) -> str:
    said = session.problem(breakpoint_)
    return red(said) if said else ""
