"""What a network says everywhere: the same as `predict` says there."""

from __future__ import annotations

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.session.predictions import sweep
from backprop_gui.session.predictions.surface import FINE, LEAST, points_in_passing, spans_of
from backprop_gui.session.predictions.sweep import Sweep


def make_session(inputs: int = 2, **settings: object) -> bg.Session:
    network = bg.Network(inputs, [bg.Layer(3, "tanh"), bg.Layer(2, "sigmoid")])
    numbers = np.random.default_rng(1)
    samples = numbers.normal(3.0, 2.0, size=(7, inputs))
    return bg.Session(network, samples, numbers.random((7, 2)), seed=2, **settings)


@pytest.mark.parametrize("settings", [{}, {"standardize": True}, {"validation": 3}])
def test_a_surface_is_what_predict_says(settings: dict[str, object]) -> None:
    session = make_session(**settings)
    session.step_iteration(3)
    surface = session.surface(points=9)
    across, up = surface.axes
    assert surface.outputs.shape == (9, 9, 2)
    for row, column in ((0, 0), (3, 5), (8, 1)):
        expected = session.predict([[across[column], up[row]]])[0]
        np.testing.assert_allclose(surface.outputs[row, column], expected, rtol=1e-12)


def test_a_curve_over_chosen_inputs() -> None:
    session = make_session(1)
    surface = session.surface([(-1.0, 2.0)], points=4)
    assert surface.axes[0].tolist() == [-1.0, 0.0, 1.0, 2.0]
    expected = session.predict([[-1.0], [0.0], [1.0], [2.0]])
    np.testing.assert_allclose(surface.outputs, expected, rtol=1e-12)


def test_all_samples_lie_within_with_room_around() -> None:
    inputs = np.array([[0.0, 5.0], [1.0, 5.0]])
    assert spans_of(inputs) == ((-0.08, 1.08), (4.0, 6.0))


def test_it_keeps_the_parameters_it_was_made_with() -> None:
    session = make_session()
    expected = session.surface(points=5).outputs
    surface = session.surface(points=5)
    session.step_iteration(4)
    np.testing.assert_array_equal(surface.outputs, expected)
    assert not surface.sweep.is_of(session.newest)
    session.restart()
    assert surface.sweep.is_of(session.newest)
    session.set("w[1,1,1]", 9.0)
    assert not surface.sweep.is_of(session.newest)


@pytest.mark.parametrize("block", [1, 2, 7, 30, 1000])
def test_blocks_of_any_size_give_the_same(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    session = make_session()
    inputs = np.random.default_rng(3).normal(size=(30, 2))
    monkeypatch.setattr(sweep, "_BLOCK", block * sweep.work_of(session.network))
    found = Sweep(session.newest, inputs)
    passes = 0
    while not found.work(0):
        passes += 1
    assert passes == -(-30 // block) - 1
    np.testing.assert_allclose(found.outputs, session.predict(inputs), rtol=1e-12)


def test_a_wide_network_is_drawn_coarsely_in_passing() -> None:
    assert points_in_passing(make_session().network) == FINE
    wide = bg.Network(2, [bg.Layer(2000), bg.Layer(2000), bg.Layer(1)])
    assert points_in_passing(wide) == LEAST


def test_what_has_no_surface_is_told() -> None:
    with pytest.raises(bg.InvalidValue, match="one or two inputs; this one has 3"):
        make_session(3).surface()
    with pytest.raises(bg.InvalidValue, match="1 ranges; one for each of the network's 2"):
        make_session().surface([(0, 1)])
    with pytest.raises(bg.InvalidValue, match="From 1 to 1"):
        make_session().surface([(0, 1), (1, 1)])
