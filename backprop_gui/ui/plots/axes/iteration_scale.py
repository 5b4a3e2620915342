"""Where iterations stand on the horizontal axis: evenly, or by the logarithm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np

from backprop_gui.ui.plots.arrays import Floats

_FARTHEST = 15.0
"""Powers of ten; no run is longer."""


@dataclass(frozen=True)
class IterationScale:
    """Iterations count from 0, which has no logarithm: k stands at lg(k + 1)."""

    logarithmic: bool = False

    @overload
    def place(self, iterations: float) -> float: ...
    @overload
    def place(self, iterations: Floats) -> Floats: ...
    def place(self, iterations: Floats | float) -> Floats | float:
        """Where iterations stand."""
        if not self.logarithmic:
            return iterations
        placed = np.log10(np.maximum(iterations, -0.9) + 1.0)
        return float(placed) if np.ndim(placed) == 0 else placed

    def iteration(self, place: float) -> float:
        """What stands at a place."""
        return float(10.0 ** min(place, _FARTHEST) - 1.0) if self.logarithmic else place
