"""Units that no longer learn: dead and saturated ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.choices import Parameter
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import Sentence
from backprop_gui.session.stops.faults.entry import FaultEntry, Found, Settings, View

_BOUNDED = ("sigmoid", "tanh", "hard_sigmoid", "softsign")


def _dead(view: View, settings: Settings) -> list[Found]:
    """ReLU units whose weighted sum was ≤ 0 for every sample of the last whole epoch."""
    memory, per_epoch = view.memory, view.replay.document.batching.per_epoch
    place = view.iteration % per_epoch
    if place == 0:
        memory["seen"], memory["on"] = 0, {}
    memory["seen"] = memory.get("seen", -per_epoch) + 1
    on = memory.setdefault("on", {})
    for layer in _layers(view, ("relu",)):
        fires = ~(view.arrays[Quantity("s", (layer,))] <= 0)
        on[layer] = fires.any(axis=0) | on.get(layer, False)
    if memory["seen"] == per_epoch:
        memory["dead"] = [found for layer in on for found in _off(view, layer, ~on[layer])]
    dead: list[Found] = memory.get("dead", [])
    return dead


def _off(view: View, layer: int, off: NDArray[np.bool_]) -> Iterator[Found]:
    for unit in np.flatnonzero(off):
        name = Quantity("x", (layer, int(unit) + 1))
        reason = f"{name} was 0 for every sample of a whole epoch: no gradient passes it"
        yield Found(name, _after_last(view, "s", layer, int(unit)), reason)


def _saturated(view: View, settings: Settings) -> list[Found]:
    """Units whose φ′ is tiny for every sample of the batch."""
    found = []
    for layer in _layers(view, _BOUNDED):
        slopes = view.arrays.get(Quantity("dphi", (layer,)))
        if slopes is None:
            continue
        for unit in np.flatnonzero((np.abs(slopes) < settings["slope"]).all(axis=0)):
            name = Quantity("x", (layer, int(unit) + 1))
            largest = float(np.abs(slopes[:, unit]).max())
            reason = Sentence("{} is saturated: φ′ is {} at the most in this batch", name, largest)
            found.append(Found(name, _after_last(view, "dphi", layer, int(unit)), reason))
    return found


def _layers(view: View, activations: tuple[str, ...]) -> Iterator[int]:
    for number, layer in enumerate(view.program.network.layers, start=1):
        if layer.phi.name in activations:
            yield number


def _after_last(view: View, kind: str, layer: int, unit: int) -> tuple[int, int]:
    """After the unit's element of the batch's last sample."""
    spec = next(s for s in view.program.of_kind[kind] if s.name.indices == (layer,))
    return view.after(spec.at((view.program.samples - 1, unit)))


DEAD_UNIT = FaultEntry(
    "dead_unit",
    "a ReLU unit is dead for a whole epoch",
    _dead,
    "A smaller learning rate, a larger bias at the start, He initialisation or a leaky ReLU "
    "commonly keep units alive.",
    by_epoch=True,
)

SATURATED_UNIT = FaultEntry(
    "saturated_unit",
    "a unit saturates",
    _saturated,
    "Smaller first weights (Glorot), scaled inputs, a smaller learning rate or another activation "
    "commonly help; at an output with cross-entropy it is often what is wanted.",
    (Parameter("slope", 0.01, 0, 1, "φ′ is below this for all samples"),),
)
