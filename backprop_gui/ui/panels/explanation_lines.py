"""What the explanation shows of a quantity, as lines to typeset. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backprop_gui.errors import NotComputed
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Ref
from backprop_gui.formula.numerals import NumberFormat
from backprop_gui.formula.sentence import written
from backprop_gui.session.explaining import Explanation, Working
from backprop_gui.session.session import Session
from backprop_gui.ui.equation_view import TypesetLine


@dataclass(frozen=True)
class Shown:
    """A title, the quantity's name, equations, and the remarks below them.

    `told` is the name in the notation.
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


def read(session: Session, name: str, numbers: NumberFormat) -> Shown:
    """How a quantity comes about; its formula alone where it has not been computed yet."""
    try:
        explanation = session.explain(name)
    except NotComputed:
        return _formula_alone(session, name, numbers)
    return Shown(
        explanation.title,
        str(explanation.quantity),
        tuple(_lines(explanation, numbers)),
        numbers.notation.text(explanation.quantity),
        explanation.note,
        explanation.stale,
        agreement=written(explanation.agreement, numbers),
        reason=written(explanation.reason, numbers),
    )


def _lines(explanation: Explanation, numbers: NumberFormat) -> Iterator[TypesetLine]:
    own = Working(
        explanation.label, explanation.symbolic, explanation.substituted, explanation.result
    )
    yield from _working(own, numbers, labelled=bool(explanation.others))
    for other in explanation.others:
        yield from _working(other, numbers, labelled=True)


def _working(working: Working, numbers: NumberFormat, *, labelled: bool) -> Iterator[TypesetLine]:
    if labelled and working.label:
        yield words(working.label)
    yield typeset(working.symbolic, numbers)
    if working.substituted != working.result:
        yield typeset(working.substituted, numbers, continues=True)
    yield typeset(working.result, numbers, continues=True)


def typeset(equation: Equation, numbers: NumberFormat, *, continues: bool = False) -> TypesetLine:
    """An equation in every notation."""
    sign = "= " if continues else ""
    written = (equation.typst(numbers), equation.text(numbers), equation.latex(numbers))
    return TypesetLine(*(sign + text for text in written))


def words(text: str) -> TypesetLine:
    """Words as a line among equations."""
    safe = text.replace("\\", "").replace('"', "")
    return TypesetLine(f'"{safe}:"', f"{text}:", f"\\text{{{text}:}}")


def _formula_alone(session: Session, name: str, numbers: NumberFormat) -> Shown:
    place = session.find(name)
    operation = session.program.operations[session.program.producers[place.spec.name]]
    if place.index is None:
        equation = operation.line
    elif operation.forms(place.name):
        equation = operation.equation(place.name)
    else:
        equation = Equation(Ref(place.name))
    lines = (typeset(equation, numbers),)
    told = numbers.notation.text(place.name)
    return Shown(operation.title, str(place.name), lines, told, operation.note, known=False)
