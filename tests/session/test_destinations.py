"""A typed place leads to where the clock has it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.session.destinations import destination

SESSION = bg.open_example("xor")
NAMES = [str(name) for one in SESSION.program.operations for name in one.output.elements()]


@given(st.sampled_from(NAMES), st.integers(0, 10))
def test_at_a_quantitys_place_it_is_what_has_just_been_computed(name: str, iteration: int) -> None:
    place = destination(SESSION, f"{iteration} {name}")
    assert place.iteration == iteration
    assert str(SESSION.clock.just_computed(place)) == name


@given(st.text())
def test_any_text_is_a_place_or_refused(text: str) -> None:
    with suppress(BackpropError):
        SESSION.clock.checked(destination(SESSION, text))


def test_a_parameter_is_computed_with_its_update() -> None:
    assert destination(SESSION, "3 w[1,1,1]") == destination(SESSION, "3 w_new[1,1,1]")


@pytest.mark.parametrize("text", ["", "line", "iteration", "12 13", "1.5", "line 0", "line -1"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        destination(SESSION, text)


def test_epochs_and_the_ends_of_what_was_reached_are_places() -> None:
    session = bg.Session(
        bg.Network(1, [bg.Layer(1)]), inputs=[[1.0]] * 6, targets=[[0.0]] * 6, batch_size=2
    )
    assert destination(session, "epoch 0") == session.clock.end(2)
    assert destination(session, "Epoch 3") == session.clock.end(11)
    session.step_iteration(5)
    session.back_iteration(2)
    assert destination(session, "last") == session.clock.end(4)
    assert destination(session, "first") == session.clock.origin
    assert destination(session, "1\u202f234") == session.clock.end(1234)
    assert destination(session, "it 3 operation 2") == destination(session, "3 line 2")
