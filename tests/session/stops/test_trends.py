"""A watch across iterations: true values, few of them, none computed before they are asked for."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.session.stops.trends import MOST_POINTS, Trend


def complete(session: Session, text: str) -> Trend:
    trend = session.trend(text)
    assert trend.points == ()
    while trend.advance():
        pass
    return trend


@settings(max_examples=12)
@given(st.integers(1, 300), st.sampled_from(["loss", "dw[1,1,1]", "delta[2,1]"]))
def test_every_point_is_the_value_of_its_iteration(iterations: int, name: str) -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(iterations)
    points, history = complete(session, name).points, session.history(name)
    assert all(value == history[k] for k, value in points)
    assert [k for k, _ in points] == sorted({k for k, _ in points})
    assert points[0][0] == 0
    assert points[-1][0] == iterations - 1
    assert min(iterations, MOST_POINTS // 2) <= len(points) <= MOST_POINTS + 1


def test_a_longer_run_keeps_what_was_computed() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(64)
    trend = complete(session, "loss")
    session.step_iteration(64)
    steps = 0
    while trend.advance():
        steps += 1
    assert steps <= 33
    assert trend.points[-1][0] == 127


def test_an_edit_another_sample_and_undo_are_other_trends() -> None:
    session = bg.open_example("xor")
    session.step_iteration(3)
    trend = session.trend("s[1,1]")
    assert session.follows(trend)
    session.focus = 2
    assert not session.follows(trend)
    session.focus = 1
    session.set("lr", 0.1)
    assert not session.follows(trend)


def test_what_is_no_single_number_or_wrong_has_no_values() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(2)
    assert all(math.isnan(value) for _, value in complete(session, "dw[1]").points)
    assert complete(session, "los").points == ()


def test_a_value_that_is_far_is_come_to_in_slices() -> None:
    session = bg.open_example("nlp-assignment")
    session.checkpoint_budget = 0
    session.step_iteration(300)
    trend, steps = session.trend("dw[1,1,1]"), 0
    while trend.advance(seconds=0):
        steps += 1
    assert steps > 2 * len(trend.points)
    assert all(value == session.history("dw[1,1,1]")[k] for k, value in trend.points)


def test_a_trend_in_another_branch_is_of_that_run() -> None:
    session = bg.open_example("xor")
    session.step_iteration(20)
    session.seek(bg.Position(5, 1, 0))
    session.set("w[1,1,1]", 0.5)
    session.step_iteration(3)
    trend = session.trend_in("loss * 2", "main")
    while trend.advance():
        pass
    losses = session.history("loss", "main")
    assert trend.points == tuple((k, 2 * float(losses[k])) for k in range(20))
