"""A data set that was made or read: what a session's inputs and targets are exchanged for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Samples:
    """Inputs (samples, inputs) and targets (samples, outputs), read-only.

    `classes` are the labels in the order of the outputs; with a single output, the label of
    target 0, of target 1 and so on. () where the targets are numbers. `features` are what the
    inputs are called, "" each without a name; () where none has one.
    """

    inputs: Table
    targets: Table
    classes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for array in (self.inputs, self.targets):
            array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.inputs)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many inputs and how many outputs a network for them has."""
        return self.inputs.shape[1], self.targets.shape[1]
