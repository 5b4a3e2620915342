"""Where a person wants to go, as typed: an iteration, a line of the program, a quantity."""

from __future__ import annotations

import re
from collections.abc import Callable

from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.commands.opened import Opened
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.naming import Place, find

_DIGITS = 15  # of an iteration: no run comes that far
_LINE, _ITERATION = r"(?:line|operation|op)\b", r"(?:iteration|iter|it)\b"
_FORM = re.compile(
    rf"(?:{_ITERATION})?\s*(?P<iteration>[0-9]+)?"
    rf"\s*(?:{_LINE[:-2]}\s*(?P<line>[0-9]+)"
    rf"|(?P<quantity>(?!{_LINE}|{_ITERATION}|epoch\b)[^\W\d].*))?"
    r"|epoch\s*(?P<epoch>[0-9]+)",
    re.IGNORECASE,
)
_APART = str.maketrans("", "", "\u202f\u2009\u00a0")  # the thousands of a whole number


def destination(session: Opened, text: str) -> Position:
    """The end of an iteration ("12"), or in it of a line ("12 line 7") or of a quantity's element.

    Without a number it is the present iteration. Also the end of an epoch ("epoch 3"), "first" and
    "last" of what has been reached. Raises InvalidValue and UnknownName.
    """
    if (named := _NAMED.get(text.strip().lower())) is not None:
        return named(session)
    found = _FORM.fullmatch(text.strip().translate(_APART))
    if found is None or not any(found.groups()):
        raise InvalidValue(
            f"“{text.strip()}” is no place; an iteration (12), a line of the program (line 7), a "
            "quantity (delta[1,2]), those in an iteration (12 line 7, 12 loss), an epoch (epoch "
            "3), first and last are allowed."
        )
    if found["epoch"]:
        return _end_of_epoch(session, _number(found["epoch"], "epoch"))
    iteration = _iteration(session, found["iteration"])
    if found["quantity"]:
        return where_computed(session, found["quantity"], iteration)
    last = len(session.clock.program(iteration).operations)
    return Position(iteration, _line(found["line"], last), 0)


def where_computed(session: Opened, name: str | Quantity, iteration: int) -> Position:
    """Right after a quantity's element; of a parameter, after its new value.

    Raises UnknownName for a name that there is not, and InvalidValue for what is given.
    """
    program = session.clock.program(iteration)
    place = computed_place(program, find(program, name, session.focus))
    if place is None:
        raise InvalidValue(f"{name} is given: no line of the program computes it.")
    return session.clock.spelled(
        iteration, program.producers[place.spec.name], min(place.number + 1, place.spec.size)
    )


def computed_place(program: Program, place: Place) -> Place | None:
    """The place itself, of a parameter that of its new value; None for what is given."""
    if place.spec in program.parameters:
        place = find(program, new_name(place.name))
    return place if place.spec.name in program.producers else None


def last(session: Opened) -> Position:
    """The end of the last iteration that has been finished."""
    return session.clock.end(max(session.finished - 1, session.clock.origin.iteration))


def _end_of_epoch(session: Opened, epoch: int) -> Position:
    clock = session.clock
    return clock.epoch(clock.spelled(epoch * clock.batching.per_epoch, 0))


def _iteration(session: Opened, typed: str | None) -> int:
    return session.position.iteration if typed is None else _number(typed, "iteration")


def _number(typed: str, what: str) -> int:
    if len(typed.lstrip("0")) > _DIGITS:
        raise InvalidValue(
            f"There is no {what} {typed}: a number of at most {_DIGITS} digits is allowed."
        )
    return int(typed)


def _line(typed: str | None, last: int) -> int:
    if typed is None:
        return last
    if len(typed.lstrip("0")) > _DIGITS or not 1 <= int(typed) <= last:
        raise InvalidValue(f"There is no line {typed}: lines go from 1 to {last}.")
    return int(typed)


_NAMED: dict[str, Callable[[Opened], Position]] = {
    "first": lambda session: session.clock.origin,
    "start": lambda session: session.clock.origin,
    "last": last,
    "end": last,
}
