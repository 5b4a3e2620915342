"""A small session to begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np

from backprop_gui.engine.activations import Activation
from backprop_gui.engine.data import one_hot
from backprop_gui.engine.losses import Loss
from backprop_gui.engine.network import Layer, Network
from backprop_gui.engine.optimizers import SGD
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.session import Session

MOST_LAYERS, MOST_WEIGHTS = 50, 1_000_000
_MOST_SAMPLES = 16


def new_session(
    sizes: Sequence[int] = (2, 2, 1), activation: Activation | str = "tanh", seed: int = 1
) -> Session:
    """A network of layers of these sizes, the input first, that learns to count.

    Its samples are combinations of 0 and 1; their class is how many ones there are, modulo the
    number of classes: exclusive or, where there are two inputs and one output. One output is
    logistic, more are a softmax, with cross-entropy. Raises InvalidValue.
    """
    _check(sizes)
    inputs, *hidden, outputs = sizes
    one = outputs == 1
    last = Layer(outputs, "sigmoid" if one else "softmax")
    loss = Loss("binary_cross_entropy" if one else "categorical_cross_entropy")
    network = Network(inputs, (*(Layer(n, activation) for n in hidden), last), loss)
    samples = _corners(inputs, seed)
    classes = samples.sum(axis=1).astype(int) % max(outputs, 2)
    targets = classes[:, np.newaxis] if one else one_hot(classes.tolist(), range(outputs))
    return Session(network, samples, targets, optimizer=SGD(learning_rate=0.5), seed=seed)


def read_sizes(text: str) -> tuple[int, ...]:
    """Sizes as they are written, such as 2-2-1; raises InvalidValue."""
    parts = [part for part in re.split(r"[-–,;\s]+", text) if part]
    if wrong := [part for part in parts if not re.fullmatch("[0-9]{1,7}", part)]:
        raise InvalidValue(f"“{wrong[0]}” is no size; whole numbers such as in 2-2-1 are allowed.")
    sizes = tuple(map(int, parts))
    _check(sizes)
    return sizes


def _corners(inputs: int, seed: int) -> Array:
    """All combinations of 0 and 1, shape (samples, inputs), or some where there are many."""
    if 2**inputs <= _MOST_SAMPLES:
        return np.array(list(product((0.0, 1.0), repeat=inputs)))
    random = np.random.default_rng(seed)
    return random.integers(0, 2, (_MOST_SAMPLES, inputs)).astype(np.float64)


def _check(sizes: Sequence[int]) -> None:
    if not 2 <= len(sizes) <= MOST_LAYERS:
        raise InvalidValue(
            f"Layers given: {len(sizes)}. From 2, the inputs and the outputs, to {MOST_LAYERS} "
            "are allowed."
        )
    if min(sizes) < 1:
        raise InvalidValue(f"A layer has {min(sizes)} units; at least 1 is allowed.")
    weights = sum(a * b for a, b in pairwise(sizes))
    if weights > MOST_WEIGHTS:
        raise InvalidValue(f"There would be {weights:,} weights; {MOST_WEIGHTS:,} are allowed.")
