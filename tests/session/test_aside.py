"""What is looked at aside is the run itself, and the session stays where and as it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.aside import STEPS, aside, steps_from


def worked() -> bg.Session:
    """A run with edits, a change of structure and a branch, in the middle of an iteration."""
    session = bg.open_example("xor")
    session.step_iteration(7)
    session.set("w_new[1,1,1]", 0.25)
    session.step_iteration(4)
    session.set("lr", 0.3)
    session.run_to("delta[2,1]")
    session.focus = 3
    return session


@given(unit=st.sampled_from(list(STEPS)), count=st.integers(1, 6))
def test_what_it_shows_is_what_the_session_would_come_to(unit: str, count: int) -> None:
    session, twin = worked(), worked()
    for own in steps_from(session, unit, count):
        assert own.position == twin.position
        assert own.focus == session.focus
        for name in ("w[1]", "x[2]", "loss"):
            assert np.array_equal(_value(own, name), _value(twin, name), equal_nan=True)
        STEPS[unit](twin)


def test_the_session_stays_as_it_is() -> None:
    session, twin = worked(), worked()
    own = aside(session)
    own.step_iteration(20)
    own.set("w_new[1,1,1]", 9.0)
    own.back_iteration(30)
    assert session.position == twin.position
    assert session.finished == twin.finished
    assert session.edits == twin.edits
    session.step_iteration(3)
    twin.step_iteration(3)
    assert np.array_equal(session.history("loss"), twin.history("loss"))
    assert np.array_equal(session.value("w_new[1]"), twin.value("w_new[1]"))


def test_a_changed_structure_is_followed() -> None:
    session = bg.open_example("xor")
    session.step_iteration(3)
    session.change(optimizer=bg.Adam())
    session.step_iteration(2)
    session.back_iteration(3)
    own = aside(session)
    own.step_iteration(3)
    session.step_iteration(3)
    assert own.position == session.position
    assert np.array_equal(own.value("w_new[1]"), session.value("w_new[1]"))


@pytest.mark.parametrize(
    ("unit", "count", "said"), [("hour", 1, "element, operation"), ("element", 0, "at least 1")]
)
def test_what_is_no_step_or_number_is_refused(unit: str, count: int, said: str) -> None:
    with pytest.raises(bg.InvalidValue, match=said):
        steps_from(bg.open_example("xor"), unit, count)


def _value(session: bg.Session, name: str) -> object:
    try:
        return session.value(name)
    except bg.NotComputed:
        return np.nan
