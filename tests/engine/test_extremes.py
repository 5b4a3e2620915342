"""Extreme values: a right number, an honest inf or nan, or a clear error; never a warning.

Warnings are errors in every test (pyproject.toml), NumPy's too.
"""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.engine.losses import LOSSES
from backprop_gui.formula.evaluation import evaluate, magnitude
from tests.engine.readings import Numbers
from tests.strategies import OPTIMIZERS

LARGEST, SMALLEST = 1.7e308, 5e-324
EXTREMES = (1e308, -1e308, 1e-308, SMALLEST, 0.0, 1e6)
INF, NAN = math.inf, math.nan


def unit(activation: str, s: float, loss: str = "squared_error", y: float = 0.0) -> bg.Session:
    """One unit without bias whose weighted sum is s, after one iteration without learning."""
    network = bg.Network(1, (bg.Layer(1, activation, bias=False),), bg.Loss(loss))
    session = bg.Session(
        network, [[1.0]], [[y]], weights=[[[s]]], optimizer=bg.SGD(learning_rate=0.0)
    )
    session.step_iteration()
    return session


# By activation, φ and φ′ at −1e308, −1e6, 5e-324, 1e6, 1e308: limits, or exact values.
TINY = SMALLEST
LIMITS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "identity": ((-1e308, -1e6, TINY, 1e6, 1e308), (1, 1, 1, 1, 1)),
    "relu": ((0, 0, TINY, 1e6, 1e308), (0, 0, 1, 1, 1)),
    "leaky_relu": ((-1e306, -1e4, TINY, 1e6, 1e308), (0.01, 0.01, 1, 1, 1)),
    "elu": ((-1, -1, TINY, 1e6, 1e308), (0, 0, 1, 1, 1)),
    "selu": (
        (
            -1.7580993408473766,
            -1.7580993408473766,
            TINY,
            1050700.9873554805,
            1.0507009873554805e308,
        ),
        (0, 0, 1.0507009873554805, 1.0507009873554805, 1.0507009873554805),
    ),
    "sigmoid": ((0, 0, 0.5, 1, 1), (0, 0, 0.25, 0, 0)),
    "hard_sigmoid": ((0, 0, 0.5, 1, 1), (0, 0, 1 / 6, 0, 0)),
    "tanh": ((-1, -1, TINY, 1, 1), (0, 0, 1, 0, 0)),
    "softplus": ((0, 0, math.log(2), 1e6, 1e308), (0, 0, 0.5, 1, 1)),
    "softsign": (
        (-1, -1e6 / 1000001, TINY, 1e6 / 1000001, 1),
        (0, 1 / 1000001**2, 1, 1 / 1000001**2, 0),
    ),
    "gelu": ((0, 0, 0, 1e6, 1e308), (0, 0, 0.5, 1, 1)),
    # s³ overflows: 0 · inf.
    "gelu_tanh": ((0, 0, 0, 1e6, 1e308), (NAN, 0, 0.5, 1, NAN)),
    "silu": ((0, 0, 0, 1e6, 1e308), (0, 0, 0.5, 1, 1)),
    "step": ((0, 0, 1, 1, 1), (0, 0, 0, 0, 0)),
    "softmax": ((1, 1, 1, 1, 1), (0, 0, 0, 0, 0)),
}
AT = (-1e308, -1e6, TINY, 1e6, 1e308)


def same(found: float, wanted: float) -> bool:
    """To a few bits; 0 is reached from either side, and half of the smallest number is 0."""
    if math.isnan(wanted):
        return math.isnan(found)
    return math.isclose(found, wanted, rel_tol=1e-15, abs_tol=TINY)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_reaches_its_limits(name: str) -> None:
    slope = "jac[1,1,1]" if name == "softmax" else "dphi[1,1]"
    for s, value, derivative in zip(AT, *LIMITS[name], strict=True):
        session = unit(name, s)
        assert same(session.value("x[1,1]"), value), s
        assert same(session.value(slope), derivative), s


# ℓ and ∂ℓ/∂x of a prediction x for a target y. Overflow is inf.
LOSS_LIMITS: tuple[tuple[str, float, float, float, float], ...] = (
    ("squared_error", 1e308, 0.0, INF, INF),
    ("squared_error", 1e6, 0.0, 1e12, 2e6),
    ("absolute_error", -1e308, 1.0, 1e308, -1.0),
    ("absolute_error", TINY, 0.0, TINY, 1.0),
    ("huber", 1e308, 0.0, 1e308, 1.0),
    ("huber", -1e6, 0.0, 999999.5, -1.0),
    ("hinge", -1e308, 1.0, 1e308, -1.0),
    ("hinge", 1e308, 1.0, 0.0, 0.0),
    ("binary_cross_entropy", 0.0, 1.0, INF, -INF),
    ("binary_cross_entropy", 0.0, 0.0, 0.0, 1.0),
    ("binary_cross_entropy", 1.0, 0.0, INF, INF),
    ("binary_cross_entropy", 1.0, 1.0, 0.0, -1.0),
    ("binary_cross_entropy", 1e6, 1.0, -math.log(1e6), -1e-6),
    ("binary_cross_entropy", -1.0, 1.0, NAN, 1.0),
    ("binary_cross_entropy_with_logits", 1e308, 0.0, 1e308, 1.0),
    ("binary_cross_entropy_with_logits", -1e308, 1.0, 1e308, -1.0),
    ("binary_cross_entropy_with_logits", 1e308, 1.0, 0.0, 0.0),
    ("categorical_cross_entropy", TINY, 1.0, -math.log(TINY), -INF),
    ("categorical_cross_entropy", 0.0, 0.0, 0.0, 0.0),
    ("categorical_cross_entropy_with_logits", 1e308, 1.0, 0.0, 0.0),
    ("kl_divergence", 0.0, 1.0, INF, -INF),
    ("kl_divergence", 0.0, 0.0, 0.0, 0.0),
    ("kl_divergence", 0.5, 1.0, math.log(2), -2.0),
)


@pytest.mark.parametrize(("loss", "x", "y", "value", "derivative"), LOSS_LIMITS)
def test_losses_at_extremes(loss: str, x: float, y: float, value: float, derivative: float) -> None:
    session = unit("identity", x, loss, y)
    assert same(session.value("loss"), value)
    assert same(session.value("dx[1,1]"), derivative)


def test_every_loss_stands_in_the_table_above() -> None:
    assert {row[0] for row in LOSS_LIMITS} == LOSSES.keys()


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_pair_gives_what_its_formulas_give(activation: str, loss: str) -> None:
    """Two layers, two samples, weights and inputs from ±1e308 to the smallest number."""
    layers = (bg.Layer(2, activation), bg.Layer(2, activation))
    network = bg.Network(2, layers, bg.Loss(loss))
    inputs, targets = [[1e6, -1e6], [SMALLEST, 1.0]], [[1.0, 0.0], [0.0, 1.0]]
    for turn in range(3):
        weights = [np.roll(EXTREMES, turn + 2 * n)[:4].reshape(2, 2) for n in range(2)]
        session = bg.Session(network, inputs, targets, weights=weights)
        session.step_iteration(2)
        numbers = Numbers(session)
        for operation in session.program.operations:
            for element in operation.output.elements():
                form = operation.forms(element)[0].right
                wanted, scale = float(evaluate(form, numbers)), magnitude(form, numbers)
                assert agree(numbers(element), wanted, scale), (element, form)


def agree(found: float, wanted: float, scale: float) -> bool:
    """Sums near the largest number may overflow in one order and not in another."""
    if found == wanted or (math.isnan(found) and math.isnan(wanted)):
        return True
    if not (math.isfinite(found) and math.isfinite(wanted)):
        return not scale < LARGEST
    return abs(found - wanted) <= 1e-14 * scale + 4 * SMALLEST


def test_nothing_times_infinity_is_shown_for_one_unit_as_for_many() -> None:
    """BLAS multiplies a vector by 0 without looking at it."""
    network = bg.Network(
        1, (bg.Layer(1, bias=False), bg.Layer(2, bias=False)), bg.Loss("binary_cross_entropy")
    )
    session = bg.Session(network, [[0.5]], [[1.0, 0.0]], weights=[[[0.0]], [[0.0, 0.0]]])
    session.step_iteration()
    assert session.value("delta[2,1]") == -INF
    assert math.isnan(session.value("dw[2,1,1]"))
    assert session.value("dw[2,1,2]") == 0.0


def test_a_removed_matrix_has_no_part_in_the_norm_of_the_gradient() -> None:
    network = bg.Network(1, (bg.Layer(1), bg.Layer(1)), masks={"w[2]": ((0,),)})
    session = bg.Session(network, [[1.0]], [[2.0]], clip_norm=1.0)
    session.step_iteration()
    assert session.value("grad_norm") == abs(session.value("db[2,1]")) == 4.0


@pytest.mark.parametrize("kind", OPTIMIZERS)
@pytest.mark.parametrize("gradient", [1e300, 1e-300, SMALLEST, 0.0])
def test_every_optimiser_takes_extreme_gradients(kind: type[bg.SGD], gradient: float) -> None:
    """Either the new weight is where the formula puts it, or it is inf or nan."""
    network = bg.Network(1, (bg.Layer(1, bias=False),), bg.Loss("hinge"))
    session = bg.Session(network, [[gradient]], [[1.0]], weights=[[[0.5]]], optimizer=kind())
    session.step_iteration(3)
    numbers = Numbers(session)
    for operation in session.program.operations:
        for element in operation.output.elements():
            form = operation.forms(element)[0].right
            assert agree(
                numbers(element), float(evaluate(form, numbers)), magnitude(form, numbers)
            ), (element, form)


def test_two_hundred_layers_give_the_exact_product() -> None:
    """x = w^200 · x₀ and dw = 2 (x − y) w^199 · x₀, in exact fractions."""
    depth, w = 200, Fraction(3, 4)
    network = bg.Network(1, (bg.Layer(1, bias=False),) * depth)
    session = bg.Session(network, [[2.0]], [[1.0]], weights=[[[0.75]]] * depth)
    session.step_iteration()
    x = w**depth * 2
    assert session.value("x[200,1]") == pytest.approx(float(x), rel=1e-13)
    wanted = float(2 * (x - 1) * w ** (depth - 1) * 2)
    assert session.value("dw[1,1,1]") == pytest.approx(wanted, rel=1e-13)
    assert session.value("dw[200,1,1]") == pytest.approx(wanted, rel=1e-13)


def test_two_hundred_layers_vanish_and_explode_honestly() -> None:
    for weight, value, gradient in ((1e-2, 0.0, -0.0), (1e2, INF, INF)):
        network = bg.Network(1, (bg.Layer(1, bias=False),) * 200)
        session = bg.Session(network, [[1.0]], [[1.0]], weights=[[[weight]]] * 200)
        session.step_iteration()
        assert session.value("x[200,1]") == value
        assert session.value("dw[1,1,1]") == gradient


def test_nothing_warns_wherever_a_person_looks(tmp_path: Path) -> None:
    layers = (bg.Layer(2, "gelu_tanh", dropout=0.5), bg.Layer(2, "softmax"))
    network = bg.Network(2, layers, bg.Loss("categorical_cross_entropy", l2=1.0))
    weights = [[[1e308, -1e308], [1e308, 1e308]], [[1e308, SMALLEST], [0.0, -1e308]]]
    session = bg.Session(
        network, [[1e6, -1e6], [0.0, 1.0], [1e-300, 2.0]], [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]],
        weights=weights, optimizer=bg.Adam(learning_rate=1.0), batch_size=2, validation=1,
        clip_norm=1.0, schedule=bg.StepDecay(every=1, factor=0.0),
    )  # fmt: skip
    for _ in range(60):
        session.step_into()
        session.explain(session.current)
    session.step_iteration(3)
    for operation in session.program.operations:
        for element in operation.output.elements():
            session.explain(element)
    for name in ("loss", "w[1,1,1]", "x[2,1]", "w_new[1,1,1]"):
        assert len(session.history(name)) == session.finished
    assert len(session.gradient_check()) == sum(s.size for s in session.program.parameters)
    session.derivative("loss", "w[1,1,1]")
    session.predict([[1e308, 1e308]])
    session.validation_loss()
    session.back_iteration(2)
    session.restart()
    bg.export_report(session, tmp_path / "report.html", iterations=2)


WRONG = {
    "inputs have shape (0, 1)": lambda: unit_on(np.empty((0, 1)), np.empty((0, 1))),
    "inputs have shape (0,)": lambda: unit_on([], []),
    "inputs have shape (1, 0)": lambda: unit_on([[]], [[0.0]]),
    "targets have shape (1, 0)": lambda: unit_on([[0.0]], [[]]),
    "inputs hold inf or nan": lambda: unit_on([[INF]], [[0.0]]),
    "targets hold inf or nan": lambda: unit_on([[0.0]], [[NAN]]),
    "values of w[1] hold inf or nan": lambda: unit_on([[0.0]], [[0.0]], weights=[[[INF]]]),
    "batch size is 0": lambda: unit_on([[0.0]], [[0.0]], batch_size=0),
    "The inputs have shape (0, 1); allowed": lambda: unit("tanh", 1.0).predict(np.empty((0, 1))),
    "1 samples are for validation": lambda: unit_on([[0.0]], [[0.0]], validation=1),
}


def unit_on(inputs: object, targets: object, **settings: object) -> bg.Session:
    return bg.Session(bg.Network(1, (bg.Layer(1),)), inputs, targets, **settings)


@pytest.mark.parametrize(("said", "wrong"), WRONG.items(), ids=WRONG)
def test_no_data_is_refused_in_a_sentence(said: str, wrong: object) -> None:
    with pytest.raises(bg.InvalidValue) as refused:
        wrong()
    assert said in str(refused.value)
