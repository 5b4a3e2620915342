"""What was computed before an edit is known of every iteration, as its end would tell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import BackpropError
from backprop_gui.formula.quantity import Quantity
from tests.strategies import Case, cases


def told(session: bg.Session) -> frozenset[Quantity]:
    """Asked at the end of an iteration, array by array."""
    return frozenset(
        operation.output.name
        for operation in session.program.operations
        if session.is_stale(operation.output.name)
    )


def every_element_is_alike(case: Case) -> bool:
    """No edge or single bias is removed and no single parameter is frozen or tied."""
    single = [*case.settings.get("frozen", ()), *case.settings.get("tied", ())]
    whole = all(isinstance(layer.bias, bool) for layer in case.network.layers)
    return not single and whole and all(one.mask is None for one in case.network.connections)


@settings(max_examples=30)
@given(cases(), st.data())
def test_it_is_what_is_told_at_each_end(case: Case, data: st.DataObject) -> None:
    session = case.session()
    names = ["lr", "x[0,1]", "y[1]", "w[1,1,1]", "w_new[1,1,1]", "b[1,1]", "s[1,1]"]
    for _ in range(data.draw(st.integers(1, 4))):
        steps = (session.step_into, session.step_over, session.step_out, session.step_iteration)
        for step in data.draw(st.lists(st.sampled_from(steps), max_size=4)):
            step()
        try:
            session.set(data.draw(st.sampled_from(names)), data.draw(st.sampled_from([0.25, 0.5])))
        except BackpropError:
            continue
    session.step_iteration()
    known = session.outdated
    for iteration in range(session.finished):
        session.seek(session.clock.end(iteration))
        marked = known.get(iteration, frozenset())
        assert told(session) <= marked
        if every_element_is_alike(case):
            assert marked == told(session)


def test_an_edit_at_the_end_marks_that_iteration_alone() -> None:
    session = bg.open_example("xor")
    session.step_iteration(3)
    assert session.outdated == {}
    session.set("x[0,1]", 0.5)
    session.step_iteration(2)
    assert set(session.outdated) == {2}
    assert {Quantity("loss"), Quantity("x", (2,)), Quantity("w_new", (1,))} <= session.outdated[2]
    session.undo()
    assert session.outdated == {}


def test_new_weights_are_of_no_use_to_the_iteration_that_they_end() -> None:
    session = bg.open_example("xor")
    session.step_iteration(3)
    session.set("w_new[1,1,1]", 0.5)
    assert session.outdated == {}


def test_a_sample_of_another_batch_marks_nothing() -> None:
    session = bg.open_example("xor")
    session = bg.Session(session.network, *session.data, batch_size=2)
    session.step_iteration(2)
    assert session.batch == (3, 4)
    session.set("x[0,1,1]", 0.5)
    assert set(session.outdated) == {1}
