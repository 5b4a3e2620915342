"""Marks a sheet of answers in the order of the calculation."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backprop_gui.formula.expression import Expression
from backprop_gui.formula.printed import Printed
from backprop_gui.marking.answers import Answer
from backprop_gui.marking.coarseness import Coarseness
from backprop_gui.marking.matching import Fit, fit
from backprop_gui.marking.mistakes.table import TABLE
from backprop_gui.marking.own import Own, OwnNumbers
from backprop_gui.marking.questions import Found, Question
from backprop_gui.marking.search import best_of_each, search
from backprop_gui.marking.sheet import Cell, Sheet
from backprop_gui.marking.telling import diagnosed
from backprop_gui.marking.verdicts import Verdict, Word

_NOTES = {
    Fit.ROUNDED: "",
    Fit.FROM_ROUNDED: "differs in the last digits, as it follows from rounded numbers",
    Fit.CUT_OFF: "cut off, not rounded",
}
_COARSE = "within the rounding of numbers that are not written down"
_NEAR = 1e-2
# So many of the mistakes that give a number are tried on later answers.
_MOST_JUDGED = 20
# Rounding to so many digits is never a mistake.
_PLENTY = 6
_EARLY = "a number was rounded before it was used: {}"
_ROUNDED_EARLY = tuple(mistake for mistake in TABLE if mistake.id == "rounded-early")
_NOT_ROUNDING = tuple(mistake for mistake in TABLE if mistake.id != "rounded-early")


@dataclass(frozen=True)
class _Same:
    """How an answer says the same as a computed number."""

    value: float
    note: str


class Marker:
    """One sheet. `own` are the person's numbers, `ideal` the same with the right one for wrong."""

    def __init__(self, sheet: Sheet, answers: dict[Cell, Answer], tolerance: float = 1.0) -> None:
        self._sheet, self._answers, self._tolerance = sheet, answers, tolerance
        self._coarse = Coarseness.of(a.printed for a in answers.values())
        self._own = OwnNumbers(sheet, {cell: self._first_guess(cell) for cell in answers})
        self._ideal = OwnNumbers(sheet)
        # Where mistakes were made, written or not, and the wrong answers that showed them.
        self._mistaken: dict[Cell, str] = {}

    def verdicts(self) -> Iterator[Verdict]:
        """In the order of the calculation."""
        for cell in sorted(self._answers, key=self._sheet.place):
            yield self._mark(cell)

    def _first_guess(self, cell: Cell) -> Own:
        """Until an answer is marked: as written, and before rounding the engine's, if that fits."""
        printed, engine = self._printed(cell), self._sheet.engine(cell)
        near = abs(engine - printed.value) <= printed.unit
        return Own(printed.value, engine if near else printed.value)

    def _mark(self, cell: Cell) -> Verdict:
        own = self._from_own(cell)
        if same := self._same(cell, self._ideal):
            self._accept(cell, own)
            return self._verdict(cell, "right", own, same.note or self._last_digits(cell))
        if same := self._same(cell, self._own):
            self._own.put(cell, self._rounded_from(cell, self._exact(cell)))
            self._ideal.put(cell, Own.of(self._sheet.engine(cell)))
            return self._verdict(cell, "follows", own, same.note, because=self._because(cell))
        return self._explain(cell, own)

    def _explain(self, cell: Cell, own: float) -> Verdict:
        """Wrong, and why; from here on the person's number is what the mistake made of it."""
        question, found = self._searched(cell)
        found = self._chosen(question, found)
        diagnoses = diagnosed(question, found)
        self._ideal.put(cell, Own.of(self._sheet.engine(cell)))
        for place, value in found[0].changed.items() if found else ():
            self._own.put(place, value)
            self._mistaken[place] = str(cell.quantity)
        self._own.put(cell, self._rounded_from(cell, found[0].exact if found else math.nan))
        self._mistaken[cell] = str(cell.quantity)
        verdict = self._verdict(cell, "wrong", own)
        return verdict.with_diagnoses(diagnoses)

    def _searched(self, cell: Cell) -> tuple[Question, list[Found]]:
        """What gives the number, as written, else less exactly; else with the right numbers.

        One who miscopied a number may have gone on with the right one.
        """
        for numbers in (self._own, self._ideal) if self._mistaken else (self._own,):
            asked = self._question(cell, numbers)
            for unit in dict.fromkeys((asked.unit, self._coarse.unit(asked.printed))):
                question = replace(asked, unit=unit)
                if found := search(question, TABLE, self._coarse):
                    return question, found
        return asked, []

    def _rounded_from(self, cell: Cell, exact: float) -> Own:
        """As written, and as it was before rounding; half a unit away where nothing tells."""
        printed = self._printed(cell)
        if abs(exact - printed.value) <= printed.unit:
            return Own(printed.value, exact)
        return Own(printed.value, printed.value + printed.unit / 2)

    def _last_digits(self, cell: Cell) -> str:
        """How a right number differs from the engine's, rounded to its digits."""
        printed = self._printed(cell)
        how = fit(printed, self._sheet.engine(cell), 0.0, printed.unit)
        return _NOTES[how or Fit.FROM_ROUNDED]

    def _question(self, cell: Cell, numbers: OwnNumbers) -> Question:
        printed = self._printed(cell)
        wrong = self._mistaken.keys() | self._twins(cell)
        # What has its number only through this answer explains nothing about it.
        apart = numbers.without(cell)
        return Question(cell, printed, self._coarse.sharp_unit(printed), apart, wrong.__contains__)

    def _twins(self, cell: Cell) -> set[Cell]:
        """Other answers with the same number that is not theirs: as wrong as this one."""
        value = self._printed(cell).value
        alike = [c for c, a in self._answers.items() if a.printed.value == value and c != cell]
        return {c for c in alike if not self._is_near(value, self._sheet.engine(c))}

    @staticmethod
    def _is_near(value: float, engine: float) -> bool:
        return abs(value - engine) <= _NEAR * max(abs(value), abs(engine))

    def _chosen(self, question: Question, found: list[Found]) -> list[Found]:
        """Mistakes at what was not written are judged by how many later answers they explain."""
        if any(question.cell not in one.changed for one in found):
            later = self._later(question.cell)
            score = {id(f): f.score + self._explained(f, later) for f in found[:_MOST_JUDGED]}
            found = sorted(found, key=lambda f: -score.get(id(f), f.score))
        return best_of_each(question, found)

    def _later(self, cell: Cell) -> list[Cell]:
        place = self._sheet.place(cell)
        return [c for c in self._answers if self._sheet.place(c) > place][:12]

    def _explained(self, found: Found, later: list[Cell]) -> float:
        """How many of the later answers fit, each worth a little."""
        numbers = OwnNumbers(self._sheet, {**self._own.known, **found.changed})
        return 0.5 * sum(self._fits(cell, numbers) is not None for cell in later)

    def _same(self, cell: Cell, numbers: OwnNumbers) -> _Same | None:
        """How the answer fits the right rule with these numbers, or with one rounded early."""
        if same := self._fits(cell, numbers):
            return same
        is_news = numbers is not self._own or bool(self._mistaken)
        return self._rounded_early(cell, numbers) if is_news else None

    def _fits(self, cell: Cell, numbers: OwnNumbers) -> _Same | None:
        printed = self._printed(cell)
        units = dict.fromkeys((self._coarse.unit(printed), self._coarse.own_unit(printed)))
        for value, slack, note in self._values(cell, numbers):
            for unit in units:
                if how := fit(printed, value, self._tolerance * slack, self._tolerance * unit):
                    short = unit > self._coarse.unit(printed) or self._coarse.is_short(printed)
                    if not (short and self._is_mistake(cell, numbers)):
                        return _Same(value, note or _NOTES[how])
        return None

    def _is_mistake(self, cell: Cell, numbers: OwnNumbers) -> bool:
        """Whether a short number in a sheet of long ones is exactly what a mistake gives."""
        printed = self._printed(cell)
        unit = self._coarse.sharp_unit(printed)
        values = self._values(cell, numbers)
        if unit == self._coarse.unit(printed) or any(
            fit(printed, v, s, unit) for v, s, _ in values
        ):
            return False
        return bool(search(self._question(cell, numbers), _NOT_ROUNDING))

    def _values(self, cell: Cell, numbers: OwnNumbers) -> Iterator[tuple[float, float, str]]:
        """What the answer may be: by each formula; with unwritten numbers rounded as well."""
        if not self._sheet.forms(cell):
            before = self._sheet.before(cell)
            yield (numbers[before].exact if before else self._sheet.engine(cell)), 0.0, ""
            return
        rights = [form.right for form in self._sheet.forms(cell)]
        for right in rights:
            guess = numbers.estimate(right, cell.iteration)
            yield guess.value, guess.slack, ""
        if numbers is self._ideal:
            yield self._sheet.engine(cell), 0.0, ""
        for right in rights:
            guess = numbers.estimate(right, cell.iteration, self._coarse)
            yield guess.value, guess.slack, _COARSE

    def _rounded_early(self, cell: Cell, numbers: OwnNumbers) -> _Same | None:
        """With one number rounded as the sheet rounds others, before it was used."""
        question = self._question(cell, numbers)
        for found in search(question, _ROUNDED_EARLY):
            if self._is_usual(found.alternative.detail):
                return _Same(found.reproduced, _EARLY.format(found.alternative.detail))
        return None

    def _is_usual(self, detail: str) -> bool:
        """Whether the sheet has other numbers of so few digits."""
        digits = detail.rpartition(" ")[2].partition("e")[0].replace(".", "").lstrip("-0")
        return len(digits) >= max(2, min(self._coarse.usual - 1, _PLENTY))

    def _accept(self, cell: Cell, own: float) -> None:
        """A right number, as written and as it was before rounding."""
        printed = self._printed(cell)
        near = abs(own - printed.value) <= printed.unit
        exact = self._exact(cell) if near else printed.value
        if not abs(exact - printed.value) <= printed.unit:
            exact = printed.value
        self._own.put(cell, Own(printed.value, exact))
        ideal = self._sheet.engine(cell)
        if not abs(ideal - printed.value) <= 2 * printed.unit:
            ideal = exact
        self._ideal.put(cell, Own(printed.value, ideal))

    def _exact(self, cell: Cell) -> float:
        forms = self._sheet.forms(cell)
        if not forms:
            return self._sheet.engine(cell)
        return self._own.evaluated(forms[0].right, cell.iteration)[1]

    def _from_own(self, cell: Cell) -> float:
        """What the right rule gives with the person's own earlier numbers."""
        right = self._right(cell)
        if right is None:
            before = self._sheet.before(cell)
            return self._own[before].written if before else self._sheet.engine(cell)
        return self._own.estimate(right, cell.iteration).value

    def _right(self, cell: Cell) -> Expression | None:
        forms = self._sheet.forms(cell)
        return forms[0].right if forms else None

    def _because(self, cell: Cell) -> tuple[str, ...]:
        """The wrong answers that a number depends on."""
        seen, waiting, found = {cell}, [cell], list[str]()
        for one in waiting:
            for source in self._sheet.sources(one):
                if source not in seen:
                    seen.add(source)
                    waiting.append(source)
                    if source in self._mistaken:
                        found.append(self._mistaken[source])
        return tuple(dict.fromkeys(found))

    def _printed(self, cell: Cell) -> Printed:
        return self._answers[cell].printed

    def _verdict(
        self, cell: Cell, word: Word, own: float, note: str = "", because: tuple[str, ...] = ()
    ) -> Verdict:
        answer = self._answers[cell]
        return Verdict(
            cell.quantity,
            cell.iteration,
            answer.printed.text.strip(),
            word,
            self._sheet.engine(cell),
            own,
            note=note,
            because=because,
            answer=answer,
        )
