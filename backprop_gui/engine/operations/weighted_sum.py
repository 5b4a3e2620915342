"""s = Σ x·W + b, and what it adds to the gradients of x, W and b."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.engine.operations.operation import (
    Bind,
    Contribution,
    Form,
    Operation,
    Phase,
    kept,
)
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, MatrixProduct, Ref, Transpose, call, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser


@dataclass(frozen=True)
class WeightedSum(Operation):
    """The weighted sums of one layer, over all connections that end in it."""

    network: Network
    layer: int
    samples: int
    phase: Phase = Phase.FORWARD

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        units = self.network.sizes[self.layer]
        return ArraySpec(Quantity("s", (self.layer,)), (self.samples, units), per_sample=True)

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"weighted sums of layer {self.layer}"

    @property
    def line(self) -> Equation:
        products = tuple(
            MatrixProduct(Ref(_outputs(c.source)), Ref(c.weights)) for c in self._connections
        )
        bias = (Ref(self._bias),) if self._has_bias else ()
        return Equation(total(products + bias), Ref(self.output.name))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        _, unit, *sample = element.indices
        terms: list[Expression] = []
        for connection in self._connections:
            present = self.network.present(connection)[:, unit - 1]
            for i in np.flatnonzero(present) + 1:
                output = Ref(_outputs(connection.source).at(int(i), *sample))
                terms.append(output * Ref(connection.weights.at(int(i), unit)))
        if self._layer.biases[unit - 1]:
            terms.append(Ref(self._bias.at(unit)))
        return (Form(total(tuple(terms))),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        out = bind(self.output.name)
        calls: list[Step] = []
        for number, c in enumerate(self._connections):
            into = vectoriser.scratch(out.shape) if number else out
            calls += product(bind(_outputs(c.source)), bind(c.weights), into, c, self.network)
            if number:
                calls.append(partial(np.add, out, into, out))
        if self._has_bias:
            calls.append(partial(np.add, out, bind(self._bias), out))
        return calls

    def contributions(self) -> tuple[Contribution, ...]:
        parameters = tuple(self._to_weights(c) for c in self._connections)
        bias = (self._to_bias(),) if self._has_bias else ()
        outputs = tuple(self._to_outputs(c) for c in self._connections if c.source > 0)
        return parameters + bias + outputs

    @property
    def _connections(self) -> tuple[Connection, ...]:
        return self.network.into(self.layer)

    @property
    def _has_bias(self) -> bool:
        return any(self._layer.biases)

    @property
    def _layer(self) -> Layer:
        return self.network.layers[self.layer - 1]

    @property
    def _bias(self) -> Quantity:
        return Quantity("b", (self.layer,))

    @property
    def _delta(self) -> Quantity:
        return Quantity("delta", (self.layer,))

    def _samples(self) -> tuple[tuple[int, ...], ...]:
        """The sample part of the names, for every sample."""
        return ((),) if self.samples == 1 else tuple((n + 1,) for n in range(self.samples))

    def _to_weights(self, c: Connection) -> Contribution:
        outputs = _outputs(c.source)

        def terms(element: Quantity) -> tuple[Expression, ...]:
            i, j = element.indices[-2:]
            return tuple(
                Ref(self._delta.at(j, *n)) * Ref(outputs.at(i, *n)) for n in self._samples()
            )

        def steps(bind: Bind, _: Vectoriser, out: Array) -> list[Step]:
            calls = [matrix_product(bind(outputs).T, bind(self._delta), out)]
            return calls + kept(out, self.network.present(c))

        line = MatrixProduct(Transpose(Ref(outputs)), Ref(self._delta))
        return Contribution(c.weights, line, terms, steps)

    def _to_bias(self) -> Contribution:
        def terms(element: Quantity) -> tuple[Expression, ...]:
            return tuple(Ref(self._delta.at(element.indices[-1], *n)) for n in self._samples())

        def steps(bind: Bind, _: Vectoriser, out: Array) -> list[Step]:
            # A product with ones sums two to three times as fast as np.add.reduce.
            ones = np.ones(self.samples, out.dtype)
            calls: list[Step] = [partial(np.dot, ones, bind(self._delta), out)]
            return calls + kept(out, np.array(self._layer.biases))

        delta = Ref(self._delta)
        line = delta if self.samples == 1 else call("total", delta)
        return Contribution(self._bias, line, terms, steps)

    def _to_outputs(self, c: Connection) -> Contribution:
        def terms(element: Quantity) -> tuple[Expression, ...]:
            _, i, *n = element.indices
            successors = np.flatnonzero(self.network.present(c)[i - 1]) + 1
            return tuple(
                Ref(self._delta.at(int(j), *n)) * Ref(c.weights.at(i, int(j))) for j in successors
            )

        def steps(bind: Bind, _: Vectoriser, out: Array) -> list[Step]:
            weights: Array = bind(c.weights).T
            return product(bind(self._delta), weights, out, c, self.network, backward=True)

        line = MatrixProduct(Ref(self._delta), Transpose(Ref(c.weights)))
        return Contribution(_outputs(c.source), line, terms, steps)


def product(
    left: Array,
    weights: Array,
    out: Array,
    connection: Connection,
    network: Network,
    backward: bool = False,
) -> list[Step]:
    """left @ weights into `out`; removed edges carry nothing, not even 0 · inf."""
    present = network.present(connection)
    if present.all():
        return [matrix_product(left, weights, out)]
    return [partial(_masked_product, left, weights, out, present.T if backward else present)]


def matrix_product(left: Array, right: Array, out: Array) -> Step:
    """left @ right into `out`. BLAS takes 0 times a vector for 0, even where that holds inf."""
    by_one_number = 1 in (left.size, right.size)
    return partial(np.multiply if by_one_number else np.dot, left, right, out)


def _masked_product(left: Array, weights: Array, out: Array, present: Any) -> None:
    matrix_product(left, weights, out)()
    if not np.isfinite(out).all():
        terms = np.zeros((*left.shape, weights.shape[1]), out.dtype)
        np.multiply(left[:, :, None], weights[None], out=terms, where=present[None])
        np.add.reduce(terms, axis=1, out=out)


def _outputs(layer: int) -> Quantity:
    return Quantity("x", (layer,))
