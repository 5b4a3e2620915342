"""Checks the numbers that a person worked out by hand: `check` is the way in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from backprop_gui.errors import BackpropError
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import named
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.answers import Answer, Answers, Renamed, Unread, of_written
from backprop_gui.marking.coarseness import Coarseness
from backprop_gui.marking.marker import Marker
from backprop_gui.marking.matching import fit
from backprop_gui.marking.mistakes.entry import without_indices
from backprop_gui.marking.names import usual
from backprop_gui.marking.sheet import Cell, Sheet
from backprop_gui.marking.verdicts import Diagnosis, Marked, Verdict, Word
from backprop_gui.session.reading.derivatives import differentiate
from backprop_gui.session.reading.naming import find
from backprop_gui.session.reading.spelling import own
from backprop_gui.session.run.answers import Handwork
from backprop_gui.session.session import Session

# Up to so many iterations between two answered ones are carried number by number.
_MOST_BETWEEN = 30
DERIVATIVE = re.compile(r"[d∂]\s*\(?\s*(?P<of>[^/]+?)\s*\)?\s*/\s*[d∂]\s*\(?\s*(?P<by>.+?)\s*\)?")


def check(
    session: Session,
    answers: Answers | None = None,
    tolerance: float | None = None,
    *,
    notation: str | Notation = ASSIGNMENT,
) -> Marked:
    """Mark a sheet of answers, without one the session's own; the session does not move.

    `right` is an answer that equals the engine's number within what its digits say, allowing
    for the rounding of the person's own earlier numbers; `follows` one that the right rule gives
    with the person's own wrong numbers; `wrong` neither, with diagnoses; `unread` one that names
    nothing in this network. A number may be off by `tolerance` times what its digits and the
    rounding before it allow (see `matching`): 2 is lenient; without one it is the session's.
    Quantities may be written in the names of a `notation` (a name of NOTATIONS) as well.
    Raises InvalidValue.
    """
    checking = Checking(session, answers, tolerance, named(notation))
    while checking.advance():
        pass
    return checking.marked


class Checking:
    """Marks a sheet answer by answer, as `check` does: the window goes on between them."""

    def __init__(
        self,
        session: Session,
        answers: Answers | None = None,
        tolerance: float | None = None,
        notation: Notation = ASSIGNMENT,
    ) -> None:
        """Read the sheet; raises InvalidValue."""
        leniently = session.tolerance if tolerance is None else tolerance
        given = of_written(session.answers) if answers is None else answers
        self._answers = with_usual_names(session, given, notation)
        self._here, self._other = session.position.iteration, list[Verdict]()
        taken = dict[Cell, Answer]()
        sheet = self._read(session, taken)
        self._marker = Marker(sheet, taken, Handwork(tolerance=leniently).tolerance).verdicts()
        self._found, self.count = list[Verdict](), len(taken)

    def advance(self) -> bool:
        """Mark one more answer; whether there was one."""
        verdict = next(self._marker, None)
        if verdict is not None:
            self._found.append(verdict)
        return verdict is not None

    @property
    def done(self) -> int:
        """How many of the `count` answers have been marked."""
        return len(self._found)

    @property
    def marked(self) -> Marked:
        """The sheet, once all are marked."""
        answers = self._answers
        lost = (_not_understood(one, self._here) for one in answers.unread)
        verdicts = [*self._found, *self._other, *lost]
        return Marked(tuple(_shared(verdicts)), answers.unread, answers.renamed)

    def _read(self, session: Session, taken: dict[Cell, Answer]) -> Sheet:
        here, answers = self._here, self._answers.answers
        known = [a for a in answers if iteration_problem(session, a) is None]
        sheet = Sheet(session, _iterations({_iteration(a, here) for a in known} or {here}))
        for answer in answers:
            problem = iteration_problem(session, answer)
            if problem is None:
                problem = _take(session, sheet, answer, here, taken, self._other)
            if problem is not None:
                self._other.append(_unread(answer, here, problem))
        return sheet


def with_usual_names(
    session: Session, answers: Answers, notation: Notation = ASSIGNMENT
) -> Answers:
    """Other names exchanged for those of this package; each that was taken so is listed.

    Those of the notation were meant, and are not.
    """
    found, renamed = list[Answer](), list(answers.renamed)
    for answer in answers.answers:
        name = answer.quantity.strip()
        if not _names_one(session, name):
            name = own(session.program, name, notation)
        taken = name if _names_one(session, name) else usual(name, session.network.depth)
        if taken != name and _names_one(session, taken):
            renamed.append(Renamed(answer.line, name, taken))
            found.append(replace(answer, quantity=taken))
        else:
            found.append(replace(answer, quantity=name))
    return replace(answers, answers=tuple(found), renamed=tuple(renamed))


def _names_one(session: Session, name: str) -> bool:
    try:
        session.find(name)
    except BackpropError:
        return False
    return True


def _take(
    session: Session,
    sheet: Sheet,
    answer: Answer,
    here: int,
    taken: dict[Cell, Answer],
    other: list[Verdict],
) -> str | None:
    """Put an answer in its cell; a derivative is marked at once. Says why where it can't."""
    iteration = _iteration(answer, here)
    try:
        if derivative := DERIVATIVE.fullmatch(answer.quantity.strip()):
            other.append(_of_derivative(session, answer, iteration, *derivative.group("of", "by")))
            return None
        cell = sheet.cell(iteration, answer.quantity)
    except BackpropError as problem:
        return str(problem)
    if cell in taken:
        return f"{cell.quantity} is answered twice; the first number counts."
    taken[cell] = answer
    return None


def _iteration(answer: Answer, here: int) -> int:
    return here if answer.iteration is None else answer.iteration


def iteration_problem(session: Session, answer: Answer) -> str | None:
    """Why an answer's iteration cannot be marked."""
    if answer.iteration is None or 0 <= answer.iteration <= max(session.finished, 10_000):
        return None
    return f"There is no iteration {answer.iteration}; iterations count from 0."


def _iterations(asked: set[int]) -> set[int]:
    """Those that are answered, and the few between them."""
    found = set(asked)
    ordered = sorted(asked)
    for a, b in pairwise(ordered):
        if b - a <= _MOST_BETWEEN:
            found |= set(range(a, b))
    return found


def _of_derivative(session: Session, answer: Answer, iteration: int, of: str, by: str) -> Verdict:
    replay = session.end_of(iteration)
    program = replay.program(iteration)
    value = differentiate(replay, find(program, of), find(program, by)).value
    how = fit(answer.printed, value, 0.0, Coarseness.of([answer.printed]).unit(answer.printed))
    word: Word = "right" if how else "wrong"
    name = f"∂{Quantity.parse(of)}/∂{Quantity.parse(by)}"
    return Verdict(name, iteration, answer.printed.text.strip(), word, value, value, answer=answer)


def _unread(answer: Answer, here: int, problem: str) -> Verdict:
    text = answer.printed.text.strip()
    return Verdict(answer.quantity, _iteration(answer, here), text, "unread", note=problem)


def _not_understood(one: Unread, here: int) -> Verdict:
    iteration = here if one.iteration is None else one.iteration
    return Verdict(one.name, iteration, one.printed or one.text, "unread", note=one.reason)


def _shared(verdicts: list[Verdict]) -> list[Verdict]:
    """The same mistake in several answers is put first in each, and names the others."""
    counts = Counter(_key(d) for v in verdicts for d in {_key(d): d for d in v.diagnoses}.values())
    return [_with_shared(v, verdicts, counts) for v in verdicts]


def _with_shared(
    verdict: Verdict, verdicts: list[Verdict], counts: Counter[tuple[str, str]]
) -> Verdict:
    if not verdict.diagnoses:
        return verdict
    ordered = sorted(verdict.diagnoses, key=lambda d: (d.rank, -min(counts[_key(d)], 3)))
    made = (replace(d, also=_also(d, verdict, verdicts)) for d in ordered)
    return verdict.with_diagnoses(tuple(made))


def _also(diagnosis: Diagnosis, own: Verdict, verdicts: list[Verdict]) -> tuple[str, ...]:
    key = _key(diagnosis)
    return tuple(
        str(v.quantity)
        for v in verdicts
        if v is not own and any(_key(d) == key for d in v.diagnoses[:1])
    )


def _key(diagnosis: Diagnosis) -> tuple[str, str]:
    return diagnosis.id, without_indices(diagnosis.detail)
