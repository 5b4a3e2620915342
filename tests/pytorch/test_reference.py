"""The engine's numbers against PyTorch's, for 5 iterations of random configurations.

`make_reference.py` wrote the numbers; it says where the conventions differ.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.engine.losses import LOSSES
from backprop_gui.engine.optimizers import OPTIMIZERS
from backprop_gui.engine.schedules import SCHEDULES
from tests.pytorch.configuration import ITERATIONS, Choice, Configuration, Numbers, new, read

CASES = read()


def session(chosen: Configuration, numbers: Numbers) -> bg.Session:
    layers = [
        bg.Layer(
            layer.units,
            bg.Activation(layer.activation.name, **layer.activation.settings),
            layer.bias,
        )
        for layer in chosen.layers
    ]
    network = bg.Network(
        chosen.inputs,
        layers,
        bg.Loss(chosen.loss.name, **chosen.loss.settings),
        (bg.Connection(*chosen.skip),) if chosen.skip else (),
        chosen.masks,
    )
    parameters = chosen.parameters
    return bg.Session(
        network,
        numbers["x[0]"],
        numbers["y"],
        optimizer=made(chosen.optimizer),
        schedule=made(chosen.schedule) if chosen.schedule else None,
        clip_value=chosen.clip_value,
        clip_norm=chosen.clip_norm,
        batch_size=chosen.batch_size,
        weights={name: numbers[name] for name in parameters if name[0] == "w"},
        biases={name: numbers[name] for name in parameters if name[0] == "b"},
    )


def made(choice: Choice) -> object:
    return getattr(bg, choice.name)(**choice.settings)


@pytest.mark.parametrize(
    ("chosen", "numbers"), CASES, ids=[f"{n}: {chosen}" for n, (chosen, _) in enumerate(CASES)]
)
def test_numbers_are_those_of_pytorch(chosen: Configuration, numbers: Numbers) -> None:
    stepped = session(chosen, numbers)
    for iteration in range(1, ITERATIONS + 1):
        stepped.step_iteration()
        for name in compared(chosen):
            expected = numbers[f"{iteration} {name}"]
            np.testing.assert_allclose(
                stepped.value(name), expected, rtol=1e-10, atol=0, err_msg=f"{iteration} {name}"
            )


def compared(chosen: Configuration) -> Iterable[str]:
    yield "loss"
    for name in chosen.parameters:
        yield f"d{name}"
        yield new(name)


def test_every_entry_of_every_table_occurs() -> None:
    chosen = [configuration for configuration, _ in CASES]
    activations = {layer.activation.name for c in chosen for layer in c.layers}
    assert activations == set(ACTIVATIONS)
    assert {c.loss.name for c in chosen} == set(LOSSES)
    assert {c.optimizer.name for c in chosen} == {kind.__name__ for kind in OPTIMIZERS}
    assert {c.schedule.name for c in chosen if c.schedule} == {s.__name__ for s in SCHEDULES}


def test_there_are_enough_configurations() -> None:
    assert len(CASES) >= 300
