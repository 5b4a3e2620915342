"""Several forms of one element: they agree, or it is said where they part and why."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.report.content import content
from backprop_gui.report.transcript import transcript

ELEMENT = "delta[1,1]"
# Outputs are at least 1e-131 or have been rounded to 0.
SUMS = st.floats(-150, 150) | st.sampled_from([-900.0, 900.0])


def session(
    weights: list[float],
    targets: list[float],
    activation: str = "sigmoid",
    loss: str = "binary_cross_entropy",
    **given: object,
) -> bg.Session:
    """One input of 1, so that the weighted sums are the weights."""
    network = bg.Network(1, [bg.Layer(len(weights), activation)], loss=bg.Loss(loss))
    made = bg.Session(network, [[1.0]], [targets], weights=[[weights]], **given)
    made.step_iteration()
    return made


@pytest.mark.parametrize(
    ("s", "y", "limit", "infinite", "simplified"),
    [(800.0, 0.0, "1", "∞", "1"), (-800.0, 1.0, "0", "−∞", "−1"), (-740.0, 1.0, "0", "−∞", "−1")],
)
def test_a_saturated_logistic_output(
    s: float, y: float, limit: str, infinite: str, simplified: str
) -> None:
    found = session([s], [y]).explain(ELEMENT)
    product = f"0 (dphi[1,1]) is multiplied by {infinite} (dx[1,1])"
    assert math.isnan(found.value)
    assert found.others[0].result.text() == simplified
    assert found.reason == f"nan: {product}."
    assert found.agreement == (
        f"The forms part: in the chain rule {product}, because x[1,1] has been rounded to {limit}; "
        f"the simplified form gives {simplified}."
    )


@pytest.mark.parametrize(("s", "y"), [(800.0, 1.0), (-800.0, 0.0), (30.0, 0.0), (0.0, 0.3)])
def test_saturated_on_the_right_side_they_agree(s: float, y: float) -> None:
    found = session([s], [y]).explain(ELEMENT)
    assert found.agreement == "Both forms agree."
    assert found.reason == ""


@settings(max_examples=60)
@given(st.floats(-30, 30), st.floats(0, 1))
def test_they_agree_wherever_nothing_overflows(s: float, y: float) -> None:
    found = session([s], [y]).explain(ELEMENT)
    assert found.agreement == "Both forms agree."


@settings(max_examples=60)
@given(st.lists(SUMS, min_size=2, max_size=4), st.integers(0, 1))
def test_softmax_parts_only_where_the_chain_has_no_number(s: list[float], hot: int) -> None:
    targets = [float(n == hot) for n in range(len(s))]
    made = session(s, targets, "softmax", "categorical_cross_entropy")
    for unit in range(1, len(s) + 1):
        found = made.explain(f"delta[1,{unit}]")
        assert math.isfinite(found.value) == (found.agreement == "Both forms agree.")


def test_a_saturated_softmax_output() -> None:
    made = session([800.0, 0.0], [0.0, 1.0], "softmax", "categorical_cross_entropy")
    found = made.explain("delta[1,1]").agreement
    assert "because x[1,2] has been rounded to 0" in found
    assert found.endswith("the simplified form gives 1.")


def test_near_the_smallest_numbers_digits_are_lost() -> None:
    made = session([0.0, 358.0], [1.0, 0.0], "softmax", "categorical_cross_entropy")
    assert made.explain("delta[1,2]").agreement == "Both forms agree."
    made = session([0.0, 0.0, 358.0], [1.0, 0.0, 0.0], "softmax", "categorical_cross_entropy")
    assert made.explain("delta[1,2]").agreement == "Both forms agree to 12 digits."
    made = session([0.0, 0.0, 400.0], [1.0, 0.0, 0.0], "softmax", "categorical_cross_entropy")
    assert made.explain("delta[1,2]").agreement == (
        "The forms part: in the chain rule every number is rounded to float64, which gives 0; "
        "the simplified form gives 1.9152e-174."
    )


def test_one_form_agrees_with_nothing() -> None:
    made = session([0.5], [1.0], "tanh", "squared_error")
    assert made.explain(ELEMENT).agreement == ""


def test_nan_in_both_is_agreement() -> None:
    network = bg.Network(
        1, [bg.Layer(2), bg.Layer(1, "sigmoid")], loss=bg.Loss("binary_cross_entropy")
    )
    # Both summands are infinite before they are added, also where a machine fuses × and +.
    weights = [[[1e308, 1e308]], [[1.0], [-1.0]]]
    made = bg.Session(network, [[1e308]], [[1.0]], weights=weights)
    made.step_iteration()
    found = made.explain("delta[2,1]")
    assert math.isnan(found.value)
    assert found.agreement == "Both forms agree."
    assert made.explain("s[2,1]").reason == "nan: ∞ and −∞ are added."


def test_rounding_as_by_hand_is_named() -> None:
    found = session([0.7], [1.0], precision=bg.Precision(digits=3)).explain(ELEMENT)
    assert found.agreement == (
        "The forms part: in the chain rule every number is rounded to 3 significant digits, "
        "which gives −0.333; the simplified form gives −0.332."
    )
    exact = session([0.0], [0.0], precision=bg.Precision(digits=3)).explain(ELEMENT)
    assert exact.agreement == "Both forms agree."


def test_float32_is_measured_by_its_own_precision() -> None:
    made = session([0.7], [1.0], precision=bg.Precision(format="float32"))
    assert made.explain(ELEMENT).agreement == "Both forms agree."


def test_an_edit_between_the_steps_of_the_chain_is_named() -> None:
    made = session([0.7], [1.0])
    made.restart()
    made.run_to("dx[1,1]")
    made.set("y[1]", 0.0)
    made.step_iteration()
    assert "dx[1,1] was computed before an edit" in made.explain(ELEMENT).agreement


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("loss", "∞: ln(1 − 1) is −∞."),
        ("dx[1,1]", "∞: 1 (1 − y[1]) is divided by 0 (1 − x[1,1])."),
        ("dw[1,1,1]", "nan: delta[1,1] is nan."),
        ("w_new[1,1,1]", "nan: dw[1,1,1] is nan."),
        ("s[1,1]", ""),
    ],
)
def test_what_is_not_finite_has_a_reason(name: str, said: str) -> None:
    assert session([800.0], [0.0]).explain(name).reason == said


def test_what_is_too_large_is_said_to_be() -> None:
    big = session([1e200], [0.0], "identity", "squared_error")
    assert big.explain("loss").reason == "∞: (1·10^200 − 0)^2 is too large for float64."
    single = bg.Precision(format="float32")
    small = session([1e30], [0.0], "identity", "squared_error", precision=single)
    assert small.explain("loss").reason == "∞: too large for float32."
    network = bg.Network(1, [bg.Layer(1)])
    made = bg.Session(network, [[1e200]], [[0.0]], weights=[[[1e200]]])
    made.step_iteration()
    product = "the product 1·10^200 · 1·10^200 is too large for float64"
    assert made.explain("s[1,1]").reason == f"∞: {product}."


def test_its_numbers_are_written_as_the_person_has_chosen() -> None:
    comma = Writing(3, ",")
    made = session([800.0], [0.25])
    reason = made.explain("dx[1,1]").reason
    assert written(reason, comma) == "∞: 0,75 (1 − y[1]) is divided by 0 (1 − x[1,1])."
    lines = "\n".join(transcript(made, writing=comma))
    assert "0,75 (1 − y[1]) is divided by 0" in lines
    big = session([1.5e200], [0.0], "identity", "squared_error").explain("loss").reason
    assert written(big, comma) == "∞: (1,5·10^200 − 0)^2 is too large for float64."


def test_the_report_says_it_too() -> None:
    made = session([800.0], [0.0])
    found = made.explain(ELEMENT)
    steps = [step for phase in content(made).iterations[0].phases for step in phase.steps]
    remarks = {str(one.quantity): one.remark for step in steps for one in step.elements}
    assert remarks[ELEMENT] == f"{found.agreement} {found.reason}"
    assert remarks["x[1,1]"] == ""
    lines = list(transcript(made))
    assert [line.strip() for line in lines if "forms part" in line] == [remarks[ELEMENT]]
    assert any(line.endswith("(∞: ln(1 − 1) is −∞.)") for line in lines)
