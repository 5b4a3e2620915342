"""The validation loss across iterations: that of the parameters as used in each of them."""

from __future__ import annotations

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.session.histories.validating import MOST_POINTS, evenly


def make_session(**settings: object) -> bg.Session:
    network = bg.Network(2, (bg.Layer(3, "tanh"), bg.Layer(1, "sigmoid")))
    inputs = [[0, 0], [0, 1], [1, 0], [1, 1], [0.5, 0.2]]
    targets = [[0], [1], [1], [0], [0.5]]
    return bg.Session(network, inputs, targets, **{"validation": 2, "seed": 3, **settings})


def one_by_one(session: bg.Session, iterations: int) -> list[float]:
    """Read before each iteration, when the newest parameters are those that it will use."""
    found = []
    for _ in range(iterations):
        found.append(session.validation_loss())
        session.step_iteration()
    return found


@pytest.mark.parametrize(
    "settings", [{}, {"batch_size": 2, "shuffle": True}, {"standardize": True}]
)
def test_it_is_the_loss_before_each_iteration(settings: dict[str, object]) -> None:
    expected = one_by_one(session := make_session(**settings), 20)
    np.testing.assert_array_equal(session.history("validation_loss"), expected)
    curve = session.validation_curve()
    assert curve.iterations.tolist() == list(range(20))
    np.testing.assert_array_equal(curve.values, expected)


def test_edits_count_from_their_own_iteration_on() -> None:
    session = make_session()
    session.step_iteration(4)
    before = session.history("validation_loss")
    session.seek(bg.Position(1, session.clock.operations, 0))
    session.set("w_new[2,1,1]", 5.0)
    expected = session.validation_loss()
    session.step_iteration(3)
    after = session.history("validation_loss")
    np.testing.assert_array_equal(after[:2], before[:2])
    (other,) = (branch.name for branch in session.branches if not branch.current)
    np.testing.assert_array_equal(session.history("validation_loss", other), before)
    assert after[2] == expected != before[2]
    session.undo()
    np.testing.assert_array_equal(session.history("validation_loss")[:4], before)


def test_a_long_run_is_read_at_evenly_spaced_iterations() -> None:
    session = make_session()
    session.step_iteration(3_000)
    position = session.position
    curve = session.validation_curve()
    assert len(curve.values) <= MOST_POINTS
    assert set(np.diff(curve.iterations)) == {8.0}
    every = session.history("validation_loss")
    np.testing.assert_array_equal(curve.values, every[curve.iterations.astype(int)])
    assert session.position == position


def test_a_curve_is_worked_out_in_slices() -> None:
    session = make_session()
    session.step_iteration(3)
    lengths = []
    done = False
    while not done:
        curve, done = session.validation_curve_within(0.0)
        lengths.append(len(curve.values))
    assert lengths == [1, 2, 3]


def test_reading_it_leaves_the_run_as_it_was() -> None:
    read, plain = make_session(), make_session()
    for session in (read, plain):
        for _ in range(5):
            session.step_iteration(7)
            if session is read:
                session.validation_curve()
    for name in ("loss", "w[1,1,1]"):
        np.testing.assert_array_equal(read.history(name), plain.history(name))


def test_as_a_run_grows_the_iterations_stay_in_use() -> None:
    for finished in (1, MOST_POINTS, MOST_POINTS + 1, 10**6):
        assert len(evenly(finished)) <= MOST_POINTS
        assert set(evenly(2 * finished)) & set(range(finished)) <= set(evenly(finished))


def test_without_validation_samples_it_is_refused() -> None:
    with pytest.raises(bg.InvalidValue, match="No samples are kept for validation"):
        make_session(validation=0).history("validation_loss")
