"""The gradient check: the method by what the loss is made of, kinks, ties, what does not agree."""

from __future__ import annotations

import math

import pytest

import backprop_gui as bg
from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.engine.gradient_check import Checked, worst_first
from backprop_gui.engine.losses import LOSSES
from backprop_gui.formula.analyticity import is_analytic
from backprop_gui.formula.expression import Number, Ref, call
from backprop_gui.formula.functions import FUNCTIONS
from backprop_gui.formula.quantity import Quantity

COMPLEX, CENTRAL = "complex step", "central differences"
ANALYTIC_LOSSES = {
    "squared_error",
    "binary_cross_entropy",
    "categorical_cross_entropy",
    "categorical_cross_entropy_with_logits",
    "kl_divergence",
}
ANALYTIC = {"identity", "sigmoid", "tanh", "gelu_tanh", "silu", "softmax"}
S = Ref(Quantity("s", (1,)))


def session(
    first: str = "tanh", loss: bg.Loss | None = None, last: str = "identity", **settings: object
) -> bg.Session:
    layers = (bg.Layer(3, first), bg.Layer(2, last))
    network = bg.Network(2, layers, loss=loss or bg.Loss("squared_error"))
    inputs, targets = [[0.1, 0.7], [0.3, -0.7]], [[1.0, 0.0], [0.0, 1.0]]
    return bg.Session(network, inputs, targets, seed=3, **settings)


def checks(checked: bg.Session) -> dict[str, Checked]:
    return {str(one.parameter): one for one in checked.gradient_check()}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_complex_step_is_taken_where_the_activation_is_analytic(name: str) -> None:
    found = checks(session(name))
    wanted = COMPLEX if name in ANALYTIC else CENTRAL
    assert {one.method for key, one in found.items() if key.startswith(("w[1", "b[1"))} == {wanted}
    assert {one.method for key, one in found.items() if key.startswith(("w[2", "b[2"))} == {COMPLEX}
    assert all(one.agrees for one in found.values())
    assert max(one.relative for one in found.values() if one.method == COMPLEX) < 1e-13


@pytest.mark.parametrize("name", LOSSES)
def test_the_complex_step_is_taken_where_the_loss_is_analytic(name: str) -> None:
    found = checks(session(loss=bg.Loss(name), last="softmax"))
    wanted = COMPLEX if name in ANALYTIC_LOSSES else CENTRAL
    assert {one.method for one in found.values()} == {wanted}
    assert all(one.agrees for one in found.values())


def test_a_penalty_is_looked_at_for_the_weights_alone() -> None:
    found = checks(session(loss=bg.Loss("squared_error", l1=0.1)))
    assert found["w[1,1,1]"].method == CENTRAL
    assert found["b[1,1]"].method == COMPLEX
    assert all(one.agrees for one in found.values())


def test_tied_parameters_are_changed_together() -> None:
    found = checks(session(tied=[["w[1,1,1]", "b[2,1]"], ["b[1,1]", "b[1,2]"]]))
    assert {one.method for one in found.values()} == {COMPLEX}
    assert max(one.relative for one in found.values()) < 1e-13
    assert found["b[1,1]"].numeric == found["b[1,2]"].numeric


def test_removed_edges_and_skip_connections_are_checked() -> None:
    network = bg.Network(
        2, [bg.Layer(2, "tanh"), bg.Layer(1)], loss=bg.Loss("squared_error"),
        connections=[bg.Connection(0, 2)], masks={"w[1]": [[1, 0], [1, 1]]},
    )  # fmt: skip
    found = checks(bg.Session(network, [[0.5, -1.0]], [[1.0]]))
    assert "w[1,1,2]" not in found
    assert {one.method for one in found.values()} == {COMPLEX}
    assert max(one.relative for one in found.values()) < 1e-13


def test_where_exp_overflows_central_differences_are_taken() -> None:
    weights = [[[8e3, 1.0, 1.0], [-8e3, 1.0, 1.0]], [[0.5, 0.5]] * 3]
    found = checks(session("sigmoid", weights=weights))
    assert found["w[1,1,1]"].method == CENTRAL
    assert found["w[1,1,2]"].method == COMPLEX
    assert all(one.agrees and math.isfinite(one.numeric) for one in found.values())


def test_a_kink_is_named_and_stands_last() -> None:
    network = bg.Network(1, [bg.Layer(1, "relu")], loss=bg.Loss("squared_error"))
    found = bg.Session(
        network, [[1.0]], [[1.0]], weights=[[[0.0]]], biases=[[0.0]]
    ).gradient_check()
    assert [one.kink for one in found] == [True, True]
    assert not any(one.agrees for one in found)
    steady = Checked(Quantity("w", (1, 1, 1)), 1.0, 2.0, 0.5, False, CENTRAL, 1e-5)
    assert worst_first((*found, steady))[0] is steady


def test_a_surrogate_is_found_to_be_another_gradient() -> None:
    network = bg.Network(
        1, [bg.Layer(1, "tanh", derivative="identity")], loss=bg.Loss("squared_error")
    )
    (weight,) = (
        one
        for one in bg.Session(network, [[1.0]], [[1.0]], weights=[[[0.5]]]).gradient_check()
        if one.parameter.kind == "w"
    )
    assert not weight.agrees
    assert weight.analytic == pytest.approx(weight.numeric / (1 - math.tanh(0.5) ** 2))


def test_nan_agrees_with_nothing() -> None:
    huge = [[[1e308] * 3] * 2, [[1e308] * 2] * 3]
    found = session("identity", weights=huge).gradient_check()
    unknown = [one for one in found if math.isnan(one.relative)]
    assert unknown
    assert not any(one.agrees for one in unknown)
    assert math.isnan(worst_first(found)[0].relative)


def test_choices_are_not_analytic_and_definitions_are_looked_into() -> None:
    assert is_analytic(call("sigmoid", S) * S**2 / (1 + call("exp", -S)))
    for name in ("abs", "sign", "floor"):
        assert not is_analytic(call(name, S))
    for name in ("max", "min", "step", "logaddexp"):
        assert not is_analytic(call(name, S, Number(0.0)))
    assert not is_analytic(call("softplus", S))
    assert {f.name for f in FUNCTIONS.values() if f.analytic} >= {"exp", "ln", "tanh", "total"}
