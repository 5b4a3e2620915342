"""Which indices the kinds of quantities have: layers first, then units, a sample last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from backprop_gui.formula.quantity import Quantity

_OF_PARAMETER = re.compile(r"(?P<gradient>d?)(?P<letter>[wb])(?P<mark>_.+)?")
_STATE = re.compile(r"(?P<state>.+)_(?P<letter>[wb])(?P<mark>_new)?")
_OF_UNIT = frozenset({"x", "s", "delta", "dx", "dphi", "a", "da", "r", "u"})


class Shape(Enum):
    """What the indices of a kind say."""

    WEIGHTS = "layers, from, to"
    BIASES = "layer, unit"
    UNITS = "layer, unit, sample"
    PAIRS = "layer, unit, unit, sample"
    TARGETS = "unit, sample"
    SCALAR = "nothing"


@dataclass(frozen=True)
class Parameter:
    """A kind that belongs to weights or biases.

    `gradient` of `dw`, `mark` of `w_new` ("new") and `dw_clip` ("clip"), `state` of an optimiser's
    `v_hat_w` ("v_hat").
    """

    letter: str
    gradient: bool = False
    mark: str = ""
    state: str = ""


def parameter(kind: str) -> Parameter | None:
    """What a kind has to do with a parameter; None where it is none of its."""
    if found := _OF_PARAMETER.fullmatch(kind):
        return Parameter(found["letter"], bool(found["gradient"]), (found["mark"] or "")[1:])
    if found := _STATE.fullmatch(kind):
        return Parameter(found["letter"], mark=(found["mark"] or "")[1:], state=found["state"])
    return None


def shape_of(kind: str) -> Shape:
    """What the indices of a kind say."""
    if kind in _OF_UNIT:
        return Shape.UNITS
    if found := parameter(kind):
        return Shape.WEIGHTS if found.letter == "w" else Shape.BIASES
    return {"y": Shape.TARGETS, "jac": Shape.PAIRS}.get(kind, Shape.SCALAR)


def parted(quantity: Quantity) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The layers, and what is inside them; nothing of the latter for a whole array."""
    shape, indices = shape_of(quantity.kind), quantity.indices
    if shape is Shape.WEIGHTS:
        layers = len(indices) if len(indices) < 3 else len(indices) - 2
    else:
        layers = 0 if shape in (Shape.TARGETS, Shape.SCALAR) else 1
    return indices[:layers], indices[layers:]
