"""The samples, and which of them make up the batch of an iteration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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

    @property
    def _size(self) -> int:
        return self.samples if self.size is None else min(self.size, self.samples)

    def _order(self, epoch: int) -> NDArray[np.intp]:
        if not self.shuffle:
            return np.arange(self.samples)
        return np.random.default_rng((self.seed, epoch)).permutation(self.samples)
