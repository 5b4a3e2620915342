"""A new document from an old one: what is not changed stays, and so do surviving parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np

from backprop_gui.engine.initializers import initial
from backprop_gui.engine.network import Network
from backprop_gui.engine.operations.update import COUNT, new_name
from backprop_gui.engine.program import parameters
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.document import Document
from backprop_gui.session.document.given import Matrix
from backprop_gui.session.document.labels import kept, written
from backprop_gui.session.document.making import check_settings, document
from backprop_gui.session.document.remembered import Remembered, shapes
from backprop_gui.session.run.hyperparameters import in_force
from backprop_gui.session.run.replay import Replay

# What `document` calls otherwise than the fields of a Document.
_OWN = ("network", "inputs", "targets", "frozen", "tied")
_MADE = ("first", "begins", "remembered")
# Changes of these alone leave what the optimiser remembers.
_LEAVE_MEMORY = frozenset({"frozen"})


def changed(replay: Replay, settings: Mapping[str, Any]) -> Document:
    """The document with some settings exchanged; it begins at the start of this iteration.

    `settings` are those of `document.document`. A parameter array that keeps its name keeps its
    values, where the shape has changed those of the units that both have. What the optimiser
    remembers stays where nothing but what is frozen changes. Raises InvalidValue.
    """
    old = in_force(replay)
    plain = {f.name: getattr(old, f.name) for f in fields(old) if f.name not in (*_OWN, *_MADE)}
    check_settings(settings)
    inputs, targets = replay.data
    network = settings.get("network", old.network)
    values = _kept(replay, network) if "initializer" not in settings else {}
    names = {str(name): v for name, v in values.items()}
    base: dict[str, Any] = {
        **plain,
        "weights": {name: v for name, v in names.items() if name.startswith("w")} or None,
        "biases": {name: v for name, v in names.items() if name.startswith("b")} or None,
        "frozen": [str(name) for name in old.frozen if _exists(network, name)],
        "labels": written(kept(network, old.labels)),
        "tied": [[str(n) for n in g] for g in old.tied if all(_exists(network, n) for n in g)],
    }
    rest = {name: value for name, value in settings.items() if name not in _OWN[:3]}
    new = document(
        network,
        settings.get("inputs", inputs),
        settings.get("targets", targets),
        **(base | rest),
    )
    same = inputs is old.inputs and not {"inputs", "targets"} & set(settings)
    # Data may be large: every document on the undo stack would have a copy.
    inputs, targets = (old.inputs, old.targets) if same else (new.inputs, new.targets)
    begins = replay.position.iteration + _at_rest(replay)
    memory = _remembered(replay) if settings.keys() <= _LEAVE_MEMORY else ()
    return replace(new, inputs=inputs, targets=targets, begins=begins, remembered=memory)


def _remembered(replay: Replay) -> Remembered:
    """What the next iteration, or at its start this one, finds; nothing before the first update."""
    old, at_rest = replay.document, _at_rest(replay)
    if replay.position.iteration + at_rest == old.begins:
        return old.remembered
    return tuple((name, _as_left(replay, name, at_rest)) for name, _ in shapes(replay.program(0)))


def _as_left(replay: Replay, name: Quantity, at_rest: bool) -> Matrix:
    """The count of updates goes on by one."""
    counts = name == COUNT
    array = replay.array(name if counts or not at_rest else new_name(name))
    found = np.array(array + at_rest if counts else array, dtype=np.float64)
    found.setflags(write=False)
    return found


def _kept(replay: Replay, network: Network) -> dict[Quantity, Matrix]:
    """The surviving values; new elements are drawn from the seed as for a new network."""
    specs = tuple(parameters(network))
    drawn = initial(specs, replay.document.seed)
    old = {spec.name: spec for spec in replay.program(0).parameters}
    for spec, values in zip(specs, drawn, strict=True):
        if (before := old.get(spec.name)) is not None:
            common = tuple(map(slice, np.minimum(before.shape, values.shape)))
            present = np.ones(before.shape, bool) if before.present is None else before.present
            start = _start_values(replay, spec.name)
            values[common] = np.where(present[common], start[common], values[common])
    return {spec.name: values for spec, values in zip(specs, drawn, strict=True)}


def _start_values(replay: Replay, name: Quantity) -> Matrix:
    """At a place of rest the next iteration starts from the new values."""
    array = replay.array(new_name(name) if _at_rest(replay) else name)
    return np.array(array, dtype=np.float64)


def _at_rest(replay: Replay) -> bool:
    return replay.position.operation == replay.clock.operations


def _exists(network: Network, name: Quantity) -> bool:
    return any(
        name == spec.name or (spec.covers(name) and spec.place(name) is not None)
        for spec in parameters(network)
    )
