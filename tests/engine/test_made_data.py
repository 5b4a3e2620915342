"""Made data: what the definitions say holds of the numbers, which follow from the seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.made_data.entry import Made
from backprop_gui.engine.made_data.table import MADE
from backprop_gui.engine.samples import Samples

EACH = pytest.mark.parametrize("made", MADE.values(), ids=MADE)
NAMES = st.sampled_from(tuple(MADE))
COUNTS, NOISE, SEEDS = st.integers(1, 60), st.floats(0, 2), st.integers(0, 99)


@given(NAMES, COUNTS, NOISE, SEEDS)
def test_the_same_arguments_give_the_same_finite_numbers(
    name: str, count: int, noise: float, seed: int
) -> None:
    made, again = (bg.make_data(name, count, noise, seed) for _ in range(2))
    assert made.inputs.tobytes() == again.inputs.tobytes()
    assert made.targets.tobytes() == again.targets.tobytes()
    assert len(made.inputs) == len(made.targets) == count
    assert np.isfinite(made.inputs).all()
    assert np.isfinite(made.targets).all()


@EACH
def test_an_entry_says_what_it_is(made: Made) -> None:
    assert made.title
    assert "noise is the" in made.definition or "noise is their" in made.definition
    samples = bg.make_data(made.name)
    assert len(samples) == made.samples
    if made.classes:
        assert numbers(samples) == set(range(len(made.classes)))


@EACH
def test_another_seed_gives_other_noise(made: Made) -> None:
    one, other = (bg.make_data(made.name, 20, 0.5, seed) for seed in (1, 2))
    assert not np.array_equal(one.inputs, other.inputs)


@EACH
def test_a_session_trains_on_it(made: Made) -> None:
    samples = bg.make_data(made.name, 4)
    inputs, outputs = samples.sizes
    network = bg.Network(inputs, [bg.Layer(outputs, "sigmoid")])
    session = bg.Session(network, samples.inputs, samples.targets)
    session.step_iteration(3)
    assert np.isfinite(session.history("loss")).all()


def numbers(samples: Samples) -> set[int]:
    one_hot = samples.targets.shape[1] > 1
    found = samples.targets.argmax(axis=1) if one_hot else samples.targets[:, 0]
    return set(map(int, found))


@pytest.mark.parametrize(
    ("name", "targets"), [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("xor", [0, 1, 1, 0])]
)
def test_gates(name: str, targets: list[int]) -> None:
    made = bg.make_data(name)
    assert made.inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert made.targets[:, 0].tolist() == targets


def test_curves_without_noise_are_the_functions() -> None:
    line, sine = (bg.make_data(name, 11, noise=0.0) for name in ("line", "sine"))
    assert line.targets == pytest.approx(2 * line.inputs + 1)
    assert sine.targets == pytest.approx(np.sin(np.pi * sine.inputs))
    assert sorted(line.inputs[:, 0]) == pytest.approx(np.linspace(-1, 1, 11))


def test_circles_and_spirals_have_their_radii() -> None:
    circles = bg.make_data("circles", 40, noise=0.0)
    radii = np.hypot(*circles.inputs.T)
    assert radii == pytest.approx(np.where(circles.targets[:, 0] == 0, 1.0, 0.5))
    spirals = bg.make_data("spirals", noise=0.0)
    one = spirals.inputs[spirals.targets[:, 0] == 1]
    other = spirals.inputs[spirals.targets[:, 0] == 0]
    assert sorted(map(tuple, one.round(12))) == sorted(map(tuple, (0.0 - other).round(12)))
    assert len(one) == 97
    assert np.hypot(*one.T).min() == pytest.approx(8 / 104)


def test_moons_are_half_circles() -> None:
    moons = bg.make_data("moons", 50, noise=0.0)
    upper = moons.inputs[moons.targets[:, 0] == 0]
    lower = moons.inputs[moons.targets[:, 0] == 1]
    assert np.hypot(*upper.T) == pytest.approx(1)
    assert np.hypot(*(lower - [1, 0.5]).T) == pytest.approx(1)
    assert upper[:, 1].min() >= 0
    assert lower[:, 1].max() <= 0.5


@given(st.sampled_from(("blobs", "circles", "moons", "spirals")), st.integers(6, 60))
def test_classes_are_equally_many(name: str, count: int) -> None:
    made = bg.make_data(name, count)
    found = made.targets.argmax(1) if made.targets.shape[1] > 1 else made.targets[:, 0]
    counts = np.unique(found, return_counts=True)[1]
    assert counts.max() - counts.min() <= 1


def test_digits_are_the_bundled_ones() -> None:
    digits = bg.make_data("digits")
    assert digits.sizes == (64, 10)
    assert digits.targets.argmax(axis=1)[:10].tolist() == list(range(10))
    assert (digits.inputs[0, :8] * 16).tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert digits.targets.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stars",), "There is no data set 'stars'; there are and, or, xor, line"),
        (("xor", 0), "The number of samples is 0; a whole number of at least 1 is allowed"),
        (("xor", 2.5), "The number of samples is 2.5"),
        (("digits", 2000), "2000 samples are asked for; digits has up to 1797"),
        (("moons", 10, -1), "noise of moons is -1; a finite number from 0 to 100 is allowed"),
        (("moons", 10, float("nan")), "noise of moons is nan"),
        (("moons", 10, 0.1, -1), "The seed is -1; a whole number of at least 0 is allowed"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(bg.InvalidValue, match=message):
        bg.make_data(*arguments)  # type: ignore[arg-type]
