"""Logic gates: the four corners of the unit square."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from backprop_gui.engine.made_data.entry import Made, scattered
from backprop_gui.engine.samples import Table

_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def _and(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """y = 1 where both inputs are 1, else 0. The four corners (0,0), (0,1), (1,0), (1,1) in turn;
    noise is the standard deviation of what is added to the inputs."""
    return _corners(samples, noise, generator, np.logical_and)


def _or(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """y = 1 where at least one input is 1, else 0. The four corners (0,0), (0,1), (1,0), (1,1) in
    turn; noise is the standard deviation of what is added to the inputs."""
    return _corners(samples, noise, generator, np.logical_or)


def _xor(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """y = 1 where exactly one input is 1, else 0: no straight line separates the two (Minsky,
    Papert, Perceptrons, 1969). The four corners (0,0), (0,1), (1,0), (1,1) in turn; noise is the
    standard deviation of what is added to the inputs."""
    return _corners(samples, noise, generator, np.logical_xor)


def _corners(
    samples: int, noise: float, generator: np.random.Generator, gate: Callable[..., object]
) -> tuple[Table, Table]:
    corners = np.resize(_CORNERS, (samples, 2))
    targets = np.asarray(gate(corners[:, :1] > 0.5, corners[:, 1:] > 0.5), dtype=np.float64)
    return scattered(corners, noise, generator), targets


GATES = tuple(
    Made(name, title, draw, 4, 0.0, ("0", "1"), ordered=True)
    for name, title, draw in (
        ("and", "AND", _and),
        ("or", "OR", _or),
        ("xor", "XOR (exclusive or)", _xor),
    )
)
