"""What a made data set is."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.samples import Table

Draw = Callable[[int, float, np.random.Generator], tuple[Table, Table]]
"""From a number of samples, the noise and a generator to inputs and targets."""

MOST_SAMPLES = 100_000


@dataclass(frozen=True)
class Made:
    """`draw`'s docstring is the definition; `samples` and `noise` are the defaults.

    The samples stand in an order drawn from the seed, so that the last ones can be kept for
    validation, unless they are `ordered`.
    """

    name: str
    title: str
    draw: Draw
    samples: int
    noise: float
    classes: tuple[str, ...] = ()
    most: int = MOST_SAMPLES
    ordered: bool = False

    @property
    def definition(self) -> str:
        """The formula, what noise is, and the source where there is one; one paragraph."""
        return " ".join(inspect.cleandoc(self.draw.__doc__ or "").split())


@dataclass(frozen=True)
class Dealt:
    """Samples dealt out to classes in turn: which class each has, and its place 0 to 1 in it."""

    labels: NDArray[np.intp]
    shares: Table

    @classmethod
    def to(cls, classes: int, samples: int, *, closed: bool = False) -> Dealt:
        """`closed` runs, around a circle, do not reach 1, which is where they started."""
        labels, places = np.arange(samples) % classes, np.arange(samples) // classes
        counts = np.bincount(labels, minlength=classes)[labels]
        return cls(labels, places / np.maximum(counts if closed else counts - 1, 1))

    @property
    def targets(self) -> Table:
        """The number of the class, shape (samples, 1)."""
        return self.labels[:, None].astype(np.float64)


def scattered(points: Table, noise: float, generator: np.random.Generator) -> Table:
    """Points with normal noise of this standard deviation on every coordinate."""
    return points + noise * generator.standard_normal(points.shape)
