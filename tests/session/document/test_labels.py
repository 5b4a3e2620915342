"""Names of layers and units: kept with them, in the file, and no number is another one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import restructuring
from backprop_gui.session.session import Session
from tests.strategies import cases


def small(**settings: object) -> Session:
    network = bg.Network(2, [bg.Layer(3, "tanh"), bg.Layer(1)])
    return bg.Session(network, [[1, 2], [3, 4]], [[5], [6]], batch_size=1, **settings)


@settings(max_examples=25)
@given(case=cases(), data=st.data())
def test_a_name_moves_nothing_and_changes_no_number(case, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    session, plain = case.session(), case.session()
    for _ in range(data.draw(st.integers(0, 40))):
        session.step_into()
        plain.step_into()
    at = session.position
    session.rename("x[1]", "hidden")
    assert (session.position, session.label(1)) == (at, "hidden")
    for _ in range(3):
        session.step_over()
        plain.step_over()
    assert session.position == plain.position
    for spec in session.program.arrays:
        one, other = session.array(spec.name), plain.array(spec.name)
        assert np.array_equal(one.known, other.known)
        assert np.array_equal(one.values, other.values, equal_nan=True)
    assert np.array_equal(session.history("loss"), plain.history("loss"), equal_nan=True)
    at = session.position
    session.undo()
    assert (session.position, session.label(1)) == (at, "")
    session.redo()
    assert (session.position, session.label(1)) == (at, "hidden")


def test_names_go_with_what_they_name() -> None:
    session = small(labels={"x[1]": "hidden", "x[1,3]": "edge", "x[0,2]": "age", "x[2]": "out"})
    restructuring.remove_units(session, 1, [1])
    restructuring.add_unit(session, 0, 0)
    restructuring.add_layer(session, 0)
    named = {str(name): text for name, text in session.document.labels}
    assert named == {"x[2]": "hidden", "x[2,2]": "edge", "x[0,3]": "age", "x[3]": "out"}
    restructuring.change_layer(session, 2, units=1)
    assert session.label(2, 2) == ""
    restructuring.remove_layer(session, 2)
    assert session.label(2) == "out"


def test_a_file_holds_the_names(tmp_path: Path) -> None:
    session = small()
    session.step_iteration(3)
    session.rename("x[0,1]", "  height in m ")
    session.save(tmp_path / "named.bpg")
    opened = bg.open_session(tmp_path / "named.bpg")
    assert opened.label(0, 1) == "height in m"
    assert opened.position == session.position


def test_all_branches_of_a_network_have_the_names() -> None:
    session = small()
    session.step_iteration(4)
    session.seek(bg.Position(1, 1, 0))
    session.set("w[1,1,1]", 2.0)
    session.step_iteration()
    other = next(branch.name for branch in session.branches if not branch.current)
    session.rename("x[1,1]", "first")
    losses = session.history("loss")
    session.switch_branch(other)
    assert session.label(1, 1) == "first"
    assert len(session.history("loss")) == 4
    session.undo()
    assert np.array_equal(session.history("loss"), losses) or session.label(1, 1) == ""


def test_an_empty_name_takes_it_away() -> None:
    session = small()
    session.rename("x[1]", "hidden")
    session.rename("x[1]", " ")
    assert session.document.labels == ()
    session.rename("x[1]", "")
    session.undo()
    assert session.label(1) == "hidden"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("x[3]", "a", "no layer or unit"),
        ("x[1,4]", "a", "no layer or unit"),
        ("w[1,1,1]", "a", "no layer or unit"),
        ("x[1]", "a\nb", "cannot be shown"),
        ("x[1]", "a" * 41, "40 are allowed"),
        ("x[1]", 5, "name of x"),
    ],
)
def test_a_wrong_name_is_refused(name: str, text: str, why: str) -> None:
    session = small()
    with pytest.raises(InvalidValue, match=why):
        session.rename(name, text)
    assert not session.can_undo


def test_explanations_tell_the_names() -> None:
    session = small()
    session.rename("x[1]", "hidden")
    session.step_over()
    assert "layer 1 “hidden”" in session.explain("s[1,1]").title
