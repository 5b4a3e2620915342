"""Gradients that vanish or explode on their way back, updates of the wrong size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.operations.update import frozen_places, new_name
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import Sentence
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.stops.faults.entry import FaultEntry, Found, Settings, View


def _size(values: Array) -> float:
    """Root mean square, so that layers of different widths compare."""
    return float(np.sqrt(np.mean(np.square(values))))


def _ratios(view: View) -> Iterator[tuple[Quantity, float]]:
    """Each layer's ∂L/∂s compared with the last layer's."""
    deltas = sorted(s.name for s in view.program.of_kind.get("delta", ()))
    last = _size(view.arrays[deltas[-1]]) if deltas else 0.0
    if last > 0:
        for name in deltas[:-1]:
            yield name, _size(view.arrays[name]) / last


def _compared(view: View, what: str, is_fault: Callable[[float], bool]) -> list[Found]:
    return [
        Found(
            name,
            view.after(name),
            Sentence("{} {}: {} of the last layer's (rms)", name, what, ratio),
        )
        for name, ratio in _ratios(view)
        if is_fault(ratio)
    ]


def _vanishes(view: View, settings: Settings) -> list[Found]:
    return _compared(view, "vanishes", lambda ratio: ratio < settings["ratio"])


def _explodes(view: View, settings: Settings) -> list[Found]:
    return _compared(view, "explodes", lambda ratio: ratio > settings["ratio"])


def _updates(view: View, settings: Settings) -> list[Found]:
    """‖w_new − w‖ / ‖w‖ of each weight matrix that is not frozen."""
    found = []
    for spec in view.program.parameters:
        old, name = view.arrays[spec.name], new_name(spec.name)
        length = np.linalg.norm(old)
        frozen = frozen_places(spec, view.program.training.frozen)
        if spec.name.kind != "w" or not length or (frozen is not None and frozen.all()):
            continue
        ratio = np.linalg.norm(view.arrays[name] - old) / length
        if not settings["least"] <= ratio <= settings["most"]:
            reason = Sentence("The update of {} is {} of its size", spec.name, float(ratio))
            found.append(Found(name, view.after(name), reason))
    return found


VANISHING = FaultEntry(
    "vanishing_gradients",
    "gradients vanish from layer to layer",
    _vanishes,
    "ReLU-like activations, first weights of Glorot or He, skip connections or fewer layers "
    "commonly help.",
    (Parameter("ratio", 1e-3, 0, 1, "below this share of the last layer's"),),
)

EXPLODING = FaultEntry(
    "exploding_gradients",
    "gradients explode from layer to layer",
    _explodes,
    "Clipped gradients, smaller first weights or a smaller learning rate commonly help.",
    (Parameter("ratio", 1e3, 1, 1e300, "above this multiple of the last layer's"),),
)

# A. Karpathy, Neural networks: zero to hero, lecture 4: about 1e-3 is usual.
UPDATE_RATIO = FaultEntry(
    "update_ratio",
    "updates are too small or too large for the weights",
    _updates,
    "About a thousandth is usual: change the learning rate accordingly.",
    (
        Parameter("least", 1e-6, 0, 1, "smaller updates are too small"),
        Parameter("most", 0.1, 0, 1e300, "larger updates are too large"),
    ),
)
