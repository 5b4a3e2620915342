"""What a person can ask to stop at. All are values: an altered one takes the old one's place."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from backprop_gui.engine.chosen import Chosen
from backprop_gui.formula.sentence import Exact, Sentence

MOST_HITS = 1_000_000_000


class Breakpoint(Chosen, frozen=True, kw_only=True, tag_field="stops"):
    """Base of all: stops at every `hits`-th occurrence, counted from where one continues.

    With a `log`, a line is written in the place of stopping: text in which an expression in
    braces, as in `loss is {loss}`, stands for its value.
    """

    enabled: bool = True
    hits: int = 1
    log: str = ""


class Line(Breakpoint, frozen=True, tag="line"):
    """Stops before the operation that computes the array of this name, such as `s[1]`."""

    operation: str


class Computed(Breakpoint, frozen=True, tag="computed"):
    """Stops when a quantity has been computed; without its sample's number, each sample's."""

    quantity: str


class Condition(Breakpoint, frozen=True, tag="condition"):
    """Stops when an expression becomes true, such as `loss < 0.1`.

    It is looked at whenever a quantity in it has been computed and keeps its last truth while one
    is absent. A name without its sample's number stands for each sample of the batch in turn: the
    condition is true while it is for at least one of them, whichever sample is in focus.
    """

    expression: str


class Watchpoint(Breakpoint, frozen=True, tag="watchpoint"):
    """Stops when an expression's value changes, changes its sign, or crosses `level`.

    A value has crossed a level when it came to the other side, to the level, or away from it.
    """

    expression: str
    event: Literal["changes", "changes sign", "crosses"] = "changes"
    level: float = 0.0


class Fault(Breakpoint, frozen=True, tag="fault"):
    """Stops when a fault of `faults.FAULTS` arises; `settings` are its parameters by name."""

    fault: str
    settings: dict[str, float] = field(default_factory=dict)


AnyBreakpoint = Line | Computed | Condition | Watchpoint | Fault


def label(breakpoint_: AnyBreakpoint) -> str:
    """What a list of breakpoints shows, and how a stop is told."""
    match breakpoint_:
        case Line(operation=name):
            return f"line of {name}"
        case Computed(quantity=name):
            return f"{name} computed"
        case Condition(expression=text):
            return text
        case Watchpoint(expression=text, event="crosses", level=level):
            return Sentence("{} crosses {}", text, Exact(level))
        case Watchpoint(expression=text, event=event):
            return f"{text} {event}"
        case Fault(fault=name):
            return name


def placed_on(breakpoint_: AnyBreakpoint) -> str:
    """The quantity on which a breakpoint is marked; "" where it is no single one."""
    match breakpoint_:
        case Computed(quantity=name) | Watchpoint(expression=name):
            return name
    return ""
