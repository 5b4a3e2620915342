"""How many iterations a report may cover, and how it tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.session import Session

MOST_ITERATIONS = 1000
# Called with how many iterations are worked out, and of how many.
Progress = Callable[[int, int], object]


def silent(done: int, of: int) -> None:
    """Tells nobody."""


def until_change(session: Session) -> int | None:
    """How many iterations have the network that the session shows; None: the run goes on with it.

    A report covers one network, from where it took over.
    """
    begins = session.document.begins
    return min((k - begins for k in session.clock.changes if k > begins), default=None)


def finished(session: Session) -> int:
    """How many of these iterations are finished."""
    shown = until_change(session)
    return session.finished - session.document.begins if shown is None else shown


def most(session: Session) -> int:
    """How many of these iterations a report may cover."""
    return min(until_change(session) or MOST_ITERATIONS, MOST_ITERATIONS)


def checked(iterations: object, session: Session) -> int:
    """The number of iterations; raises InvalidValue."""
    allowed = most(session)
    whole = isinstance(iterations, int) and not isinstance(iterations, bool)
    if isinstance(iterations, int) and whole and 1 <= iterations <= allowed:
        return iterations
    why = ": then the run was changed" if allowed == until_change(session) else ""
    raise InvalidValue(
        f"A report on {quoted(iterations)} iterations; a whole number of at least 1 and at most "
        f"{allowed:,} is allowed{why}."
    )
