"""How an explanation tells where a number comes from."""

from __future__ import annotations

import backprop_gui as bg


def test_where_a_number_was_set_by_hand_is_said_in_words() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_over()
    session.step_over()
    session.set("w[2,1,1]", 0.5)
    assert session.explain("w[2,1,1]").title == "set by hand in iteration 0, before line 3"
    session.restart()
    session.set("x[0,1]", 2)
    assert session.explain("x[0,1]").title == "set by hand at the start of iteration 0"
    session.step_into()
    session.set("w[1,2,2]", 4)
    assert session.explain("w[1,2,2]").title == "set by hand in iteration 0, line 1"
    session.step_iteration()
    session.set("lr", 1)
    assert session.explain("lr").title == "set by hand at the end of iteration 0"
