"""What is said beside numbers that no operation has computed, and beside derivatives."""

from __future__ import annotations

import math

import pytest

import backprop_gui as bg


def test_what_an_iteration_is_given_is_not_said_to_be_left_by_the_last() -> None:
    network = bg.Network(2, [bg.Layer(2, "tanh", dropout=0.5), bg.Layer(1)])
    session = bg.Session(network, [[1, 2]], [[1]], optimizer=bg.Adam())
    session.step_iteration(2)
    assert session.explain("u[1,1]").title == "drawn for this position, from the seed"
    assert session.explain("t").title == "number of this update, from 1"
    assert session.explain("m_w[1,1,1]").title == "as left by the iteration before"


def test_a_derivative_without_finite_value_says_why() -> None:
    network = bg.Network(1, [bg.Layer(1, "sigmoid")], bg.Loss("binary_cross_entropy"))
    session = bg.Session(network, [[1]], [[0]], weights=[[[800]]])
    session.step_iteration()
    found = session.derivative("loss", "s[1,1]")
    assert math.isnan(found.value)
    assert found.reason.startswith("nan: ")
    assert session.derivative("s[1,1]", "w[1,1,1]").reason == ""


@pytest.mark.parametrize("pair", [("softmax", "relu"), ("relu", "softmax")])
def test_a_surrogate_needs_a_derivative_unit_by_unit(pair: tuple[str, str]) -> None:
    with pytest.raises(bg.InvalidValue, match="softmax"):
        bg.Layer(2, pair[0], derivative=pair[1])
