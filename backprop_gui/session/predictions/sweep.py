"""Outputs for many inputs, block by block, so that a window stays alive meanwhile."""

from __future__ import annotations

from functools import lru_cache
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.network import Network
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.document.document import Document
from backprop_gui.session.predictions.evaluation import Evaluation, Newest

_BLOCK = 8_000_000
"""So much work, as `work_of` counts it, is done at once: about a millisecond."""
_ACTIVATION = 20
"""An activation takes about as long as so many multiplications of a matrix product."""


class Sweep:
    """What a network says to inputs, (samples, inputs), before scaling; nothing at first.

    With the parameters and the scaling at the time it is made, wherever the session goes.
    """

    def __init__(self, newest: Newest, inputs: NDArray[np.float64]) -> None:
        self._document, self._state = newest.document, newest.state.copy()
        self._inputs, self._done = inputs, 0
        network = newest.document.network
        self._outputs = np.full((len(inputs), network.sizes[-1]), np.nan)
        self._block = max(1, min(len(inputs), _BLOCK // work_of(network)))

    def is_of(self, newest: Newest) -> bool:
        """Whether a position's parameters are still those that it was made with."""
        return newest.document is self._document and np.array_equal(
            newest.state, self._state, equal_nan=True
        )

    def same_as(self, other: Sweep) -> bool:
        """Whether another one is of the same parameters and inputs."""
        return self.is_of(other.newest) and np.array_equal(self._inputs, other._inputs)

    @property
    def newest(self) -> Newest:
        """The parameters, and the inputs without targets."""
        return Newest(self._document, self._state, (self._inputs, self._outputs[:0]))

    def beside(self, inputs: NDArray[np.float64]) -> Sweep:
        """What the same parameters say to other inputs."""
        return Sweep(self.newest, inputs)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self._done == len(self._inputs)

    @property
    def outputs(self) -> Array:
        """All outputs, (samples, outputs); computes what is missing."""
        self.work(float("inf"))
        return self._outputs

    def work(self, seconds: float) -> bool:
        """Compute for about so many seconds, one block at the least; whether all is done."""
        deadline = perf_counter() + seconds
        while not self.complete:
            self._advance()
            if perf_counter() >= deadline:
                break
        return self.complete

    def _advance(self) -> None:
        """Blocks are of one size, the last one reaches back: each size takes memory of its own."""
        stop = min(self._done + self._block, len(self._inputs))
        block = slice(stop - self._block, stop)
        evaluation = _evaluation(self._document, self._block)
        self._outputs[block] = evaluation.predict(self._state, self._inputs[block])
        self._done = stop


def work_of(network: Network) -> int:
    """About how many multiplications the outputs for one sample take."""
    sizes = network.sizes
    weights = sum(sizes[c.source] * sizes[c.target] for c in network.connections)
    return weights + _ACTIVATION * sum(sizes[1:])


@lru_cache(maxsize=4)
def _evaluation(document: Document, samples: int) -> Evaluation:
    """To make one takes longer than to use it; a document is told from others by identity."""
    return Evaluation(document, samples)
