"""Curves to fit: one input, one number as target."""

from __future__ import annotations

import numpy as np

from backprop_gui.engine.made_data.entry import Made, scattered
from backprop_gui.engine.samples import Table


def _line(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """y = 2x + 1, x evenly spaced from −1 to 1; noise is the standard deviation of what is added
    to y."""
    x = _even(samples)
    return x, scattered(2 * x + 1, noise, generator)


def _sine(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """y = sin(πx), x evenly spaced from −1 to 1; noise is the standard deviation of what is added
    to y."""
    x = _even(samples)
    return x, scattered(np.sin(np.pi * x), noise, generator)


def _even(samples: int) -> Table:
    return np.linspace(-1.0, 1.0, samples)[:, None]


CURVES = (
    Made("line", "Line", _line, 20, 0.1),
    Made("sine", "Sine", _sine, 50, 0.1),
)
