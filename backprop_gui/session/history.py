"""A quantity across iterations: one value per iteration finished so far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.naming import Place, find, one_element
from backprop_gui.session.position import Position
from backprop_gui.session.recording import Kept
from backprop_gui.session.replay import Replay


def history(replay: Replay, place: Place) -> Array:
    """Values of one element, shape (iterations finished,); recomputed where not kept.

    A parameter's value is the one that was used in the iteration.
    """
    place = one_element(place)
    recording = replay.recording
    if place.spec.name.kind == "loss":
        return recording.losses.copy()
    kept = recording.column(flat) if (flat := _flat(replay, place)) is not None else None
    return _recomputed(replay, place) if kept is None else kept


def kept(replay: Replay, places: Sequence[Place], first: int) -> Kept:
    """Parameters as used in the iterations from `first` on whose state was kept; never computes."""
    flat = [number for place in places if (number := _flat(replay, place)) is not None]
    if len(flat) < len(places):
        raise InvalidValue("Only parameters are kept; among the names is another quantity.")
    return replay.recording.kept(flat, first)


def _flat(replay: Replay, place: Place) -> int | None:
    """Where a parameter stands in the flat state; None for what is not part of it."""
    array = replay.array(place.spec.name)
    if not np.shares_memory(array, replay.state):
        return None
    assert place.index is not None
    offset = sum(i * stride for i, stride in zip(place.index, array.strides, strict=True))
    return replay.place_in_state(array) + int(offset) // array.itemsize


def _recomputed(replay: Replay, place: Place) -> Array:
    """Run again from the start. A sample that is not in a smaller batch has no value: nan."""
    own = Replay(replay.document, replay.edits)
    values = np.full(replay.recording.finished, np.nan)
    for k in range(len(values)):
        own.seek(Position(k, own.clock.operations, 0))
        spec = find(own.machine.program, place.spec.name).spec
        inside = all(i < n for i, n in zip(place.index or (), spec.shape, strict=True))
        if inside:
            values[k] = own.array(spec.name)[place.index or ()]
    return values
