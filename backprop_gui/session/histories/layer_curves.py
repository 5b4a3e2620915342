"""Layers across iterations: how large gradients and updates are, where activations lie.

What is read stands in a table: a kind of curve says what it is of each layer, and how it is read
at the end of an iteration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.histories.spread import Read, Spread
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages

MOST_POINTS = 256
QUANTILES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
"""Of activations; the mean follows them."""

Arrays = Callable[[Quantity], Array]


@dataclass(frozen=True)
class Kind:
    """`columns` of each layer; `of_layer` reads them from the arrays of an iteration's end.

    `read` names the arrays that it reads of a layer.
    """

    name: str
    columns: tuple[str, ...]
    read: Callable[[Program, int], Sequence[Quantity]]
    of_layer: Callable[[Program, Arrays, int], Sequence[float]]


def _gradient_norm(program: Program, arrays: Arrays, layer: int) -> Sequence[float]:
    """‖∂L/∂(W, b)‖₂ of all weights and biases that lead into a layer."""
    return (_norm([arrays(name) for name in _gradients(program, layer)]),)


def _update_ratio(program: Program, arrays: Arrays, layer: int) -> Sequence[float]:
    """‖W_new − W‖₂ / ‖W‖₂ of the weights that lead into a layer; nan where they are all 0.

    A. Karpathy, Neural networks: zero to hero, lecture 4: about 1e-3 is usual.
    """
    names = _into(program, layer, "w")
    before = _norm([arrays(name) for name in names])
    change = _norm([arrays(new_name(name)) - arrays(name) for name in names])
    return (change / before if before else np.nan,)


def _distribution(program: Program, arrays: Arrays, layer: int) -> Sequence[float]:
    """Quantiles and mean of x over the batch and the units of a layer."""
    values = arrays(Quantity("x", (layer,)))
    return (*np.quantile(values, QUANTILES).tolist(), float(values.mean()))


def _gradients(program: Program, layer: int) -> list[Quantity]:
    return [gradient_name(name) for name in _into(program, layer, "wb")]


def _updated(program: Program, layer: int) -> list[Quantity]:
    return [new_name(name) for name in _into(program, layer, "w")]


def _outputs(program: Program, layer: int) -> list[Quantity]:
    return [Quantity("x", (layer,))]


def _into(program: Program, layer: int, kinds: str) -> list[Quantity]:
    names = (spec.name for spec in program.parameters if spec.size)
    return [name for name in names if name.kind in kinds and name.indices[-1] == layer]


def _norm(arrays: Sequence[Array]) -> float:
    return float(np.sqrt(sum(float(np.square(array, dtype=np.float64).sum()) for array in arrays)))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("gradient_norm", ("gradient_norm",), _gradients, _gradient_norm),
        Kind("update_ratio", ("update_ratio",), _updated, _update_ratio),
        Kind(
            "activation",
            ("min", *(f"q{100 * q:02.0f}" for q in QUANTILES[1:-1]), "max", "mean"),
            _outputs,
            _distribution,
        ),
    )
}


class LayerCurves(Spread):
    """One kind of curves of all layers that the run has now.

    `rows` has the columns `names`, layer by layer; in a stage without a layer they are nan.
    """

    def __init__(self, kind: str, stages: Stages, most: int = MOST_POINTS) -> None:
        """Raises InvalidValue for an unknown kind."""
        if kind not in KINDS:
            raise InvalidValue(f"There is no kind {kind!r}; allowed are {', '.join(KINDS)}.")
        self.kind, self.layers = KINDS[kind], stages.last.program.network.depth
        columns = self.kind.columns
        self.names = tuple(f"{c}[{n}]" for n in range(1, self.layers + 1) for c in columns)
        read_in = partial(_reader, self.kind, self.layers)
        super().__init__(stages, read_in, most, len(self.names))

    def read(self, layer: int) -> frozenset[Quantity]:
        """The arrays that a layer's curves are made from."""
        return frozenset(self.kind.read(self.stages.last.program, layer))

    def of_layer(self, layer: int) -> Array:
        """Its columns, (n, columns); layers count from 1."""
        width = len(self.kind.columns)
        return self.rows[:, (layer - 1) * width : layer * width]


def _reader(kind: Kind, layers: int, stage: Stage) -> Read:
    return partial(_numbers, kind, layers)


def _numbers(kind: Kind, layers: int, replay: Replay) -> Sequence[float]:
    program = replay.machine.program
    found: list[float] = []
    for layer in range(1, layers + 1):
        there = layer <= program.network.depth
        numbers = kind.of_layer(program, replay.array, layer) if there else ()
        found.extend(numbers or (np.nan,) * len(kind.columns))
    return found
