"""What is said about a sheet of answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.answers import Answer, Renamed, Unread
from backprop_gui.marking.sheet import Cell

Word = Literal["right", "follows", "wrong", "unread"]


@dataclass(frozen=True)
class Diagnosis:
    """A mistake that gives the person's number when it is made with the person's own numbers.

    `reproduced` is the number that it gives at the answer; `place` the quantity at which it was
    made, which may be one that was not written down; `places` are all, where the same was done
    throughout; `detail` is what exactly was exchanged.
    `rank` is 1 for the best and equal for those that give the same number. `weak` says that so
    few digits fit almost anything. `also` are the other answers with the same mistake.
    `rule` says what is right in general; `right` and `mistaken` are both calculations: the
    formula, with the person's earlier numbers put in, and the result. Where they differ is
    highlighted in both.
    """

    id: str
    title: str
    text: str
    reproduced: float
    place: Cell
    detail: str = ""
    rank: int = 1
    weak: bool = False
    also: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rule: str = ""
    right: tuple[Equation, ...] = ()
    mistaken: tuple[Equation, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What is said about one answer.

    `engine` is the right number, `from_own_numbers` what the right rule gives with the person's
    own earlier numbers. `because` names the wrong answers that a number follows from.
    """

    quantity: Quantity | str
    iteration: int
    printed: str
    verdict: Word
    engine: float | None = None
    from_own_numbers: float | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    note: str = ""
    because: tuple[str, ...] = ()
    answer: Answer | None = None

    def with_diagnoses(self, diagnoses: tuple[Diagnosis, ...]) -> Verdict:
        """The same with other diagnoses."""
        return replace(self, diagnoses=diagnoses)


@dataclass(frozen=True)
class Marked:
    """A marked sheet: verdicts in the order of the calculation, those not understood last."""

    verdicts: tuple[Verdict, ...]
    unread: tuple[Unread, ...] = ()
    renamed: tuple[Renamed, ...] = ()

    def of(self, name: str, iteration: int | None = None) -> Verdict:
        """The verdict on a quantity; raises KeyError where it was not answered."""
        for verdict in self.verdicts:
            if str(verdict.quantity) == name and iteration in (None, verdict.iteration):
                return verdict
        raise KeyError(name)

    @property
    def first_mistake(self) -> Verdict | None:
        """The first wrong answer in the order of the calculation."""
        return next((v for v in self.verdicts if v.verdict == "wrong"), None)
