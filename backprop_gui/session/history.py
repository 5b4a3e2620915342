"""A quantity across iterations: one value per iteration finished so far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.curves import Curve, envelope_of
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


def curves(replay: Replay, places: Sequence[Place]) -> list[Curve]:
    """A bounded picture of each curve, with true minima and maxima."""
    places = [one_element(place) for place in places]
    flat = [number for place in places if (number := _flat(replay, place)) is not None]
    if len(flat) == len(places) and (followed := replay.recording.curves(flat)) is not None:
        return followed
    return [envelope_of(history(replay, place)) for place in places]


def exact(replay: Replay, places: Sequence[Place], first: int, last: int) -> Array:
    """Values of iterations first … last, (iterations, curves); a parameter's as used in it."""
    own = Replay(replay.document, replay.edits, replay.recording)
    places = [one_element(place) for place in places]
    rows = [_values(own, places, k) for k in range(first, last + 1)]
    return np.array(rows)


def _values(replay: Replay, places: Sequence[Place], iteration: int) -> list[float]:
    """At an iteration's end; nan for a sample that is not in a smaller batch."""
    replay.seek(Position(iteration, replay.clock.operations, 0))
    found = []
    for place in places:
        spec = find(replay.machine.program, place.spec.name).spec
        index = place.index or ()
        inside = all(i < n for i, n in zip(index, spec.shape, strict=True))
        found.append(float(replay.array(spec.name)[index]) if inside else np.nan)
    return found


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
    return np.array([_values(own, [place], k)[0] for k in range(replay.recording.finished)])
