"""Answers: what a person worked out by hand, as it was typed. Nothing is read into it here."""

from __future__ import annotations

import msgspec

from backprop_gui.engine.choices import check_type, is_number
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.document.texts import check_line, check_text
from backprop_gui.session.positions.position import LAST_ITERATION

MOST_ANSWERS = 100_000
USUAL_TOLERANCE, MOST_TOLERANCE = 1.0, 1000.0
_MOST_LETTERS = 200
_MOST_IN_NOTE = 10_000


class WrittenAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text that was typed for a quantity of an iteration, counted from 0.

    Without an iteration it is that in which the session stands when the answer is given.
    """

    quantity: str
    text: str
    iteration: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_line(self.quantity, "The name of what is answered", _MOST_LETTERS)
        check_line(self.text, f"The answer for {self.quantity}", _MOST_LETTERS)
        check_text(self.note, f"The note on {self.quantity}", _MOST_IN_NOTE)
        if self.iteration is not None:
            check_type(self.iteration, f"The iteration of {self.quantity}", int)
            if not 0 <= self.iteration <= LAST_ITERATION:
                raise InvalidValue(
                    f"The iteration of {self.quantity} is {quoted(self.iteration)}; "
                    f"they count from 0 to {LAST_ITERATION:,}."
                )

    @property
    def place(self) -> tuple[str, int | None]:
        """What is answered: one place has one answer."""
        return self.quantity, self.iteration


WrittenAnswers = tuple[WrittenAnswer, ...]


class Handwork(msgspec.Struct, frozen=True):
    """All that a person worked out, and how leniently it is marked.

    `tolerance` is how many times more than its digits and the rounding before it allow a number
    may be off: 1 or more. Raises InvalidValue.
    """

    written: WrittenAnswers = ()
    tolerance: float = USUAL_TOLERANCE

    def __post_init__(self) -> None:
        if len(self.written) > MOST_ANSWERS:
            count = len(self.written)
            raise InvalidValue(f"{count:,} answers; at most {MOST_ANSWERS:,} are allowed.")
        if len({answer.place for answer in self.written}) < len(self.written):
            raise InvalidValue("A quantity of one iteration is answered twice; it has one answer.")
        if not is_number(self.tolerance, USUAL_TOLERANCE, MOST_TOLERANCE * (1 + 1e-9)):
            raise InvalidValue(
                f"The tolerance is {quoted(self.tolerance)}; a number from {USUAL_TOLERANCE:g} to "
                f"{MOST_TOLERANCE:g} is allowed."
            )


def merged(answers: WrittenAnswers, new: WrittenAnswers) -> WrittenAnswers:
    """The new ones at their places, after all others where there was none."""
    return tuple({answer.place: answer for answer in (*answers, *new)}.values())


def without(answers: WrittenAnswers, place: tuple[str, int | None]) -> WrittenAnswers:
    """Without the answer at a place."""
    return tuple(answer for answer in answers if answer.place != place)
