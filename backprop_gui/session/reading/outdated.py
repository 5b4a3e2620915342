"""What was computed before an edit of what it is made from, in all iterations of a run."""

from __future__ import annotations

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.operation import Operation
from backprop_gui.engine.program import Program
from backprop_gui.formula.expression import quantities
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.influences import influences_in, may_read
from backprop_gui.session.reading.naming import find
from backprop_gui.session.run.edits import Edit
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages

Outdated = dict[int, frozenset[Quantity]]
"""By iteration, the arrays of which some element was computed before the edit."""

Edited = dict[Quantity, Position]
"""By element, where it was edited last."""


def names_of(edit: Edit, replay: Replay, iteration: int) -> tuple[Quantity, ...]:
    """The elements that an edit sets in an iteration; none where its sample is in another batch."""
    if edit.row is None:
        return replay.tied_with(edit.quantity)
    batch = replay.document.batching.rows(iteration)
    kind = edit.quantity.kind
    spec = find(replay.program(iteration), "x[0]" if kind == "x" else "y").spec
    column = edit.quantity.indices[-1] - 1
    return tuple(spec.at((int(n), column)) for n in np.flatnonzero(batch == edit.row))


def outdated(stages: Stages) -> Outdated:
    """Of the iterations in which an edit was made, each as it is at its end."""
    edited_in = sorted({edit.position.iteration for edit in stages.edits})
    found = {k: _in_iteration(stages.at(k), k) for k in edited_in}
    return {k: arrays for k, arrays in found.items() if arrays}


def _in_iteration(stage: Stage, iteration: int) -> frozenset[Quantity]:
    """Along the program: what is made from an array of before an edit is of before it, too."""
    edits = [edit for edit in stage.edits if edit.position.iteration == iteration]
    edited = {
        name: edit.position for edit in edits for name in names_of(edit, stage.replay, iteration)
    }
    found: list[ArraySpec] = []
    program = stage.replay.program(iteration)
    for operation in program.operations:
        if not _set_by_hand(operation.output, edited) and (
            any(_reads(program, operation, spec) for spec in found)
            or _used_before(stage.replay, iteration, operation, edited)
        ):
            found.append(operation.output)
    return frozenset(spec.name for spec in found)


def _set_by_hand(spec: ArraySpec, edited: Edited) -> bool:
    """Whether all elements are: they are not made from anything."""
    return spec.size <= len(edited) and all(name in edited for name in spec.elements())


def _reads(program: Program, operation: Operation, spec: ArraySpec) -> bool:
    """Whether an element does, found once for all edits: a frozen parameter reads no gradient."""
    key = "reads", operation.output.name, spec.name
    if key not in program.memo:
        program.memo[key] = may_read(operation, spec) and _one_reads(operation, spec)
    reads: bool = program.memo[key]
    return reads


def _one_reads(operation: Operation, spec: ArraySpec) -> bool:
    return any(
        spec.covers(name)
        for element in operation.output.elements()
        for name in quantities(operation.forms(element)[0].right)
    )


def _used_before(replay: Replay, iteration: int, operation: Operation, edited: Edited) -> bool:
    """Whether an element had been computed from a source when that was edited."""
    program, clock = replay.program(iteration), replay.clock
    number = program.producers[operation.output.name]
    for name, position in edited.items():
        for element in influences_in(program, operation, find(program, name)):
            place = find(program, element)
            if clock.spelled(iteration, number, place.number + 1) > position:
                break
            if element not in edited:
                return True
    return False
