"""Running takes fewer calls than stepping, and gives the same bits, those between arrays too."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.machine import Machine, Parameters, quiet_arithmetic
from backprop_gui.engine.program import Program
from backprop_gui.engine.training import Training
from tests.strategies import optimizers

NETWORK = bg.Network(2, (bg.Layer(5, "tanh"), bg.Layer(3, "sigmoid", bias=False)))
UPDATES = 4


def machine(training: Training) -> tuple[Machine, Parameters]:
    program = Program(NETWORK, training, samples=3)
    lives = Parameters(program)
    numbers = np.random.default_rng(0)
    lives.start(program, [numbers.normal(size=spec.shape) for spec in program.parameters])
    own = Machine(program, lives)
    with quiet_arithmetic():
        own.load(numbers.normal(size=(3, 2)), numbers.normal(size=(3, 3)))
        own.prepare()
    return own, lives


@settings(max_examples=100)
@given(optimizers(), st.sampled_from(({}, {"clip_norm": 0.1}, {"clip_value": 0.05})))
def test_all_parameters_at_once_are_updated_to_the_same_bits(
    optimizer: bg.SGD, clipping: dict[str, float]
) -> None:
    training = Training(optimizer, **clipping)
    (running, one), (stepping, other) = machine(training), machine(training)
    for _ in range(UPDATES):
        with quiet_arithmetic():
            running.iterate()
            for number in range(len(stepping.program.operations)):
                stepping.compute(number)
        assert running.values.tobytes() == stepping.values.tobytes()
        assert one.next_state.tobytes() == other.next_state.tobytes()
        one.promote()
        other.promote()
        assert one.state.tobytes() == other.state.tobytes()
