"""The numbers that formulas read by name and that can be set in a run: η, momentum, bounds, …

Which formulas there are, and so which of the numbers are read, is decided by a document's choices.
"""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.losses import Loss
from backprop_gui.engine.training import Training
from backprop_gui.formula.quantity import Quantity


@dataclass(frozen=True)
class Hyperparameter:
    """What is allowed, and the value that a run begins with."""

    parameter: Parameter
    first: float


def hyperparameters(training: Training, loss: Loss) -> dict[Quantity, Hyperparameter]:
    """All numbers that have been chosen, whether or not a formula reads them."""
    return {
        parameter.quantity: Hyperparameter(parameter, value)
        for part in (training.optimizer, training.schedule, training, loss)
        if part is not None
        for parameter in part.allowed
        if (value := parameter.of(part)) is not None
    }
