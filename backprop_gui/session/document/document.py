"""What a session starts from: network, data, optimiser, first parameters, order of samples."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from backprop_gui.engine.data import Batching, Scaling
from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers import AnyOptimizer
from backprop_gui.engine.precision import FLOAT64, Precision
from backprop_gui.engine.schedules import AnySchedule
from backprop_gui.engine.training import Training
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.given import Matrix
from backprop_gui.session.document.labels import Labels
from backprop_gui.session.document.remembered import Remembered


@dataclass(frozen=True, eq=False)
class Document:
    """Everything that a run is a function of, beside the edits.

    `inputs` has shape (samples, inputs), `targets` (samples, outputs); `first` are the first
    values of the parameter arrays in the order of `parameters(network)`. Read-only arrays.
    `begins` is the iteration that starts from them; `remembered` is what the optimiser remembers
    then, nothing where it starts anew.
    """

    network: Network
    inputs: Matrix
    targets: Matrix
    first: tuple[Matrix, ...]
    optimizer: AnyOptimizer
    frozen: tuple[Quantity, ...] = ()
    tied: tuple[tuple[Quantity, ...], ...] = ()
    batch_size: int | None = None
    shuffle: bool = False
    seed: int = 0
    schedule: AnySchedule | None = None
    clip_value: float | None = None
    clip_norm: float | None = None
    precision: Precision = FLOAT64
    validation: int = 0
    standardize: bool = False
    begins: int = 0
    labels: Labels = ()
    remembered: Remembered = ()

    @cached_property
    def batching(self) -> Batching:
        """Which samples make up the batch of an iteration; those for validation never do."""
        samples = len(self.inputs) - self.validation
        return Batching(samples, self.batch_size, self.shuffle, self.seed)

    @cached_property
    def scaling(self) -> Scaling | None:
        """How inputs are standardised, by the training samples; None where they are not."""
        training = self.inputs[: len(self.inputs) - self.validation]
        return Scaling.of(training) if self.standardize else None

    @cached_property
    def training(self) -> Training:
        """How the parameters change."""
        return Training(
            self.optimizer,
            self.frozen,
            self.tied,
            self.schedule,
            self.clip_value,
            self.clip_norm,
            self.precision,
        )


def computes_the_same(one: Document, other: Document) -> bool:
    """Whether they are the same document, but for what layers and units are called."""
    names = (field.name for field in fields(one) if field.name != "labels")
    return all(getattr(one, name) is getattr(other, name) for name in names)
