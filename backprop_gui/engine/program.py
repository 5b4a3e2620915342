"""The program: the operations of one iteration, in order. The backward ones are derived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.hyperparameters import Hyperparameter, hyperparameters
from backprop_gui.engine.network import Network
from backprop_gui.engine.operations import dropout
from backprop_gui.engine.operations.activation import ActivationOperation
from backprop_gui.engine.operations.gradient import Gradient, gradient_name
from backprop_gui.engine.operations.loss import LossOperation
from backprop_gui.engine.operations.operation import Contribution, Operation
from backprop_gui.engine.operations.penalty import PenaltyOperation, penalised_loss
from backprop_gui.engine.operations.softmax import SoftmaxOperation
from backprop_gui.engine.operations.tied import TiedGradient, part_name
from backprop_gui.engine.operations.update import COUNT, RATE, states, updates
from backprop_gui.engine.operations.weighted_sum import WeightedSum
from backprop_gui.engine.training import Group, Training
from backprop_gui.formula.expression import quantities
from backprop_gui.formula.quantity import Quantity


@dataclass(frozen=True)
class Program:
    """One iteration of `network` on a batch of `samples` samples."""

    network: Network
    training: Training
    samples: int

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """All operations in the order in which they are computed.

        Where all edges of a matrix are removed, nothing is left to compute for it.
        """
        every = (*self.forward, *self._backward(), *self._updates())
        return tuple(operation for operation in every if operation.output.size)

    @cached_property
    def forward(self) -> tuple[Operation, ...]:
        """The operations up to the loss."""
        layers = range(1, self.network.depth + 1)
        return (*(operation for n in layers for operation in self._layer(n)), *self._loss())

    @cached_property
    def parameters(self) -> tuple[ArraySpec, ...]:
        """Weights and biases, layer by layer."""
        return tuple(parameters(self.network))

    @cached_property
    def given(self) -> tuple[ArraySpec, ...]:
        """The arrays that the data fill: x[0] and y."""
        sizes = self.network.sizes
        return (
            ArraySpec(Quantity("x", (0,)), (self.samples, sizes[0]), per_sample=True),
            ArraySpec(Quantity("y"), (self.samples, sizes[-1]), per_sample=True),
            *self.drawn,
        )

    @cached_property
    def drawn(self) -> tuple[ArraySpec, ...]:
        """The arrays of random numbers that dropout needs."""
        return tuple(
            dropout.drawn(number, (self.samples, layer.units))
            for number, layer in enumerate(self.network.layers, start=1)
            if layer.dropout
        )

    @cached_property
    def arrays(self) -> tuple[ArraySpec, ...]:
        """Every array that an iteration reads or computes."""
        computed = (operation.output for operation in self.operations)
        return (*self.given, *self.settings, *self.parameters, *self.states, *computed)

    @cached_property
    def settings(self) -> tuple[ArraySpec, ...]:
        """The hyperparameters and, where an operation asks for it, the number of the update."""
        names = (*self.hyperparameters, *((COUNT,) if COUNT in self._read else ()))
        return tuple(ArraySpec(name, ()) for name in names)

    @cached_property
    def hyperparameters(self) -> dict[Quantity, Hyperparameter]:
        """The learning rate, and what the operations read beside it."""
        chosen = hyperparameters(self.training, self.network.loss)
        read = self._read | {RATE}
        return {name: chosen[name] for name in chosen if name in read}

    @cached_property
    def _read(self) -> frozenset[Quantity]:
        return frozenset(
            name for operation in self.operations for name in quantities(operation.line.right)
        )

    @cached_property
    def states(self) -> tuple[ArraySpec, ...]:
        """The optimiser's quantities that live on from one iteration to the next."""
        return tuple(spec for spec, _ in states(self.parameters, self.training))

    @cached_property
    def of_kind(self) -> dict[str, tuple[ArraySpec, ...]]:
        """The arrays by their kind."""
        found: dict[str, tuple[ArraySpec, ...]] = {}
        for spec in self.arrays:
            found[spec.name.kind] = (*found.get(spec.name.kind, ()), spec)
        return found

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What others have worked out about this program, as long as it is there."""
        return {}

    @cached_property
    def producers(self) -> dict[Quantity, int]:
        """By array, the number of the operation (from 0) that computes it."""
        return {operation.output.name: i for i, operation in enumerate(self.operations)}

    def phase_end(self, operation: int) -> int:
        """The number of the first operation after the phase that `operation` belongs to."""
        phase = self.operations[operation].phase
        return sum(other.phase <= phase for other in self.operations)

    def phase_start(self, operation: int) -> int:
        """The number of the first operation of the phase that `operation` belongs to."""
        phase = self.operations[operation].phase
        return sum(other.phase < phase for other in self.operations)

    def _layer(self, number: int) -> Iterator[Operation]:
        yield WeightedSum(self.network, number, self.samples)
        activation = self._activation(number)
        yield activation
        if rate := self.network.layers[number - 1].dropout:
            yield dropout.mask(number, activation.output.shape, rate)
            yield dropout.outputs(number, activation.output.shape)

    def _activation(self, layer: int) -> Operation:
        entry = self.network.layers[layer - 1].phi.entry
        kind = SoftmaxOperation if entry.per_layer else ActivationOperation
        return kind(self.network, layer, self.samples)

    def _loss(self) -> Iterator[Operation]:
        yield LossOperation(self.network, self.samples)
        if self.network.loss.penalised:
            weights = tuple(spec for spec in self.parameters if spec.name.kind == "w")
            yield PenaltyOperation(self.network.loss, weights)
            yield penalised_loss()

    def _backward(self) -> Iterator[Operation]:
        """Reverse accumulation (Griewank, Walther, Evaluating Derivatives, 2nd ed., chapter 3).

        An array's gradient is complete when every operation that reads it has been passed.
        """
        readers = Counter(c.source for op in self.forward for c in op.contributions())
        found: dict[Quantity, list[Contribution]] = {}
        for operation in reversed(self.forward):
            output = operation.output.name
            if output.kind in _WHAT:
                yield self._gradient(operation.output, found.get(output, []))
                yield from operation.local_derivatives()
            for contribution in operation.contributions():
                parts = found.setdefault(contribution.source, [])
                parts.append(contribution)
                if len(parts) == readers[contribution.source]:
                    yield from self._of_parameter(contribution.source, parts)
        yield from self._tied()

    def _gradient(self, source: ArraySpec, parts: list[Contribution]) -> Operation:
        name = gradient_name(source.name)
        what = _WHAT[source.name.kind]
        title = f"gradient of the {what} of layer {source.name.indices[0]}"
        is_output = name == Quantity("dx", (self.network.depth,))
        note = self.network.loss.convention() if is_output else ""
        return Gradient(ArraySpec(name, source.shape, source.per_sample), title, tuple(parts), note)

    def _of_parameter(self, name: Quantity, parts: list[Contribution]) -> Iterator[Operation]:
        spec = next((spec for spec in self.parameters if spec.name == name), None)
        if spec is None:
            return
        target = part_name(name) if self._ties(spec) else gradient_name(name)
        output = ArraySpec(target, spec.shape, present=spec.present)
        yield Gradient(output, f"gradient of {name}", tuple(parts))

    def _tied(self) -> Iterator[Operation]:
        for spec in reversed(self.parameters):
            if groups := self._ties(spec):
                yield TiedGradient(spec, groups, self.parameters)

    def _ties(self, spec: ArraySpec) -> tuple[Group, ...]:
        return tuple(g for g in self.training.tied if any(spec.covers(member) for member in g))

    def _updates(self) -> Iterator[Operation]:
        return updates(self.parameters, self.training)


_WHAT = {"x": "outputs", "a": "outputs before dropout", "s": "weighted sums"}


def parameters(network: Network) -> Iterator[ArraySpec]:
    """The parameter arrays of a network, layer by layer, weights before biases."""
    for number, layer in enumerate(network.layers, start=1):
        for connection in network.into(number):
            present = network.present(connection)
            removed = None if present.all() else present
            yield ArraySpec(connection.weights, present.shape, present=removed)
        if any(layer.biases):
            some = None if all(layer.biases) else np.array(layer.biases)
            yield ArraySpec(Quantity("b", (number,)), (layer.units,), present=some)
