"""What a person may set, and where."""

from __future__ import annotations

import math

from backprop_gui.engine.choices import check_whole
from backprop_gui.engine.operations.update import new_name
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.reading.naming import Place, find, one_element
from backprop_gui.session.reading.reading import Reader
from backprop_gui.session.run.edits import Cell, Edit
from backprop_gui.session.run.hyperparameters import in_force, with_values
from backprop_gui.session.run.replay import Replay

_SETTABLE = "weights, biases, inputs, targets, hyperparameters and computed new weights"


def edit(replay: Replay, place: Place, value: float) -> Edit:
    """The edit that sets an element at the current position; raises InvalidValue."""
    place = one_element(place)
    if reason := refusal(replay, place):
        raise InvalidValue(reason)
    value = _finite(place.name, value)
    if place.name in replay.program(0).hyperparameters:
        with_values(in_force(replay), {place.name: value})
    if place.spec.per_sample:
        return _of_data(replay, place, value)
    return Edit(replay.position, place.name, value)


def data_edit(replay: Replay, cell: Cell) -> Edit:
    """The edit that sets a number of any sample at the current position; raises InvalidValue."""
    inputs, targets = replay.data
    check_whole("The number of a sample", cell.sample, 1)
    if cell.sample > len(inputs):
        raise InvalidValue(f"There is no sample {cell.sample}; 1 to {len(inputs)} are allowed.")
    name = Quantity.parse(cell.name)
    width = {("x", (0,)): inputs.shape[1], ("y", ()): targets.shape[1]}.get(
        (name.kind, name.indices[:-1]), 0
    )
    if not 1 <= (name.indices or (0,))[-1] <= width:
        raise InvalidValue(
            f"{name} is not a number of a sample; x[0,1] to x[0,{inputs.shape[1]}] and y[1] to "
            f"y[{targets.shape[1]}] are."
        )
    value = _finite(f"{name} of sample {cell.sample}", cell.value)
    return Edit(replay.position, name, value, cell.sample - 1)


def _finite(name: Quantity | str, value: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise InvalidValue(f"{name} cannot be {quoted(value)}: only finite numbers are allowed.")
    return number


def refusal(replay: Replay, place: Place) -> str | None:
    """Why an element cannot be set here; None where it can."""
    kind = place.name.kind
    if kind in ("w", "b"):
        return _past(replay, place)
    if kind.endswith("_new"):
        return _not_yet(replay, place)
    if kind == "y" or place.spec.name == Quantity("x", (0,)):
        return None
    if place.name in replay.program(0).hyperparameters:
        return None
    return f"{place.name} is computed and cannot be set; {_SETTABLE} can."


def _not_yet(replay: Replay, place: Place) -> str | None:
    """A new value can be set when it and those tied to it have been computed."""
    for name in replay.tied_with(place.name):
        if not _known(replay, name):
            tied = "" if name == place.name else f", which is tied to {place.name},"
            return f"{name}{tied} has not been computed yet; set the parameter."
    return None


def _past(replay: Replay, place: Place) -> str | None:
    """After its update, a parameter belongs to the past of this iteration; so do those tied."""
    for name in replay.tied_with(place.name):
        if _known(replay, new_name(name)):
            tied = "" if name == place.name else f", which is tied to {place.name},"
            return (
                f"{name}{tied} has been updated in this iteration and belongs to its past; "
                f"set {new_name(place.name)}."
            )
    return None


def _known(replay: Replay, name: Quantity) -> bool:
    return Reader(replay).is_known(find(replay.machine.program, name))


def _of_data(replay: Replay, place: Place, value: float) -> Edit:
    """An input or target is set in the data set, before scaling, named without its sample."""
    assert place.index is not None
    sample, column = place.index
    name = Quantity(place.name.kind, (*place.spec.name.indices, column + 1))
    scaling = replay.document.scaling
    raw = scaling.raw(value, column) if scaling and name.kind == "x" else value
    return Edit(replay.position, name, raw, replay.row(sample + 1))
