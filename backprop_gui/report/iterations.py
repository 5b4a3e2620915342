"""How many iterations a report may cover, and how it tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable

from backprop_gui.errors import InvalidValue

MOST_ITERATIONS = 1000
# Called with how many iterations are worked out, and of how many.
Progress = Callable[[int, int], object]


def silent(done: int, of: int) -> None:
    """Tells nobody."""


def checked(iterations: object) -> int:
    """The number of iterations; raises InvalidValue."""
    whole = isinstance(iterations, int) and not isinstance(iterations, bool)
    if isinstance(iterations, int) and whole and 1 <= iterations <= MOST_ITERATIONS:
        return iterations
    raise InvalidValue(
        f"A report on {iterations!r} iterations; a whole number of at least 1 and at most "
        f"{MOST_ITERATIONS:,} is allowed."
    )
