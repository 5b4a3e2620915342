"""Gathers what a report says: walks the iterations and works what happens in them.

Large networks are abbreviated honestly: of an operation the first elements are worked, and the
record says how many more there are.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.operation import Operation, Phase
from backprop_gui.engine.operations.update import new_name
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Number, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import joined
from backprop_gui.marking.checking import check
from backprop_gui.report.by_hand import ByHand, by_hand
from backprop_gui.report.iterations import Progress, checked, silent
from backprop_gui.report.parameters import parameter_curves, parameter_table
from backprop_gui.report.pinned import later, remarks
from backprop_gui.report.records import (
    Content,
    Derivation,
    IterationContent,
    PhaseSteps,
    Series,
    Step,
)
from backprop_gui.report.settings import data_table, settings
from backprop_gui.session.document.labels import told
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.explaining import Explanation, Working
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages
from backprop_gui.session.session import Session

MOST_ELEMENTS = 24
PHASES = {
    Phase.FORWARD: "Forward",
    Phase.LOSS: "Loss",
    Phase.BACKWARD: "Backward",
    Phase.UPDATE: "Update",
}


def content(
    session: Session,
    iterations: int = 1,
    most_elements: int = MOST_ELEMENTS,
    progress: Progress = silent,
) -> Content:
    """What is to be said about the first `iterations`; the session does not move.

    After a change of structure these are the first with the network that the session shows. At
    most `most_elements` of an operation are worked; `progress` hears of every iteration. Raises
    InvalidValue for another number than 1 to MOST_ITERATIONS, or more than have this network.
    """
    stage = session.stages.at(session.position.iteration)
    count = checked(iterations, session)
    alone = Stages((Stage.of(Replay(stage.document, stage.edits)),))
    notes = (n for n in session.notes if session.stages.at(n.position.iteration) is stage)
    own = Session.of(alone, notes=tuple(notes))
    own.path = session.path
    report = _Reporter(own, count, most_elements, progress).content()
    return replace(report, marked=check(session)) if session.answers else report


class _Reporter:
    """Walks a session of its own from rest to rest."""

    def __init__(self, session: Session, iterations: int, most: int, progress: Progress) -> None:
        self._session = session
        self._numbers = range(session.document.begins, session.document.begins + iterations)
        self._most = most
        self._progress = progress
        self._specs = session.program.parameters
        start = Replay(session.document)
        self._starts = [start.array(spec.name).copy() for spec in self._specs]
        self._by_hand = by_hand(session.document, session.edits, self._numbers.stop)
        self._used: list[list[NDArray[np.float64]]] = []

    def content(self) -> Content:
        session = self._session
        chosen, data = settings(session), data_table(session.document, self._most)
        drawn: dict[Quantity, float] = {}
        iterations = []
        for done, k in enumerate(self._numbers, start=1):
            session.seek(session.clock.end(k))
            drawn = drawn or self._drawn()
            iterations.append(self._iteration(k))
            self._used.append([session.array(spec.name).values for spec in self._specs])
            self._starts = [session.array(new_name(spec.name)).values for spec in self._specs]
            self._progress(done, len(self._numbers))
        self._used.append([session.array(new_name(spec.name)).values for spec in self._specs])
        losses = self._series("loss", [iteration.loss for iteration in iterations])
        of_data = [i.data_loss for i in iterations if i.data_loss is not None]
        data_loss = self._series("data_loss", of_data) if of_data else None
        title = session.path.stem if session.path else "Backpropagation, step by step"
        at = (*self._numbers, self._numbers.stop)
        used = zip(self._specs, zip(*self._used, strict=True), strict=True)
        curves = tuple(parameter_curves(spec, at, values) for spec, values in used)
        worked = tuple(iterations)
        return Content(
            title,
            session,
            chosen,
            data,
            drawn,
            worked,
            losses,
            curves,
            data_loss,
            later=later(session, self._numbers.stop),
        )

    def _drawn(self) -> dict[Quantity, float]:
        """The first sample's numbers, named without the sample, and the parameters."""
        values: dict[Quantity, float] = {}
        for spec in self._session.program.arrays:
            kind = spec.name.kind
            if kind not in ("x", "y", "w", "b", "loss") or spec.size > 4096:
                continue
            array = self._session.array(spec.name).values
            single = ArraySpec(spec.name, (1, *spec.shape[1:]), True) if spec.per_sample else spec
            places = np.unravel_index(single.places, single.shape) if spec.shape else ()
            for number, name in enumerate(single.elements()):
                values[name] = float(array[tuple(axis[number] for axis in places)])
        return values

    def _iteration(self, k: int) -> IterationContent:
        session = self._session
        numbered = tuple(enumerate(session.program.operations, start=1))
        phases = tuple(
            PhaseSteps(title, tuple(self._step(k, *o) for o in numbered if o[1].phase is phase))
            for phase, title in PHASES.items()
        )
        samples = tuple(int(row) + 1 for row in session.document.batching.rows(k))
        pairs = zip(self._specs, self._starts, strict=True)
        tables = tuple(parameter_table(session, *pair, self._most) for pair in pairs)
        loss, at_rest = float(session.value("loss")), session.clock.end(k)
        return IterationContent(
            k,
            samples,
            loss,
            phases,
            tables,
            self._set_at(at_rest),
            remarks(session, k, session.clock.operations),
            float(session.value("data_loss")) if session.network.loss.penalised else None,
        )

    def _step(self, k: int, number: int, operation: Operation) -> Step:
        output = operation.output
        worked = min(output.size, self._most)
        elements = tuple(
            replace(
                derivation(self._session.explain(output.element(n))),
                by_hand=self._set_at(Position(k, number - 1, n)),
            )
            for n in range(worked)
        )
        left = output.size - worked
        late = tuple(
            edit
            for at, edits in self._by_hand.items()
            if (at.iteration, at.operation) == (k, number - 1) and at.element >= worked
            for edit in edits
        )
        title = told(self._session.document.labels, operation.title)
        notes = remarks(self._session, k, number - 1)
        return Step(number, title, operation.line, operation.note, elements, left, late, notes)

    def _set_at(self, position: Position) -> tuple[ByHand, ...]:
        return self._by_hand.get(position, ())

    def _series(self, name: str, values: list[float]) -> Series:
        return Series(Quantity(name), tuple(self._numbers), tuple(values))


def derivation(found: Explanation) -> Derivation:
    """An explanation with all its ways; a number set by hand has one without a formula."""
    if found.symbolic.left is None:
        given = Equation(Number(found.value), Ref(found.quantity))
        own = Working("", given, found.substituted, found.result)
        return Derivation(found.quantity, (own,), found.title)
    own = Working(found.label, found.symbolic, found.substituted, found.result)
    remark = joined(" ", filter(None, (found.agreement, found.reason)))
    return Derivation(found.quantity, (own, *found.others), remark)
