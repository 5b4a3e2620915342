"""The samples: which of them make up a batch, how inputs are scaled, labels as targets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backprop_gui.errors import InvalidValue, listed, quoted


@dataclass(frozen=True)
class Batching:
    """Cuts `samples` samples into batches of `size` (None: all in one); the last may be smaller.

    With `shuffle`, every epoch has an order of its own, drawn from the seed and the epoch.
    """

    samples: int
    size: int | None = None
    shuffle: bool = False
    seed: int = 0

    @property
    def per_epoch(self) -> int:
        """Iterations in an epoch."""
        return -(-self.samples // self._size)

    @property
    def constant(self) -> bool:
        """Whether every iteration has the same batch."""
        return self.per_epoch == 1 and not self.shuffle

    def epoch(self, iteration: int) -> int:
        """The number of the epoch, from 0."""
        return iteration // self.per_epoch

    def count(self, iteration: int) -> int:
        """How many samples the batch of an iteration has."""
        start = iteration % self.per_epoch * self._size
        return min(self._size, self.samples - start)

    def rows(self, iteration: int) -> NDArray[np.intp]:
        """The samples of an iteration's batch, counted from 0."""
        start = iteration % self.per_epoch * self._size
        return self._order(self.epoch(iteration))[start : start + self._size]

    def next_with(self, row: int, iteration: int) -> int:
        """The first iteration from this one on whose batch has a sample, counted from 0."""
        epoch = self.epoch(iteration)
        while True:
            place = int(np.flatnonzero(self._order(epoch) == row)[0])
            found = epoch * self.per_epoch + place // self._size
            if found >= iteration:
                return found
            epoch += 1

    @property
    def _size(self) -> int:
        return self.samples if self.size is None else min(self.size, self.samples)

    def _order(self, epoch: int) -> NDArray[np.intp]:
        if not self.shuffle:
            return np.arange(self.samples)
        return np.random.default_rng((self.seed, epoch)).permutation(self.samples)


@dataclass(frozen=True)
class Scaling:
    """Standardises input features: (x − mean) / deviation, each of shape (inputs,).

    A feature that is the same in all samples is only shifted. LeCun, Bottou, Orr, Müller,
    Efficient backprop, 1998, section 4.3.
    """

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]

    @classmethod
    def of(cls, inputs: NDArray[np.float64]) -> Scaling:
        """The scaling that gives these inputs mean 0 and (population) deviation 1."""
        deviation = inputs.std(axis=0)
        return cls(inputs.mean(axis=0), np.where(deviation > 0, deviation, 1.0))

    def scaled(self, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Inputs as the network sees them."""
        return (inputs - self.mean) / self.deviation

    def raw(self, value: float, feature: int) -> float:
        """What a scaled value of a feature, from 0, was before."""
        return float(value * self.deviation[feature] + self.mean[feature])


def one_hot(
    labels: Sequence[Hashable], classes: Sequence[Hashable] | None = None
) -> NDArray[np.float64]:
    """Targets of shape (samples, classes): 1 for the sample's class, else 0.

    `classes` gives the order; by default the sorted labels. Raises InvalidValue for a label that
    is not among them.
    """
    order = list(dict.fromkeys(classes)) if classes is not None else _sorted(labels)
    places = {label: place for place, label in enumerate(order)}
    if unknown := [label for label in labels if label not in places]:
        raise InvalidValue(f"{quoted(unknown[0])} is not one of the classes {listed(order)}.")
    return np.eye(len(order))[[places[label] for label in labels]]


def _sorted(labels: Iterable[Any]) -> list[Any]:
    """Numbers by size, words by the alphabet; a mixture as it is written."""
    try:
        return sorted(set(labels))
    except TypeError:
        return sorted(set(labels), key=str)
