"""Curves by layer against the arrays of each iteration's end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.histories.layer_curves import KINDS, QUANTILES, LayerCurves
from backprop_gui.session.session import Session


def make_session(**changes: object) -> Session:
    network = bg.Network(
        2,
        [bg.Layer(3, "tanh"), bg.Layer(2, "sigmoid", bias=False), bg.Layer(1)],
        connections=[bg.Connection(0, 3)],
    )
    numbers = np.random.default_rng(5)
    inputs, targets = numbers.normal(size=(6, 2)), numbers.normal(size=(6, 1))
    return bg.Session(network, inputs, targets, seed=4, batch_size=4, **changes)


def complete(curves: LayerCurves) -> LayerCurves:
    assert not len(curves.iterations)
    while curves.advance():
        pass
    return curves


def by_hand(session: Session, kind: str, iteration: int) -> list[float]:
    """From the values that the session itself shows there."""
    session.seek(bg.Position(iteration, session.clock.operations, 0))
    found: list[float] = []
    for layer, names in ((1, ["w[1]", "b[1]"]), (2, ["w[2]"]), (3, ["w[3]", "w[0,3]", "b[3]"])):
        weights = [name for name in names if name.startswith("w")]
        if kind == "gradient_norm":
            parts = [np.ravel(session.value(f"d{name}")) for name in names]
            found.append(float(np.linalg.norm(np.concatenate(parts))))
        elif kind == "update_ratio":
            old = np.concatenate([np.ravel(session.value(name)) for name in weights])
            new = [np.ravel(session.value(name.replace("w", "w_new"))) for name in weights]
            change = np.linalg.norm(np.concatenate(new) - old)
            found.append(float(change / np.linalg.norm(old)))
        else:
            values = np.asarray(session.value(f"x[{layer}]"))
            found += [float(np.quantile(values, share)) for share in QUANTILES]
            found.append(float(values.mean()))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_point_is_what_the_arrays_say(kind: str) -> None:
    session = make_session()
    session.step_iteration(9)
    curves = complete(session.layer_curves(kind))
    assert curves.iterations.tolist() == list(range(9))
    assert len(curves.names) == curves.rows.shape[1]
    for row, iteration in zip(curves.rows, curves.iterations.tolist(), strict=True):
        np.testing.assert_allclose(row, by_hand(session, kind, iteration), rtol=1e-12)


def test_a_layer_has_its_own_columns() -> None:
    session = make_session()
    session.step_iteration(3)
    curves = complete(session.layer_curves("activation"))
    assert curves.names[8:10] == ("min[2]", "q05[2]")
    np.testing.assert_array_equal(curves.of_layer(2), curves.rows[:, 8:16])
    assert (np.diff(curves.of_layer(2)[:, :7]) >= 0).all()


@settings(max_examples=10)
@given(st.integers(1, 40), st.integers(1, 30))
def test_so_many_points_at_most_and_always_the_last(iterations: int, most: int) -> None:
    session = make_session()
    session.step_iteration(iterations)
    curves = complete(session.layer_curves("gradient_norm", most=most))
    assert len(curves.iterations) <= most + 1
    assert curves.iterations[0] == 0
    assert curves.iterations[-1] == iterations - 1


def test_reading_does_not_disturb_the_run() -> None:
    session, other = make_session(), make_session()
    for _ in range(5):
        session.step_iteration(40)
        curves = session.layer_curves("update_ratio")
        while curves.advance(0):
            pass
        other.step_iteration(40)
    np.testing.assert_array_equal(session.history("loss"), other.history("loss"))
    assert session.position == other.position
    np.testing.assert_array_equal(session.value("w_new[1]"), other.value("w_new[1]"))


def test_an_edit_counts_and_the_other_branch_keeps_its_own() -> None:
    session = make_session()
    session.step_iteration(8)
    before = complete(session.layer_curves("gradient_norm")).rows
    session.seek(bg.Position(3, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 3.0)
    session.step_iteration(4)
    after = complete(session.layer_curves("gradient_norm")).rows
    np.testing.assert_array_equal(after[:4], before[:4])
    assert (after[4:8] != before[4:]).all()
    kept = complete(session.layer_curves("gradient_norm", "main")).rows
    np.testing.assert_array_equal(kept, before)


def test_a_layer_that_came_later_has_no_numbers_before() -> None:
    session = bg.Session(bg.Network(1, [bg.Layer(1)]), [[1.0]], [[2.0]], seed=0)
    session.step_iteration(4)
    session.change(network=bg.Network(1, [bg.Layer(2, "tanh"), bg.Layer(1)]))
    session.step_iteration(3)
    curves = complete(session.layer_curves("gradient_norm"))
    finite = np.isfinite(curves.rows)
    assert finite[:, 0].all()
    assert finite[:, 1].tolist() == [k >= 4 for k in curves.iterations.tolist()]


def test_weights_of_zero_and_wrong_kinds() -> None:
    session = bg.Session(bg.Network(1, [bg.Layer(1)]), [[1.0]], [[2.0]], weights=[[[0.0]]])
    session.step_iteration()
    assert np.isnan(complete(session.layer_curves("update_ratio")).rows).all()
    with pytest.raises(bg.InvalidValue, match="allowed are gradient_norm, update_ratio"):
        session.layer_curves("size")
