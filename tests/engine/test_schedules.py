"""Learning-rate schedules: the rates of the first updates, by hand."""

from __future__ import annotations

import math

import pytest

import backprop_gui as bg
from backprop_gui.engine.schedules import SCHEDULES, AnySchedule

RATE = 0.8
HALF = math.sqrt(0.5)
RATES: dict[AnySchedule, tuple[float, ...]] = {
    bg.StepDecay(every=2, factor=0.5): (0.8, 0.8, 0.4, 0.4, 0.2, 0.2),
    bg.StepDecay(every=1, factor=0.0): (0.8, 0.0, 0.0),
    bg.ExponentialDecay(factor=0.5): (0.8, 0.4, 0.2, 0.1),
    # (1 + cos(π t / 4)) / 2 between 0.8 and 0, then up again.
    bg.CosineDecay(period=4): (0.8, 0.4 + 0.4 * HALF, 0.4, 0.4 - 0.4 * HALF, 0.0, 0.4 - 0.4 * HALF),
    bg.CosineDecay(period=1, minimum=0.2): (0.8, 0.2, 0.8, 0.2),
    bg.WarmUp(iterations=4): (0.2, 0.4, 0.6, 0.8, 0.8, 0.8),
}  # fmt: skip


def session(schedule: AnySchedule | None) -> bg.Session:
    """w falls by η_t in each update: the loss is −w as long as w < 1."""
    network = bg.Network(1, (bg.Layer(1, bias=False),), bg.Loss("hinge"))
    return bg.Session(
        network, [[1.0]], [[1.0]], weights=[[[-9.0]]],
        optimizer=bg.SGD(learning_rate=RATE), schedule=schedule,
    )  # fmt: skip


@pytest.mark.parametrize(("schedule", "rates"), RATES.items(), ids=map(str, RATES))
def test_rates_and_what_they_move(schedule: AnySchedule, rates: tuple[float, ...]) -> None:
    own = session(schedule)
    own.step_iteration(len(rates))
    assert own.history("lr_t") == pytest.approx(rates, abs=1e-15)
    weights = own.history("w[1,1,1]")
    assert weights[1:] - weights[:-1] == pytest.approx(rates[:-1], abs=1e-14)


def test_every_schedule_is_tested() -> None:
    assert {type(schedule) for schedule in RATES} == set(SCHEDULES)


def test_without_a_schedule_the_rate_is_the_optimisers() -> None:
    own = session(None)
    own.step_iteration(2)
    assert own.value("w_new[1,1,1]") == pytest.approx(-9.0 + 2 * RATE)
    with pytest.raises(bg.UnknownName):
        own.value("lr_t")


def test_a_rate_that_is_set_by_hand_is_what_the_schedule_works_on() -> None:
    own = session(bg.ExponentialDecay(factor=0.5))
    own.step_iteration()
    own.set("lr", 1.6)
    own.step_iteration()
    assert own.value("lr_t") == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("schedule", "settings", "said"),
    [
        (bg.StepDecay, {"every": 0}, "every of the schedule is 0"),
        (bg.ExponentialDecay, {"factor": -1.0}, "factor of the schedule is -1.0"),
        (bg.CosineDecay, {"period": 0}, "period of the schedule is 0"),
        (bg.WarmUp, {"iterations": 0}, "iterations of the schedule is 0"),
    ],
)
def test_what_is_not_allowed(
    schedule: type[bg.StepDecay], settings: dict[str, float], said: str
) -> None:
    with pytest.raises(bg.InvalidValue) as refused:
        schedule(**settings)
    assert said in str(refused.value)
