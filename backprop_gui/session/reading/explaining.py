"""Why a quantity has its value: the formula, the formula with the numbers, the result."""

from __future__ import annotations

import math
from dataclasses import dataclass

from backprop_gui.engine.operations.operation import Form, Operation
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Number, Ref, quantities
from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import substitute
from backprop_gui.formula.sentence import Sentence
from backprop_gui.session.document.labels import told
from backprop_gui.session.reading.agreement import agreement
from backprop_gui.session.reading.naming import Place, find
from backprop_gui.session.reading.reading import Reader
from backprop_gui.session.reading.reasons import reason
from backprop_gui.session.run.edits import Edit
from backprop_gui.session.run.hyperparameters import last_edit
from backprop_gui.session.run.replay import Replay


@dataclass(frozen=True)
class Working:
    """One way to the result: symbols, numbers put in, what they give; `label` names the way."""

    label: str
    symbolic: Equation
    substituted: Equation
    result: Equation


@dataclass(frozen=True)
class Explanation:
    """Why `quantity` has its value.

    `symbolic` is `δ = ∂L/∂x · φ′(s)`, `substituted` the right side with the numbers that the
    result was computed from, `result` the number. `sources` are what the formula reads, each once,
    `numbers` those that were put in for them. `others` are further ways to it. `note` holds
    the convention in force; `stale` says that a source has been edited since. Two sentences for a
    person, "" where there is nothing to say: `agreement`, whether all ways give the same, and if
    not, why; `reason`, why the result is inf or nan.
    """

    quantity: Quantity
    title: str
    symbolic: Equation
    substituted: Equation
    result: Equation
    value: float
    sources: tuple[Quantity, ...] = ()
    numbers: tuple[float, ...] = ()
    others: tuple[Working, ...] = ()
    label: str = ""
    note: str = ""
    stale: bool = False
    agreement: str = ""
    reason: str = ""


def explain(replay: Replay, place: Place) -> Explanation:
    """The explanation of one element at the current position; raises NotComputed.

    Its computed form gives the engine's number; every other form gives its own.
    """
    reader = Reader(replay)
    value = float(reader.value(place))
    if edit := reader.edited(place):
        return _given(place, value, _by_hand(replay, edit))
    program = replay.machine.program
    producer = program.producers.get(place.spec.name)
    if producer is None:
        return _given(place, value, _origin(replay, place))
    return _computed(replay, place, program.operations[producer], value)


def _computed(replay: Replay, place: Place, operation: Operation, value: float) -> Explanation:
    reader = Reader(replay)
    moment = _moment(replay, place)
    forms = operation.forms(place.name)
    read = quantities(forms[0].right)
    results = (value, *(float(evaluate(form.right, moment.number)) for form in forms[1:]))
    first, *others = (
        _working(operation, place.name, form, moment, result)
        for form, result in zip(forms, results, strict=True)
    )
    return Explanation(
        place.name,
        told(replay.document.labels, operation.title),
        first.symbolic,
        first.substituted,
        first.result,
        value,
        read,
        tuple(map(moment.number, read)),
        tuple(others),
        first.label,
        _note(replay, operation),
        reader.is_stale(place),
        agreement(forms, results, moment, replay.machine.program),
        _reason(replay, forms[0], value, moment),
    )


def _reason(replay: Replay, form: Form, value: float, moment: Reader) -> str:
    """Why a value is not finite; float32 overflows where the formula's float64 does not."""
    if math.isfinite(value):
        return ""
    words = reason(form.right, moment.number)
    too_large = f"too large for {replay.document.precision.format}"
    return Sentence("{}: {}.", value, words or too_large)


def _note(replay: Replay, operation: Operation) -> str:
    return " · ".join(filter(None, (operation.note, replay.document.precision.note)))


def _working(
    operation: Operation, name: Quantity, form: Form, moment: Reader, result: float
) -> Working:
    return Working(
        form.label,
        Equation(form.right, operation.target(name), operation.sign),
        Equation(substitute(form.right, moment.number)),
        Equation(Number(result)),
    )


def _moment(replay: Replay, place: Place) -> Reader:
    """The numbers as they were when the element was computed: an edit may have changed them."""
    computed = Reader(replay).computed_at(place)
    assert computed is not None
    if any(computed <= edit.position <= replay.position for edit in replay.edits):
        return Reader(replay.used_up_to(computed))
    return Reader(replay)


def _given(place: Place, value: float, title: str) -> Explanation:
    number = Equation(Number(value))
    symbolic = Equation(Ref(place.name))
    return Explanation(place.name, title, symbolic, number, number, value)


def _by_hand(replay: Replay, edit: Edit) -> str:
    at, iteration = edit.position, grouped(edit.position.iteration)
    if at.element:
        return f"set by hand in iteration {iteration}, line {at.operation + 1}"
    if not at.operation:
        return f"set by hand at the start of iteration {iteration}"
    if at.operation == replay.clock.operations:
        return f"set by hand at the end of iteration {iteration}"
    return f"set by hand in iteration {iteration}, before line {at.operation + 1}"


def _origin(replay: Replay, place: Place) -> str:
    iteration = replay.position.iteration
    kind = place.spec.name.kind
    if kind in ("w", "b"):
        return f"as updated in iteration {iteration}" if iteration else "first value, as given"
    scaled = replay.document.scaling is not None
    if place.name in replay.program(0).hyperparameters:
        set_by = last_edit(replay, place.name)
        return _by_hand(replay, set_by) if set_by else "setting, as given"
    given = {
        "x": "input, standardised" if scaled else "input, as given",
        "y": "target, as given",
        "t": "number of this update, from 1",
        "u": "drawn for this position, from the seed",
    }
    begins = iteration == replay.document.begins and not replay.document.remembered
    return given.get(kind, "first value" if begins else "as left by the iteration before")


def sources(replay: Replay, name: Quantity) -> tuple[Quantity, ...]:
    """What an element is computed from, whether or not it has been computed yet."""
    program = replay.machine.program
    place = find(program, name)
    producer = program.producers.get(place.spec.name)
    if producer is None or place.index is None:
        return ()
    key = "sources", place.name
    found: tuple[Quantity, ...] | None = program.memo.get(key)
    if found is None:
        found = quantities(program.operations[producer].forms(place.name)[0].right)
        if place.spec.size == 1:  # a loss sums up all samples, and comes again in every iteration
            program.memo[key] = found
    return found
