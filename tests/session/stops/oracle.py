"""What continuing must find, by stepping element by element and reading the session."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator

import backprop_gui as bg
from backprop_gui.errors import BackpropError

Truth = Callable[[bg.Session, int], bool]


def positions(session: bg.Session, last: int) -> Iterator[bg.Position]:
    """The session goes from the very beginning to the end of iteration `last`."""
    session.restart()
    yield session.position
    while session.position < bg.Position(last, session.clock.operations, 0):
        session.step_into()
        yield session.position


def becomes_true(
    session: bg.Session, names: tuple[str, ...], truth: Truth, last: int
) -> list[bg.Position]:
    """Where a condition becomes true for some sample, those of a batch tried one by one."""
    samples = session.document.batching.count(0)
    truths = dict.fromkeys(range(1, samples + 1), False)
    found = []
    for at in positions(session, last):
        before = any(truths.values())
        for n in truths:
            if known(session, names, n):
                truths[n] = truth(session, n)
        if any(truths.values()) and not before:
            found.append(at)
    return [at for at in found if at > bg.Position()]


def known(session: bg.Session, names: tuple[str, ...], sample: int) -> bool:
    """Whether all have a value, of this sample of the batch."""
    try:
        return all(session.is_known(of_sample(session, name, sample)) for name in names)
    except BackpropError:
        return False


def of_sample(session: bg.Session, name: str, sample: int) -> str:
    """The name with its sample where the batch has several; raises UnknownName."""
    if "#" not in name:
        return name
    if session.program.samples == 1:
        if sample > 1:
            raise bg.UnknownName("There is one sample.")
        return name.replace(",#", "")
    return name.replace("#", str(sample))


def number(session: bg.Session, name: str, sample: int = 1) -> float:
    """The value of one element."""
    value = session.value(of_sample(session, name, sample))
    assert isinstance(value, float)
    return value


def stops(session: bg.Session, last: int) -> list[bg.Position]:
    """Where continuing stops, again and again, from the very beginning."""
    session.restart()
    found = []
    for _ in itertools.count():
        left = (
            last
            - session.position.iteration
            + (session.position.operation < session.clock.operations)
        )
        if session.position == bg.Position(last, session.clock.operations, 0):
            return found
        session.continue_(max_iterations=max(1, left))
        if session.stopped:
            assert session.stopped.position == session.position
            found.append(session.position)
    raise AssertionError(math.inf)


def stops_backwards(session: bg.Session) -> list[bg.Position]:
    """Where reverse-continuing stops, again and again, up to the very beginning."""
    found = []
    while session.position > bg.Position():
        session.reverse_continue()
        if session.stopped:
            found.append(session.position)
    return found
