"""Many parameters set at once, or drawn anew: one undoable change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from backprop_gui.engine.choices import check_whole
from backprop_gui.engine.initializers import initial
from backprop_gui.engine.program import parameters
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.changes.rebuilding import carried
from backprop_gui.session.changes.selection import in_force, parameters_of
from backprop_gui.session.session import Session

MOST_EDITS = 1000
"""Numbers up to which they are edits at this position; more exchange the first values."""


def put(session: Session, values: Mapping[Quantity, float]) -> None:
    """Set weights and biases from this position on; the position stays.

    More than MOST_EDITS are the values from which the run goes on at the start of this iteration,
    as after another change of the document. Raises InvalidValue.
    """
    if len(values) <= MOST_EDITS:
        session.set_all({in_force(session, name): value for name, value in values.items()})
    else:
        _exchange(session, values)


def randomize(session: Session, names: Iterable[str], seed: int) -> None:
    """Draw the parameters of edges, biases and units anew: those of a new network of this seed.

    Weights are Glorot uniform, biases 0. Raises InvalidValue where there are none.
    """
    check_whole("The seed", seed, 0)
    chosen = frozenset(parameters_of(session, names))
    if not chosen:
        raise InvalidValue("Weights and biases can be drawn anew; none is selected.")
    specs = tuple(parameters(session.network))
    drawn = zip(specs, initial(specs, seed), strict=True)
    put(
        session,
        {
            name: float(values.flat[place])
            for spec, values in drawn
            for name, place in zip(spec.elements(), spec.places, strict=True)
            if name in chosen
        },
    )


def _exchange(session: Session, values: Mapping[Quantity, float]) -> None:
    arrays = {spec: np.nan_to_num(carried(session, spec)) for spec in parameters(session.network)}
    shared = {n: value for name, value in values.items() for n in _tied(session, name)}
    for spec, array in arrays.items():
        for place, name in zip(spec.places, spec.elements(), strict=True):
            array.flat[place] = shared.get(name, array.flat[place])
    named = {str(spec.name): array for spec, array in arrays.items()}
    session.change(
        weights={name: array for name, array in named.items() if name.startswith("w")},
        biases={name: array for name, array in named.items() if name.startswith("b")},
    )


def _tied(session: Session, name: Quantity) -> tuple[Quantity, ...]:
    return next((group for group in session.document.tied if name in group), (name,))
