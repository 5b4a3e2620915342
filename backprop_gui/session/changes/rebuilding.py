"""A session goes on with another network: what survives keeps its values, frozen or tied as before.

One undoable change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec.structs import replace

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.initializers import initial
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import parameters
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.changes.blueprint import Blueprint, Units
from backprop_gui.session.document.given import Matrix
from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.session import Session


def rebuild(session: Session, plan: Blueprint) -> None:
    """Put the planned network in the place of the one in force.

    Parameters that survive keep their bits, new ones are drawn from the seed. A tie that loses a
    member goes. A new input or output is a column of zeros in the data. Raises InvalidValue.
    """
    values = dict(_values(session, plan))
    session.change(
        network=plan.network,
        moves=_moves(session.moves, plan),
        weights={name: value for name, value in values.items() if name.startswith("w")},
        biases={name: value for name, value in values.items() if name.startswith("b")},
        **_names(session, plan),
        **_data(session, plan),
    )


def _moves(moves: Moves, plan: Blueprint) -> Moves:
    """Layers and units stay where they have been moved to, whatever their numbers are now."""
    found = []
    for number, column in enumerate(plan.columns):
        for move in (move for move in moves if move.layer == column.layer):
            unit = column.now(move.unit) if move.unit else 0
            if unit is not None:
                found.append(replace(move, layer=number, unit=unit))
    return tuple(found)


def carried(session: Session, spec: ArraySpec) -> Matrix:
    """The values from which the next iteration, or at its start this one, goes on.

    A matrix without edges is not updated. Where there is no edge or bias stands nan.
    """
    at_rest = session.clock.is_end(session.position)
    name = new_name(spec.name) if at_rest and spec.size else spec.name
    return np.array(session.array(name).values, dtype=np.float64)


def _values(session: Session, plan: Blueprint) -> Iterator[tuple[str, Matrix]]:
    specs = tuple(parameters(plan.network))
    old = {spec.name: spec for spec in parameters(session.network)}
    drawn = initial(specs, session.document.seed)
    for spec, values in zip(specs, drawn, strict=True):
        found = plan.origin(spec.name)
        if found is not None and found[0] in old:
            _fill(values, carried(session, old[found[0]]), old[found[0]], found[1])
        yield str(spec.name), values


def _fill(values: Matrix, before: Matrix, spec: ArraySpec, origins: tuple[Units, ...]) -> None:
    """Where unit and edge have been there, they have the value that they had."""
    known = [np.array([unit is not None for unit in units]) for units in origins]
    places = [np.array([(unit or 1) - 1 for unit in units]) for units in origins]
    kept = known[0][:, None] & known[1] if len(known) > 1 else known[0]
    if spec.present is not None:
        kept = kept & spec.present[np.ix_(*places)]
    values[kept] = before[np.ix_(*places)][kept]


def _names(session: Session, plan: Blueprint) -> dict[str, Any]:
    document = session.document
    exist = tuple(parameters(plan.network))

    def now(name: Quantity) -> str:
        new = plan.renamed(name)
        there = new is not None and any(
            new == spec.name or (spec.covers(new) and spec.place(new) is not None) for spec in exist
        )
        return str(new) if there else ""

    ties = [[now(name) for name in group] for group in document.tied]
    return {
        "frozen": [new for name in document.frozen if (new := now(name))],
        "tied": [group for group in ties if all(group)],
        "labels": {
            str(found): text for name, text in document.labels if (found := plan.renamed(name))
        },
    }


def _data(session: Session, plan: Blueprint) -> dict[str, Matrix]:
    """Samples have the inputs and targets of the units that there are."""
    inputs, targets = session.data
    first, last = plan.columns[0], plan.columns[-1]
    found = {}
    if first.units != tuple(range(1, inputs.shape[1] + 1)):
        found["inputs"] = _columns(inputs, first.units)
    if last.layer == session.network.depth:
        if last.units != tuple(range(1, targets.shape[1] + 1)):
            found["targets"] = _columns(targets, last.units)
    elif len(last.units) != targets.shape[1]:
        raise InvalidValue(
            f"The output layer would have {len(last.units)} units; it has as many as a sample has "
            f"targets: {targets.shape[1]}."
        )
    return found


def _columns(table: Matrix, units: Units) -> Matrix:
    zeros = np.zeros(len(table))
    return np.column_stack([zeros if unit is None else table[:, unit - 1] for unit in units])
