"""The kinds of breakpoints that are written by hand, as the form offers them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backprop_gui.session.stops.breakpoints import (
    AnyBreakpoint,
    Computed,
    Condition,
    Line,
    Watchpoint,
)


@dataclass(frozen=True)
class Kind:
    """`make` takes the text and the level; `wants_level` says whether there is one."""

    title: str
    hint: str
    make: Callable[[str, float], AnyBreakpoint]
    wants_level: bool = False


KINDS = (
    Kind("Becomes true", "loss < 0.1", lambda text, _: Condition(expression=text)),
    Kind("Changes", "w[1,1,1]", lambda text, _: Watchpoint(expression=text)),
    Kind(
        "Changes sign",
        "w[1,1,1]",
        lambda text, _: Watchpoint(expression=text, event="changes sign"),
    ),
    Kind(
        "Crosses",
        "loss",
        lambda text, level: Watchpoint(expression=text, event="crosses", level=level),
        wants_level=True,
    ),
    Kind("Is computed", "delta[1,2]", lambda text, _: Computed(quantity=text)),
    Kind("Line is next", "s[1]", lambda text, _: Line(operation=text)),
)


def kind_of(breakpoint_: AnyBreakpoint) -> int:
    """The place in the table; ValueError for a fault."""
    text, level = text_of(breakpoint_), level_of(breakpoint_)
    made = [_bare(kind.make(text, level)) for kind in KINDS]
    return made.index(_bare(breakpoint_))


def text_of(breakpoint_: AnyBreakpoint) -> str:
    """The expression or name that was typed."""
    match breakpoint_:
        case Condition(expression=text) | Watchpoint(expression=text):
            return text
        case Computed(quantity=text) | Line(operation=text):
            return text
    return ""


def level_of(breakpoint_: AnyBreakpoint) -> float:
    """The level that a value crosses; 0 where there is none."""
    return breakpoint_.level if isinstance(breakpoint_, Watchpoint) else 0.0


def _bare(breakpoint_: AnyBreakpoint) -> tuple[type, str, str]:
    event = breakpoint_.event if isinstance(breakpoint_, Watchpoint) else ""
    return type(breakpoint_), text_of(breakpoint_), event
