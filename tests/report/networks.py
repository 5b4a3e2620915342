"""Sessions that the report's tests share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import backprop_gui as bg


def wide() -> bg.Session:
    """10-16-3 with a skip connection, removed edges, and batches of 3, 3 and 1 samples."""
    drawn = np.random.default_rng(7)
    network = bg.Network(
        inputs=10,
        layers=[bg.Layer(16, activation="relu"), bg.Layer(3, activation="sigmoid")],
        loss=bg.Loss("squared_error", factor=0.5),
        connections=[bg.Connection(0, 2)],
        masks={"w[1]": drawn.integers(0, 2, (10, 16)).tolist()},
    )
    inputs, targets = drawn.normal(size=(7, 10)), drawn.random((7, 3))
    return bg.Session(network, inputs, targets, batch_size=3)


SESSIONS: dict[str, Callable[[], bg.Session]] = {
    "assignment": lambda: bg.open_example("nlp-assignment"),
    "as written": lambda: bg.open_example("nlp-assignment-as-written"),
    "xor": lambda: bg.open_example("xor"),
    "wide": wide,
}
