"""From a breakpoint to what watches for it; also says what is wrong with one."""

from __future__ import annotations

from typing import get_args

import msgspec

from backprop_gui.engine.choices import Parameter, check_type, settings
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.texts import check_text
from backprop_gui.session.expressions.checking import check_condition
from backprop_gui.session.expressions.nodes import Name, Node, Span, WrongExpression, walk
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.reading.naming import find
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.bound import check, samples
from backprop_gui.session.stops.breakpoints import (
    MOST_HITS,
    AnyBreakpoint,
    Computed,
    Condition,
    Fault,
    Line,
    Watchpoint,
)
from backprop_gui.session.stops.faults.entry import FaultEntry
from backprop_gui.session.stops.faults.monitor import FaultMonitor
from backprop_gui.session.stops.faults.table import FAULTS
from backprop_gui.session.stops.log_text import MOST_LETTERS, check_values, read_text
from backprop_gui.session.stops.monitors import (
    ConditionMonitor,
    Monitor,
    PlaceMonitor,
    WatchMonitor,
)

MOST_WORK = 200_000
"""Parts of an expression times samples: some 50 ms an iteration."""

_LEVEL = Parameter("level", 0.0)


def check_breakpoint(given: AnyBreakpoint, program: Program) -> None:
    """Raises WrongExpression, UnknownName or InvalidValue where it could never be met."""
    check_reading(given)
    check_values(given.log, program)
    match given:
        case Line(operation=name) | Computed(quantity=name):
            _check_computed(Quantity.parse(name), program)
        case Condition(expression=text):
            node = parse(text)
            check_condition(node, check(node, program))
            _check_work(node, program)
        case Watchpoint(expression=text):
            _check_watched(given, parse(text), program)
        case Fault():
            pass


def check_reading(given: AnyBreakpoint) -> None:
    """Raises BackpropError where it makes no sense in any network."""
    _check_types(given)
    if not 1 <= given.hits <= MOST_HITS:
        raise InvalidValue(
            f"It stops at every {quoted(given.hits)}-th time; 1 to {MOST_HITS:,} is allowed."
        )
    read_text(given.log)
    match given:
        case Line(operation=name) | Computed(quantity=name):
            Quantity.parse(name)
        case Condition(expression=text):
            parse(text)
        case Watchpoint(expression=text, level=level):
            parse(text)
            _LEVEL.checked(level, "the watchpoint")
        case Fault(fault=name):
            settings(_fault(name).title, _fault(name).parameters, given.settings)


def _check_types(given: AnyBreakpoint) -> None:
    """Python lets any type into a struct; a file does not."""
    check_type(given, "The breakpoint", *get_args(AnyBreakpoint))
    try:
        msgspec.convert(msgspec.to_builtins(given), type(given))
    except (TypeError, msgspec.ValidationError) as problem:
        raise InvalidValue(f"There can be no such breakpoint: {problem}.") from None
    check_text(given.log, "The text of a log", MOST_LETTERS)


def monitor(given: AnyBreakpoint, replay: Replay) -> Monitor:
    """What watches for a breakpoint that has been checked."""
    match given:
        case Line(operation=name):
            return PlaceMonitor(_name(name), replay, before=True)
        case Computed(quantity=name):
            return PlaceMonitor(_name(name), replay, before=False)
        case Condition(expression=text):
            return ConditionMonitor(text, parse(text), replay)
        case Watchpoint(expression=text):
            return WatchMonitor(given, parse(text), replay)
        case Fault(fault=name):
            entry = _fault(name)
            return FaultMonitor(
                entry, settings(entry.title, entry.parameters, given.settings), replay
            )


def _name(text: str) -> Name:
    return Name(Span(0, len(text)), Quantity.parse(text))


def _check_computed(name: Quantity, program: Program) -> None:
    spec = find(program, name).spec
    if spec.name not in program.producers:
        raise InvalidValue(f"{name} is given, not computed: no line of the program computes it.")


def _check_watched(given: Watchpoint, node: Node, program: Program) -> None:
    found = check(node, program)
    _check_work(node, program)
    if given.event != "changes" and (found.shape or found.of != "numbers"):
        raise WrongExpression(
            f"Only one number crosses a level or changes its sign; this is {found}", node.span
        )


def _check_work(node: Node, program: Program) -> None:
    """Every sample's value is computed in every iteration."""
    count, parts = samples(node, program), sum(1 for _ in walk(node))
    if count * parts > MOST_WORK:
        raise WrongExpression(
            f"It would be computed for each of {count} samples, which takes too long: name one "
            "sample, such as x[1,2,1], or take any(…) or all(…) of a whole layer",
            node.span,
        )


def _fault(name: str) -> FaultEntry:
    if name not in FAULTS:
        raise InvalidValue(f"There is no fault {quoted(name)}; there are {', '.join(FAULTS)}.")
    return FAULTS[name]
