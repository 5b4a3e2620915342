"""When something last was: back to it, or no move."""

from __future__ import annotations

import pytest

import backprop_gui as bg
from backprop_gui.session.stops.breakpoints import Watchpoint

SIGN = Watchpoint(expression="w[1,1,1]", event="changes sign")


def test_it_leads_to_the_last_change_of_sign_and_passes_other_breakpoints() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration()
    session.set("w_new[1,1,1]", -0.5)
    session.step_iteration(3)
    session.add_breakpoint("loss > 0")
    session.reverse_continue(SIGN)
    assert session.stopped is not None
    assert session.stopped.breakpoint == SIGN
    assert session.value("w[1,1,1]") == -0.5
    assert session.breakpoints == (bg.Condition(expression="loss > 0"),)


def test_what_never_was_moves_nothing() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(3)
    at = session.position
    session.reverse_continue(SIGN)
    assert (session.position, session.stopped) == (at, None)


def test_what_this_network_has_not_is_refused() -> None:
    session = bg.open_example("nlp-assignment")
    with pytest.raises(bg.BackpropError, match="There is no w"):
        session.reverse_continue(Watchpoint(expression="w[9,1,1]"))
