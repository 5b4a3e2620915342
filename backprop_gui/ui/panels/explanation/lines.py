"""What the explanation shows of a quantity, as lines to typeset. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from backprop_gui.errors import NotComputed
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Ref
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.session.document import labels
from backprop_gui.session.reading.explaining import Explanation, Working
from backprop_gui.session.session import Session
from backprop_gui.ui.equations.view import TypesetLine

# So many links at first, and so many when more are wanted.
FEW, ALL = 24, 1000


@dataclass(frozen=True)
class Related:
    """A quantity that a number is made from or goes into; `number` "" where it is absent.

    `told` is its name in the notation.
    """

    name: str
    told: str
    number: str = ""

    @property
    def text(self) -> str:
        """Name and number."""
        return f"{self.told} = {self.number}" if self.number else f"{self.told} —"


@dataclass(frozen=True)
class Shown:
    """A title, the quantity's name, equations, and the remarks below them.

    `told` is the name in the notation.
    `made_from` and `goes_into` are at most one more than `limit`.
    """

    title: str
    name: str
    lines: tuple[TypesetLine, ...]
    told: str
    note: str = ""
    stale: bool = False
    known: bool = True
    agreement: str = ""
    reason: str = ""
    made_from: tuple[Related, ...] = ()
    goes_into: tuple[Related, ...] = ()
    limit: int = FEW


def read(session: Session, name: str, writing: Writing, limit: int = FEW) -> Shown:
    """How a quantity comes about, and where it goes; `limit` is how many of each are listed.

    Its formula alone where it has not been computed yet. Raises UnknownName, InvalidValue.
    """
    try:
        shown = _explained(session, name, writing, limit)
    except NotComputed:
        shown = _formula_alone(session, name, writing, limit)
    goes_into = (_now(session, q, writing) for q in islice(session.influences(name), limit + 1))
    return replace(shown, goes_into=tuple(goes_into), limit=limit)


def _explained(session: Session, name: str, writing: Writing, limit: int) -> Shown:
    explanation = session.explain(name)
    pairs = zip(explanation.sources, explanation.numbers, strict=True)
    return Shown(
        explanation.title,
        str(explanation.quantity),
        tuple(_lines(explanation, writing)),
        writing.notation.text(explanation.quantity),
        explanation.note,
        explanation.stale,
        agreement=written(explanation.agreement, writing),
        reason=written(explanation.reason, writing),
        made_from=tuple(_related(q, number, writing) for q, number in islice(pairs, limit + 1)),
    )


def _now(session: Session, name: Quantity, writing: Writing) -> Related:
    """With the number that it has now, if it has one."""
    number = float(session.value(name)) if session.is_known(name) else None
    return _related(name, number, writing)


def _related(name: Quantity, number: float | None, writing: Writing) -> Related:
    shown = "" if number is None else plain(number, writing)
    return Related(str(name), writing.notation.text(name), shown)


def _lines(explanation: Explanation, writing: Writing) -> Iterator[TypesetLine]:
    own = Working(
        explanation.label, explanation.symbolic, explanation.substituted, explanation.result
    )
    yield from _working(own, writing, labelled=bool(explanation.others))
    for other in explanation.others:
        yield from _working(other, writing, labelled=True)


def _working(working: Working, writing: Writing, *, labelled: bool) -> Iterator[TypesetLine]:
    if labelled and working.label:
        yield words(working.label)
    yield typeset(working.symbolic, writing)
    if working.substituted != working.result:
        yield typeset(working.substituted, writing, continues=True)
    yield typeset(working.result, writing, continues=True)


def typeset(equation: Equation, writing: Writing, *, continues: bool = False) -> TypesetLine:
    """An equation in every notation."""
    sign = "= " if continues else ""
    written = (equation.typst(writing), equation.text(writing), equation.latex(writing))
    return TypesetLine(*(sign + text for text in written))


def words(text: str) -> TypesetLine:
    """Words as a line among equations."""
    safe = text.replace("\\", "").replace('"', "")
    return TypesetLine(f'"{safe}:"', f"{text}:", f"\\text{{{text}:}}")


def _formula_alone(session: Session, name: str, writing: Writing, limit: int) -> Shown:
    place = session.find(name)
    operation = session.program.operations[session.program.producers[place.spec.name]]
    if place.index is None:
        equation = operation.line
    elif operation.forms(place.name):
        equation = operation.equation(place.name)
    else:
        equation = Equation(Ref(place.name))
    lines = (typeset(equation, writing),)
    told = writing.notation.text(place.name)
    made_from = tuple(_now(session, q, writing) for q in session.sources(name)[: limit + 1])
    return Shown(
        labels.told(session.document.labels, operation.title),
        str(place.name),
        lines,
        told,
        operation.note,
        known=False,
        made_from=made_from,
    )
