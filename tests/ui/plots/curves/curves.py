"""Curves for the plots' tests."""

from __future__ import annotations

import numpy as np

from backprop_gui.ui.plots.curves.series import Series


class Walk(Series):
    def until(self, length: int) -> Walk:
        return Walk(self.name, self.label, self.iterations[:length], self.values[:length])


def random_walks(length: int, curves: int, seed: int = 0) -> list[Walk]:
    """Walk i is the same whatever the length and the number of curves."""
    iterations = np.arange(length)
    return [
        Walk(
            f"w[1,1,{i + 1}]",
            f"w₁,{i + 1}",
            iterations,
            np.cumsum(np.random.default_rng([seed, i]).normal(size=length)) / 10,
        )
        for i in range(curves)
    ]


def loss(*values: float) -> list[Series]:
    return [Series("loss", "L", np.arange(len(values)), np.array(values, dtype=np.float64))]
