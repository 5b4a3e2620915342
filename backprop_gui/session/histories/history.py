"""A quantity across iterations: one value per iteration finished so far.

Where the structure changed on the way, a name is looked up in every stage of the run; in one that
has no such quantity it has no value: nan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import inf

import numpy as np

from backprop_gui.engine.machine import quiet_arithmetic
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.reading.naming import Place, find, one_element
from backprop_gui.session.recording.curves import Curve, envelope_of, joined
from backprop_gui.session.recording.recording import Kept
from backprop_gui.session.run.replay import LOSS_PARTS, Replay
from backprop_gui.session.run.stages import Stage, Stages

# The element meant in a program; raises UnknownName.
Find = Callable[[Program], Place]


def finder(stages: Stages, name: str | Quantity, focus: int) -> Find:
    """Finds a name in each stage; raises UnknownName where none of them has it."""
    found = partial(find, name=name, focus=focus)
    if not any(_element(stage, found) for stage in stages.parts):
        found(stages.last.program)
    return found


def history(stages: Stages, look_up: Find) -> Array:
    """Values of one element, shape (iterations finished,); recomputed where not kept.

    A parameter's value is the one that was used in the iteration.
    """
    places = [_element(stage, look_up) for stage in stages.parts]
    if any(place and place.spec.name.kind == "loss" for place in places):
        return stages.last.recording.losses.copy()
    if (found := _part_of_loss(stages, places)) is not None:
        return found
    spans = zip(stages.spans(), places, strict=True)
    return np.concatenate([_history(*span, place) for span, place in spans])


def kept(stages: Stages, look_ups: Sequence[Find], asked: range) -> Kept:
    """Parameters as used in those iterations whose state was kept; never computes."""
    found = [
        _kept(stage, look_ups, asked)
        for stage, at in stages.spans()
        if stage is stages.last or asked.start < at.stop
    ]
    if len(stages.parts) == 1:
        return found[0]
    iterations, rows = ([getattr(one, part) for one in found] for part in ("iterations", "rows"))
    stride = max(stage.recording.stride for stage in stages.parts)
    return Kept(stride, np.concatenate(iterations), np.concatenate(rows))


def curves(stages: Stages, look_ups: Sequence[Find]) -> list[Curve]:
    """A bounded picture of each curve, with true minima and maxima."""
    parts = []
    for stage, iterations in stages.spans():
        pictures, complete = _pictures(stage, look_ups)
        if not complete:
            return [envelope_of(history(stages, look_up)) for look_up in look_ups]
        parts.append((pictures, iterations.stop))
    return joined(parts, len(look_ups))


def followed(stages: Stages, look_ups: Sequence[Find]) -> list[Curve]:
    """The pictures of parameters' curves that were kept on the way; never computes."""
    parts = [(_pictures(stage, look_ups)[0], span.stop) for stage, span in stages.spans()]
    return joined(parts, len(look_ups))


def exact(stages: Stages, look_ups: Sequence[Find], first: int, last: int) -> Array:
    """Values of iterations first … last, (iterations, curves); a parameter's as used in it."""
    rows = []
    for stage, iterations in stages.spans():
        own, places = stage.opened(), _elements(stage, look_ups)
        asked = range(max(first, iterations.start), min(last + 1, iterations.stop))
        rows += [_values(own, places, k) for k in asked]
    return np.array(rows)


def _part_of_loss(stages: Stages, places: Sequence[Place | None]) -> Array | None:
    """Recorded beside the loss; None where it was not, as in files of before, or is no part."""
    names = {place.name for place in places if place}
    number = next((n for n, name in enumerate(LOSS_PARTS) if name in names), None)
    if number is None:
        return None
    recording = stages.last.recording
    found = recording.loss_parts[number]
    unknown = np.isnan(found) & ~np.isnan(recording.losses)
    spans = [span for (_, span), place in zip(stages.spans(), places, strict=True) if place]
    return None if any(unknown[span.start : span.stop].any() for span in spans) else found


def _elements(stage: Stage, look_ups: Sequence[Find]) -> list[Place | None]:
    return [_element(stage, look_up) for look_up in look_ups]


def _element(stage: Stage, look_up: Find) -> Place | None:
    """None where this stage has no such quantity."""
    try:
        return one_element(look_up(stage.program))
    except UnknownName:
        return None


def _history(stage: Stage, iterations: range, place: Place | None) -> Array:
    if place is None:
        return np.full(len(iterations), np.nan)
    flat = _flat(stage.replay, place)
    column = None if flat is None else stage.recording.column(flat)
    return _recomputed(stage, iterations, place) if column is None else column


def _kept(stage: Stage, look_ups: Sequence[Find], asked: range) -> Kept:
    columns, flat = _in_state(stage, look_ups)
    if flat is None:
        raise InvalidValue("Only parameters are kept; among the names is another quantity.")
    found = stage.recording.kept(flat, asked)
    if len(columns) == len(look_ups):
        return found
    rows = np.full((len(found.iterations), len(look_ups)), np.nan, found.rows.dtype)
    rows[:, columns] = found.rows
    return Kept(found.stride, found.iterations, rows)


def _pictures(stage: Stage, look_ups: Sequence[Find]) -> tuple[list[Curve], bool]:
    """Without points for what is not followed; whether all that this stage has is followed."""
    recording, shown = stage.recording, stage.recording.shown
    places = {n: p for n, p in enumerate(_elements(stage, look_ups)) if p is not None}
    flat = {n: at for n, p in places.items() if (at := _flat(stage.replay, p)) is not None}
    inside = {n: at for n, at in flat.items() if shown.start <= at < shown.stop}
    found = [Curve(np.empty(0), np.empty(0)) for _ in look_ups]
    for n, curve in zip(inside, recording.curves(list(inside.values())) or (), strict=True):
        found[n] = curve
    return found, len(inside) == len(places)


def _in_state(stage: Stage, look_ups: Sequence[Find]) -> tuple[list[int], list[int] | None]:
    """Which elements this stage has, and where they stand in the flat state.

    None where one of them is no part of it.
    """
    places = [(n, p) for n, p in enumerate(_elements(stage, look_ups)) if p is not None]
    flat = [number for _, p in places if (number := _flat(stage.replay, p)) is not None]
    return [n for n, _ in places], flat if len(flat) == len(places) else None


def _values(replay: Replay, places: Sequence[Place | None], iteration: int) -> list[float]:
    """At an iteration's end; nan for a sample that is not in a smaller batch."""
    replay.seek(replay.clock.end(iteration))
    used = replay.recording.used.get(iteration)
    return [np.nan if place is None else _value(replay, place, used) for place in places]


def _value(replay: Replay, place: Place, used: Array | None) -> float:
    """Of the state as it was used, where it has been edited in this iteration."""
    if used is not None and (flat := _flat(replay, place)) is not None:
        return float(used[flat])
    return _number(replay.array(place.spec.name), place)


def _number(array: Array, place: Place) -> float:
    index = place.index or ()
    inside = all(i < n for i, n in zip(index, array.shape, strict=True))
    return float(array[index]) if inside else np.nan


def _flat(replay: Replay, place: Place) -> int | None:
    """Where a parameter stands in the flat state; None for what is not part of it."""
    start = replay.start_in_state(place.spec.name)
    if start is None:
        return None
    assert place.index is not None
    array = replay.array(place.spec.name)
    offset = sum(i * stride for i, stride in zip(place.index, array.strides, strict=True))
    return start + int(offset) // array.itemsize


def _recomputed(stage: Stage, iterations: range, place: Place) -> Array:
    """Run again from the start, looked on where nothing is edited.

    A sample that is not in a smaller batch has no value: nan.
    """
    own, found = Replay(stage.document, stage.edits), list[float]()

    def look(iteration: int) -> None:
        found.append(_number(own.machine_of(iteration).arrays[place.spec.name], place))

    while len(found) < len(iterations):
        found += _values(own, [place], iterations[len(found)])
        with quiet_arithmetic():
            own.watched(iterations.stop, inf, look)
    return np.array(found)
