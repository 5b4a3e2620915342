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
