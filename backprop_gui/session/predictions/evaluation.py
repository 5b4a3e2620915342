"""The network as a function: predictions and losses outside the run, without dropout."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from backprop_gui.engine.machine import Machine, Parameters, quiet_arithmetic
from backprop_gui.engine.network import Network
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.document.document import Document
from backprop_gui.session.document.given import numbers
from backprop_gui.session.run.replay import Replay


@dataclass(frozen=True)
class Newest:
    """The parameters of a position: at a place of rest the new ones, before it the current."""

    document: Document
    state: Array
    data: tuple[Array, Array]

    def predict(self, inputs: ArrayLike) -> Array:
        """Outputs, shape (samples, outputs); raises InvalidValue for inputs of another shape."""
        table, width = numbers(inputs, "The inputs"), self.document.network.inputs
        if table.ndim != 2 or table.shape[1] != width or not len(table):
            raise InvalidValue(
                f"The inputs have shape {table.shape}; allowed is (samples, {width}) "
                "with at least one sample."
            )
        return Evaluation(self.document, len(table)).predict(self.state, table)

    def validation_loss(self) -> float:
        """The loss of the last samples, which training never sees."""
        count = self.document.validation
        if not count:
            raise InvalidValue("No samples are kept for validation; set `validation` to a number.")
        inputs, targets = (part[-count:] for part in self.data)
        return Evaluation(self.document, count).loss(self.state, inputs, targets)


def newest(replay: Replay) -> Newest:
    """The newest parameters that there are at a replay's position."""
    at_rest = replay.position.operation == replay.clock.operations
    return Newest(replay.document, replay.next_state if at_rest else replay.state, replay.data)


class Evaluation:
    """Runs only the forward and loss operations, on any number of samples at once."""

    def __init__(self, document: Document, samples: int) -> None:
        self._document = document
        program = Program(_without_dropout(document.network), document.training, samples)
        self._parameters = Parameters(program)
        self._machine = Machine(program, self._parameters)

    def predict(self, state: Array, inputs: NDArray[np.float64]) -> Array:
        """Outputs, shape (samples, outputs), of the parameters in a flat state."""
        self._run(state, inputs, np.zeros((len(inputs), self._document.network.sizes[-1])))
        outputs = Quantity("x", (self._document.network.depth,))
        return self._machine.arrays[outputs].copy()

    def loss(
        self, state: Array, inputs: NDArray[np.float64], targets: NDArray[np.float64]
    ) -> float:
        """The loss of all samples together, without penalties."""
        self._run(state, inputs, targets)
        name = "data_loss" if self._document.network.loss.penalised else "loss"
        return float(self._machine.arrays[Quantity(name)])

    def _run(self, state: Array, inputs: Array, targets: Array) -> None:
        scaling = self._document.scaling
        self._parameters.state[...] = state
        with quiet_arithmetic():
            self._machine.load(inputs if scaling is None else scaling.scaled(inputs), targets)
            self._machine.prepare()
            for operation in range(len(self._machine.program.forward)):
                self._machine.compute(operation)


def _without_dropout(network: Network) -> Network:
    layers = tuple(msgspec.structs.replace(layer, dropout=0.0) for layer in network.layers)
    return msgspec.structs.replace(network, layers=layers)
