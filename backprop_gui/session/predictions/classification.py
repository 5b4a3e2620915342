"""Which class each sample belongs to, which one the network says, how often both agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.document import labels
from backprop_gui.session.document.document import Document
from backprop_gui.session.predictions.evaluation import Newest
from backprop_gui.session.predictions.sweep import Sweep

NO_CLASS = -1
"""What outputs say that are nan."""
_CATEGORICAL = (
    "categorical_cross_entropy",
    "categorical_cross_entropy_with_logits",
    "kl_divergence",
)
_BINARY = ("binary_cross_entropy", "binary_cross_entropy_with_logits")

Classes = NDArray[np.intp]


@dataclass(frozen=True)
class Decision:
    """How numbers become classes, which count from 0: `names` in their order.

    Of several outputs the largest decides. A single one is of the second class from `threshold`
    on, a single target from `middle` on.
    """

    names: tuple[str, ...]
    threshold: float | None = None
    middle: float | None = None

    def of_outputs(self, outputs: Array) -> Classes:
        """(…, outputs) → (…); NO_CLASS where one of them is nan."""
        return _decided(outputs, self.threshold)

    def of_targets(self, targets: Array) -> Classes:
        """(…, outputs) → (…)."""
        return _decided(targets, self.middle)

    def lead(self, outputs: Array, number: int) -> Array:
        """(…, outputs) → (…): how far a class is ahead of the best other; < 0: behind."""
        if self.threshold is not None:
            ahead: Array = outputs[..., 0] - self.threshold
            return ahead if number else -ahead
        others = np.delete(outputs, number, axis=-1).max(axis=-1)
        led: Array = outputs[..., number] - others
        return led

    def margin(self, outputs: Array) -> Array:
        """(…, outputs) → (…): how far the decision is from another one; nan where one is nan."""
        if self.threshold is not None:
            distance: Array = np.abs(outputs[..., 0] - self.threshold)
            return distance
        two = np.partition(outputs, -2, axis=-1)[..., -2:]
        apart: Array = two[..., 1] - two[..., 0]
        return apart


@dataclass(frozen=True, eq=False)
class Confusion:
    """Some samples, by their `numbers` in the data set from 1: what they are, what is said.

    All arrays have shape (samples,).
    """

    classes: int
    numbers: Classes
    actual: Classes
    said: Classes

    @property
    def counts(self) -> NDArray[np.int64]:
        """(classes, classes + 1): samples by class and by what is said; the last: no class."""
        width = self.classes + 1
        places = self.actual * width + self.said % width
        return np.bincount(places, minlength=self.classes * width).reshape(-1, width)

    @property
    def right(self) -> int:
        """How many samples the network puts into their class."""
        return int((self.actual == self.said).sum())

    @property
    def accuracy(self) -> float:
        """The share of those; nan without samples."""
        return self.right / len(self.numbers) if len(self.numbers) else np.nan

    def samples(self, actual: int, said: int) -> tuple[int, ...]:
        """The numbers of the samples in one cell; `said` may be NO_CLASS."""
        found = self.numbers[(self.actual == actual) & (self.said == said)]
        return tuple(found.tolist())


@dataclass(frozen=True, eq=False)
class Classification:
    """The whole data set, (samples, outputs), with what the network says to it.

    The last `kept` samples are those for validation.
    """

    decision: Decision
    sweep: Sweep
    targets: Array
    kept: int

    def same_as(self, other: Classification) -> bool:
        """Whether another one was made of the same parameters, samples and classes."""
        return (
            (self.decision, self.kept) == (other.decision, other.kept)
            and self.sweep.same_as(other.sweep)
            and np.array_equal(self.targets, other.targets)
        )

    @cached_property
    def training(self) -> Confusion:
        """Of the samples to train on; computes what is missing."""
        return self._of(slice(len(self.targets) - self.kept))

    @cached_property
    def validation(self) -> Confusion:
        """Of the samples for validation, which may be none."""
        return self._of(slice(len(self.targets) - self.kept, None))

    def _of(self, part: slice) -> Confusion:
        numbers = np.arange(1, len(self.targets) + 1)[part]
        actual = self.decision.of_targets(self.targets[part])
        said = self.decision.of_outputs(self.sweep.outputs[part])
        return Confusion(len(self.decision.names), numbers, actual, said)


def classification_of(newest: Newest) -> Classification:
    """Nothing of it computed yet; raises InvalidValue where there are no classes."""
    inputs, targets = newest.data
    decision = decision_of(newest.document, targets)
    sweep = Sweep(newest, inputs.copy())
    return Classification(decision, sweep, targets.copy(), newest.document.validation)


def decision_of(document: Document, targets: Array) -> Decision:
    """How a session's outputs become classes; raises InvalidValue where they are numbers."""
    if targets.shape[1] > 1:
        return _one_of_several(document, targets)
    loss, values = document.network.loss.name, np.unique(targets)
    if loss in _BINARY:
        return Decision(("0", "1"), 0.0 if loss.endswith("logits") else 0.5, 0.5)
    if loss == "hinge":
        return Decision(("−1", "1"), 0.0, 0.0)
    if len(values) != 2:
        raise InvalidValue(
            "Classes need one output for each, or a single output whose targets are two numbers; "
            f"here they are {_counted(values)}."
        )
    middle = float(values.mean())
    return Decision(tuple(f"{value:g}".replace("-", "−") for value in values), middle, middle)


def _one_of_several(document: Document, targets: Array) -> Decision:
    largest = targets.max(axis=1, keepdims=True)
    alone = ((targets == largest).sum(axis=1) == 1) & (largest > 0)[:, 0]
    rest = np.sort(targets, axis=1)[:, :-1]
    one_hot = alone & (rest == rest[:, :1]).all(axis=1) & (rest[:, 0] <= 0)
    if not one_hot.all() and document.network.loss.name not in _CATEGORICAL:
        sample = int(np.flatnonzero(~one_hot)[0]) + 1
        raise InvalidValue(
            "Classes need targets of which one is 1 and the others are 0 (or −1); "
            f"those of sample {sample} are not so."
        )
    last, units = document.network.depth, range(1, targets.shape[1] + 1)
    return Decision(tuple(labels.of(document.labels, last, unit) or str(unit) for unit in units))


def _decided(numbers: Array, threshold: float | None) -> Classes:
    unknown = np.isnan(numbers).any(axis=-1)
    found = numbers.argmax(axis=-1) if threshold is None else numbers[..., 0] >= threshold
    return np.where(unknown, NO_CLASS, np.asarray(found, np.intp))


def _counted(values: Sequence[float] | Array) -> str:
    return "all the same" if len(values) == 1 else f"{len(values)} different ones"
