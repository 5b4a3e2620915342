"""The first values of the parameters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec


def glorot_uniform(spec: ArraySpec, random: np.random.Generator) -> NDArray[np.float64]:
    """Uniform in ±√(6 / (fan in + fan out)).

    Glorot, Bengio, Understanding the difficulty of training deep feedforward neural networks,
    AISTATS 2010, equation 16.
    """
    bound = np.sqrt(6 / sum(spec.shape))
    return random.uniform(-bound, bound, spec.shape)


def initial(specs: tuple[ArraySpec, ...], seed: int) -> list[NDArray[np.float64]]:
    """First values of the parameter arrays: Glorot uniform weights, biases 0.

    Each array draws from a generator of its own, so that changing one layer's size leaves the
    others' values as they were.
    """
    values = []
    for spec in specs:
        key = (seed, ord(spec.name.kind), *spec.name.indices)
        random = np.random.default_rng(key)
        is_weight = spec.name.kind == "w"
        drawn = glorot_uniform(spec, random) if is_weight else np.zeros(spec.shape)
        values.append(drawn if spec.present is None else np.where(spec.present, drawn, 0.0))
    return values
