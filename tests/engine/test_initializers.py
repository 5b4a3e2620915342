"""Initialisers: means and deviations, bounds, orthogonality, seeds."""

from __future__ import annotations

import math

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.engine.initializers import INITIALIZERS

ROWS, COLUMNS = 300, 500
# Mean, standard deviation and largest size (inf: none) of ROWS × COLUMNS weights, by the
# published formulas. A uniform variable in ± a has deviation a / √3.
LAWS: dict[str, tuple[float, float, float]] = {
    "zeros": (0.0, 0.0, 0.0),
    "constant": (1.0, 0.0, 1.0),
    "uniform": (0.0, 0.5 / math.sqrt(3), 0.5),
    "normal": (0.0, 0.1, math.inf),
    "glorot_uniform": (0.0, math.sqrt(2 / 800), math.sqrt(6 / 800)),
    "glorot_normal": (0.0, math.sqrt(2 / 800), math.inf),
    "he_uniform": (0.0, math.sqrt(2 / 300), math.sqrt(6 / 300)),
    "he_normal": (0.0, math.sqrt(2 / 300), math.inf),
    "lecun_uniform": (0.0, math.sqrt(1 / 300), math.sqrt(3 / 300)),
    "lecun_normal": (0.0, math.sqrt(1 / 300), math.inf),
    "orthogonal": (0.0, math.sqrt(1 / 500), 1.0),
}


def drawn(name: str, shape: tuple[int, int] = (ROWS, COLUMNS), **settings: float) -> np.ndarray:
    return bg.Initializer(name, **settings).draw(np.random.default_rng(0), shape)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_mean_deviation_and_bounds(name: str) -> None:
    """Within 5 standard errors of 150,000 numbers."""
    mean, deviation, bound = LAWS[name]
    values = drawn(name)
    assert values.shape == (ROWS, COLUMNS)
    error = 5 * deviation / math.sqrt(values.size)
    assert values.mean() == pytest.approx(mean, abs=error)
    assert values.std() == pytest.approx(deviation, abs=error)
    assert np.abs(values).max() <= bound
    if math.isfinite(bound) and name != "orthogonal":
        assert np.abs(values).max() >= 0.999 * bound


@pytest.mark.parametrize(
    "name", [n for n, e in INITIALIZERS.items() if "gain" in str(e.parameters)]
)
def test_the_gain_multiplies(name: str) -> None:
    assert np.allclose(drawn(name, gain=3.0), 3 * drawn(name), rtol=1e-12)


def test_settings_of_normal_uniform_and_constant() -> None:
    normal = drawn("normal", mean=2.0, deviation=0.5)
    assert (normal.mean(), normal.std()) == pytest.approx((2.0, 0.5), abs=0.01)
    uniform = drawn("uniform", low=1.0, high=3.0)
    assert uniform.min() == pytest.approx(1.0, abs=1e-3)
    assert uniform.max() == pytest.approx(3.0, abs=1e-3)
    assert (drawn("constant", value=-0.25) == -0.25).all()


@pytest.mark.parametrize("shape", [(4, 4), (7, 3), (3, 7), (1, 5), (5, 1), (1, 1)])
def test_orthogonal_rows_or_columns(shape: tuple[int, int]) -> None:
    q = drawn("orthogonal", shape)
    short = q if shape[0] <= shape[1] else q.T
    assert np.allclose(short @ short.T, np.eye(min(shape)), atol=1e-14)


def test_orthogonal_matrices_have_no_preferred_sign() -> None:
    random = np.random.default_rng(0)
    corners = [bg.Initializer("orthogonal").draw(random, (2, 2))[0, 0] for _ in range(400)]
    assert 150 < sum(corner > 0 for corner in corners) < 250


def session(units: int = 3, **settings: object) -> bg.Session:
    layers = (bg.Layer(units, "tanh"), bg.Layer(2))
    return bg.Session(bg.Network(2, layers), [[0.0, 0.0]], [[0.0, 0.0]], **settings)


def test_the_seed_decides() -> None:
    one, same, other = session(seed=1), session(seed=1), session(seed=2)
    assert np.array_equal(one.value("w[1]"), same.value("w[1]"))
    assert not np.array_equal(one.value("w[1]"), other.value("w[1]"))
    assert not one.value("b[1]").any()


def test_another_layers_size_leaves_a_matrix_as_it_was() -> None:
    wider = bg.Network(2, (bg.Layer(3, "tanh"), bg.Layer(5), bg.Layer(1)))
    other = bg.Session(wider, [[0.0, 0.0]], [[0.0]])
    assert np.array_equal(session().value("w[1]"), other.value("w[1]"))


def test_removed_edges_have_no_first_value() -> None:
    network = bg.Network(2, (bg.Layer(2),), masks={"w[1]": ((0, 1), (1, 0))})
    own = bg.Session(network, [[0.0] * 2], [[0.0] * 2], initializer=bg.Initializer("constant"))
    assert own.value("w[1]").tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_given_numbers_go_before_the_initialiser() -> None:
    own = session(initializer=bg.Initializer("constant"), weights=[None, [[5.0, 6.0]] * 3])
    assert (own.value("w[1]") == 1.0).all()
    assert own.value("w[2,1,2]") == 6.0


@pytest.mark.parametrize(
    ("said", "settings"),
    [
        ("no initialiser 'foo'; allowed are zeros", {"name": "foo"}),
        ("low is 2; at most high, 1", {"name": "uniform", "low": 2.0, "high": 1.0}),
        ("deviation of normal is -1.0", {"name": "normal", "deviation": -1.0}),
        ("zeros takes no gain", {"name": "zeros", "gain": 2.0}),
    ],
)
def test_what_is_not_allowed(said: str, settings: dict[str, object]) -> None:
    with pytest.raises(bg.InvalidValue) as refused:
        bg.Initializer(**settings)
    assert said in str(refused.value)
