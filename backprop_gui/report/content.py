"""What a report says, in no format yet: every writer reads these records.

Large networks are abbreviated honestly: of an operation the first elements are worked, and the
record says how many more there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.operation import Operation, Phase
from backprop_gui.engine.operations.update import new_name
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Number, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import joined
from backprop_gui.marking.checking import check
from backprop_gui.marking.verdicts import Marked
from backprop_gui.report.by_hand import ByHand, by_hand
from backprop_gui.report.iterations import Progress, checked, silent
from backprop_gui.report.pinned import later, remarks
from backprop_gui.report.settings import DataTable, Setting, data_table, settings
from backprop_gui.session.document.labels import told
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.explaining import Explanation, Working
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages
from backprop_gui.session.session import Session

MOST_ELEMENTS = 24
MOST_CURVES = 64
PHASES = {
    Phase.FORWARD: "Forward",
    Phase.LOSS: "Loss",
    Phase.BACKWARD: "Backward",
    Phase.UPDATE: "Update",
}


@dataclass(frozen=True)
class Derivation:
    """One element: every way to it (the computed one first), and a remark where there is one.

    `by_hand` is what was set right before it was computed.
    """

    quantity: Quantity
    ways: tuple[Working, ...]
    remark: str = ""
    by_hand: tuple[ByHand, ...] = ()


@dataclass(frozen=True)
class Step:
    """One operation, numbered from 1; `omitted` elements are not worked.

    `by_hand` is what was set among the omitted elements, `notes` are pinned to it.
    """

    number: int
    title: str
    line: Equation
    note: str
    elements: tuple[Derivation, ...]
    omitted: int
    by_hand: tuple[ByHand, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PhaseSteps:
    """The steps of one phase."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ParameterRow:
    """One parameter: its value at the iteration's start, its gradient, its value afterwards.

    `set_to` is the value that a person gave it in between.
    """

    quantity: Quantity
    before: float
    gradient: float
    after: float
    set_to: float | None = None


@dataclass(frozen=True)
class ParameterTable:
    """One array of parameters before and after an iteration."""

    name: Quantity
    rows: tuple[ParameterRow, ...]
    omitted: int

    @property
    def by_hand(self) -> bool:
        """Whether a parameter was set inside the iteration."""
        return any(row.set_to is not None for row in self.rows)


@dataclass(frozen=True)
class IterationContent:
    """Everything about one iteration, numbered from 0; `samples` are numbered from 1.

    `by_hand` is what was set at its end, `notes` are pinned there.
    `data_loss` is the loss without its penalty, None where it has none.
    """

    number: int
    samples: tuple[int, ...]
    loss: float
    phases: tuple[PhaseSteps, ...]
    tables: tuple[ParameterTable, ...]
    by_hand: tuple[ByHand, ...] = ()
    notes: tuple[str, ...] = ()
    data_loss: float | None = None


@dataclass(frozen=True)
class Series:
    """One quantity across iterations: a value for each of `iterations`."""

    quantity: Quantity
    iterations: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Curves:
    """The first parameters of one array across iterations; the last value is the one after all."""

    name: Quantity
    series: tuple[Series, ...]
    omitted: int


@dataclass(frozen=True)
class Content:
    """A whole report. `parameters` holds the curves of each array of parameters.

    `drawn` are the numbers of the first iteration that the network's figure shows, by name: those
    of the first sample. `data_loss` is the loss without its penalty, None where it has none.
    `marked` are the session's answers, None where there are none; `later` are the notes on what
    comes after the iterations.
    """

    title: str
    session: Session
    settings: tuple[Setting, ...]
    data: DataTable
    drawn: dict[Quantity, float]
    iterations: tuple[IterationContent, ...]
    loss: Series
    parameters: tuple[Curves, ...]
    data_loss: Series | None = None
    marked: Marked | None = None
    later: tuple[str, ...] = ()


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
    told = _Reporter(own, count, most_elements, progress).content()
    return replace(told, marked=check(session)) if session.answers else told


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
        told = settings(session)
        data = data_table(session.document, self._most)
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
        curves = tuple(self._curves(n) for n in range(len(self._specs)))
        worked = tuple(iterations)
        return Content(
            title,
            session,
            told,
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
        tables = tuple(map(self._table, self._specs, self._starts))
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
        said, notes = (
            (told(self._session.document.labels, operation.title), operation.line, operation.note),
            remarks(self._session, k, number - 1),
        )
        return Step(number, *said, elements, left, late, notes)

    def _set_at(self, position: Position) -> tuple[ByHand, ...]:
        return self._by_hand.get(position, ())

    def _table(self, spec: ArraySpec, before: NDArray[np.float64]) -> ParameterTable:
        session = self._session
        used = session.array(spec.name).values
        gradients = session.array(gradient_name(spec.name)).values
        after = session.array(new_name(spec.name)).values
        rows = tuple(
            _row(name, *(float(a.reshape(-1)[place]) for a in (before, gradients, after, used)))
            for name, place in _first(spec, self._most)
        )
        return ParameterTable(spec.name, rows, spec.size - len(rows))

    def _series(self, name: str, values: list[float]) -> Series:
        return Series(Quantity(name), tuple(self._numbers), tuple(values))

    def _curves(self, n: int) -> Curves:
        at = (*self._numbers, self._numbers.stop)
        arrays = [used[n].reshape(-1) for used in self._used]
        spec = self._specs[n]
        series = tuple(
            Series(name, at, tuple(float(a[place]) for a in arrays))
            for name, place in _first(spec, MOST_CURVES)
        )
        return Curves(spec.name, series, spec.size - len(series))


def _row(name: Quantity, before: float, gradient: float, after: float, used: float) -> ParameterRow:
    """Inside an iteration a parameter changes by hand only."""
    same = used == before or (math.isnan(used) and math.isnan(before))
    return ParameterRow(name, before, gradient, after, None if same else used)


def _first(spec: ArraySpec, most: int) -> list[tuple[Quantity, int]]:
    """Names and flat places of the first elements."""
    return [(spec.element(n), place) for n, place in enumerate(spec.places[:most].tolist())]


def derivation(found: Explanation) -> Derivation:
    """An explanation with all its ways; a number set by hand has one without a formula."""
    if found.symbolic.left is None:
        given = Equation(Number(found.value), Ref(found.quantity))
        own = Working("", given, found.substituted, found.result)
        return Derivation(found.quantity, (own,), found.title)
    own = Working(found.label, found.symbolic, found.substituted, found.result)
    remark = joined(" ", filter(None, (found.agreement, found.reason)))
    return Derivation(found.quantity, (own, *found.others), remark)
