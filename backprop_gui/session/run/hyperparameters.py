"""Which hyperparameters are in force at a position, and which choices change no formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from msgspec import structs

from backprop_gui.engine.hyperparameters import hyperparameters
from backprop_gui.engine.losses import Loss
from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers.rule import Optimizer
from backprop_gui.engine.program import Program
from backprop_gui.engine.schedules import Schedule
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.document import Document
from backprop_gui.session.run.edits import Edit, until
from backprop_gui.session.run.replay import Replay

Numbers = Mapping[Quantity, float]
_Chosen = TypeVar("_Chosen", bound=Optimizer | Schedule | Loss)

# The settings that hold numbers which formulas read.
_HOLDING = ("optimizer", "schedule", "clip_value", "clip_norm", "network")


def last_edit(replay: Replay, name: Quantity) -> Edit | None:
    """The edit by which a hyperparameter has its value at the position, if it has been set."""
    made = (edit for edit in reversed(until(replay.edits, replay.position)))
    return next((edit for edit in made if edit.quantity == name), None)


def values(replay: Replay) -> dict[Quantity, float]:
    """What the program reads at the position: as the document says, or as has been set since."""
    chosen = replay.program(0).hyperparameters
    made = until(replay.edits, replay.position)
    first = {name: hyperparameter.first for name, hyperparameter in chosen.items()}
    return first | {edit.quantity: edit.value for edit in made if edit.quantity in chosen}


def in_force(replay: Replay) -> Document:
    """The document, as if it had begun with the hyperparameters in force at the position."""
    return with_values(replay.document, values(replay))


def with_values(document: Document, numbers: Numbers) -> Document:
    """The document with other hyperparameters; raises InvalidValue for one not allowed."""
    changed = replace(
        document,
        network=_with_loss(document.network, numbers),
        optimizer=_with(document.optimizer, numbers),
        schedule=document.schedule and _with(document.schedule, numbers),
        clip_value=numbers.get(Quantity("clip_value"), document.clip_value),
        clip_norm=numbers.get(Quantity("clip_norm"), document.clip_norm),
    )
    _ = changed.training  # checks the bounds
    return changed


def numbers_alone(replay: Replay, settings: Mapping[str, Any]) -> Numbers | None:
    """The hyperparameters that other settings would change, if they change nothing else.

    None where the formulas would be others, or what is not a hyperparameter. Raises InvalidValue.
    """
    now = in_force(replay)
    if not all(s in _HOLDING and type(v) is type(getattr(now, s)) for s, v in settings.items()):
        return None
    new = replace(now, **settings)
    if _rest(new) != _rest(now) or _read(replay, new) != _read(replay, now):
        return None
    before, after = (hyperparameters(d.training, d.network.loss) for d in (now, new))
    differing = {n: h.first for n, h in after.items() if h.first != before[n].first}
    return differing if differing.keys() <= _read(replay, now) else None


def _read(replay: Replay, document: Document) -> frozenset[Quantity]:
    """The hyperparameters that the formulas of a document read."""
    samples = replay.program(0).samples
    return frozenset(Program(document.network, document.training, samples).hyperparameters)


def _with(chosen: _Chosen, numbers: Numbers) -> _Chosen:
    for parameter in chosen.allowed:
        new = numbers.get(parameter.quantity)
        if new is not None and new != parameter.of(chosen):
            chosen = parameter.put(chosen, new)
    return chosen


def _with_loss(network: Network, numbers: Numbers) -> Network:
    loss = _with(network.loss, numbers)
    return network if loss is network.loss else structs.replace(network, loss=loss)


def _rest(document: Document) -> tuple[object, ...]:
    """What is chosen beside numbers."""
    network = document.network
    parts = (document.optimizer, document.schedule, network.loss)
    clips = (document.clip_value is None, document.clip_norm is None)
    connected = (network.inputs, network.layers, network.connections)
    return (*connected, *map(_choices, parts), *clips)


def _choices(chosen: Optimizer | Schedule | Loss | None) -> tuple[object, ...]:
    if chosen is None:
        return ()
    numbers = {parameter.field or parameter.name for parameter in chosen.allowed}
    fields = (getattr(chosen, name) for name in chosen.__struct_fields__ if name not in numbers)
    return (type(chosen), *fields)
