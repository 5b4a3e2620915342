"""Commands for answers: what a person worked out by hand belongs to the session."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from backprop_gui.session.commands.editing import Editing
from backprop_gui.session.run.answers import (
    Handwork,
    WrittenAnswer,
    WrittenAnswers,
    merged,
    without,
)


class Answering(Editing):
    """One list of answers a session, shared by its branches. Each change can be undone."""

    @property
    def answers(self) -> WrittenAnswers:
        """All, in the order in which they were given."""
        return self._handwork.written

    @property
    def tolerance(self) -> float:
        """How many times more than the digits allow an answer may be off; 1 is the usual."""
        return self._handwork.tolerance

    def set_tolerance(self, tolerance: float) -> None:
        """Mark more leniently, or as usual with 1; raises InvalidValue."""
        self._keep_handwork(replace(self._handwork, tolerance=tolerance))

    def answer(
        self, quantity: str, text: str, iteration: int | None = None, note: str = ""
    ) -> None:
        """Write down a number for a quantity, in any form; "" takes the answer away.

        Without an iteration it is the one in which the session stands. Raises InvalidValue.
        """
        name, at = quantity.strip(), self._at(iteration)
        if text.strip():
            new = WrittenAnswer(name, text.strip(), at, note)
            self._put_answers(merged(self.answers, (new,)))
        else:
            self._put_answers(without(self.answers, (name, at)))

    def set_answers(self, answers: Iterable[WrittenAnswer]) -> None:
        """Put others in the place of all; of several in one place the last. Raises InvalidValue."""
        self._put_answers(merged((), self._placed(answers)))

    def add_answers(self, answers: Iterable[WrittenAnswer]) -> None:
        """Add some, also in the place of what was answered there; raises InvalidValue."""
        self._put_answers(merged(self.answers, self._placed(answers)))

    def _placed(self, answers: Iterable[WrittenAnswer]) -> WrittenAnswers:
        return tuple(replace(one, iteration=self._at(one.iteration)) for one in answers)

    def _at(self, iteration: int | None) -> int:
        return self.position.iteration if iteration is None else iteration

    def _put_answers(self, answers: WrittenAnswers) -> None:
        self._keep_handwork(replace(self._handwork, written=answers))

    def _keep_handwork(self, handwork: Handwork) -> None:
        if handwork != self._handwork:
            self._change(lambda: setattr(self, "_handwork", handwork))
