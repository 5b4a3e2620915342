"""Freezing one parameter leaves what the optimiser remembers of all others."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import freezing
from backprop_gui.session.session import Session
from tests.session.changes.test_units import assert_kept_in_a_file, content, elements
from tests.strategies import cases


def updated(session: Session) -> dict[str, str]:
    """The new values of all parameters that exist."""
    return {name: repr(session.value(f"{name[0]}_new{name[1:]}")) for name in elements(session)}


@settings(max_examples=40)
@given(case=cases(), data=st.data())
def test_all_others_go_on_as_if_nothing_had_been_frozen(case, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    case = case.without("frozen", "tied", "schedule")
    session, plain = case.session(), case.session()
    iterations, steps = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 6))
    for one in (session, plain):
        one.step_iteration(iterations)
        for _ in range(steps):
            one.step_over()
    at_rest = session.clock.is_end(session.position)
    before, at = content(session), session.position
    assume(elements(session))
    frozen = data.draw(st.sampled_from(sorted(elements(session))))
    try:
        freezing.freeze(session, [frozen])
    except InvalidValue:  # what is not finite is no beginning
        assert content(session) == before
        return
    assert_kept_in_a_file(session)
    for one in (session, plain):
        one.seek(one.clock.end(at.iteration + at_rest))
    assert updated(session) | {frozen: ""} == updated(plain) | {frozen: ""}
    assert updated(session)[frozen] == repr(session.value(frozen))
    session.undo()
    assert (content(session), session.position) == (before, at)


def momentum() -> Session:
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(1)])
    inputs, targets = [[1, 2], [3, -1]], [[1], [0]]
    return bg.Session(network, inputs, targets, optimizer=bg.Adam(), batch_size=1, seed=1)


def test_the_count_of_updates_and_the_moments_go_on_and_are_kept_in_the_file(
    tmp_path: Path,
) -> None:
    session = momentum()
    session.step_iteration(3)
    moments = session.value("m_w_new[2,1,1]")
    freezing.freeze(session, ["b[1,1]"])
    assert session.value("t") == 4
    assert session.value("m_w[2,1,1]") == moments
    assert "as left by the iteration before" in session.explain("m_w[2,1,1]").title
    session.step_iteration(2)
    session.save(tmp_path / "frozen.bpg")
    opened = bg.open_session(tmp_path / "frozen.bpg")
    opened.restart()
    opened.step_iteration(5)
    assert np.array_equal(opened.history("w[2,1,1]"), session.history("w[2,1,1]"))
    assert opened.value("t") == session.value("t") == 5


def test_frozen_again_and_let_go_it_still_remembers() -> None:
    session, plain = momentum(), momentum()
    plain.step_iteration(6)
    session.step_iteration(2)
    freezing.freeze(session, ["w[1,1,1]"])
    freezing.unfreeze(session, ["w[1,1,1]"])
    session.step_iteration(4)
    assert np.array_equal(session.history("loss"), plain.history("loss"))
    assert session.value("w_new[1,1,1]") == plain.value("w_new[1,1,1]")


def test_another_change_still_starts_anew() -> None:
    session = momentum()
    session.step_iteration(3)
    freezing.freeze(session, ["w[1,1,1]"])
    session.change(batch_size=2)
    assert session.value("t") == 1
    assert session.value("m_w[2,1,1]") == 0


@pytest.mark.parametrize(
    ("put", "why"),
    [
        ({"m_w[1]": ""}, "of this optimiser it is"),
        ({"t": "AAAAAAAA4D8="}, "whole numbers from 1"),
        ({"m_w[1]": "AAAAAAAA4D8="}, "8 bytes; 32 belong there"),
    ],
)
def test_a_file_with_other_memories_is_refused(
    tmp_path: Path, put: dict[str, str], why: str
) -> None:
    session = momentum()
    session.step_iteration(3)
    freezing.freeze(session, ["b[1,1]"])
    file = tmp_path / "hostile.bpg"
    session.save(file)
    saved = json.loads(file.read_bytes())
    saved["remembered"] = put if "" in put.values() else saved["remembered"] | put
    file.write_text(json.dumps(saved))
    with pytest.raises(bg.BackpropError, match=why):
        bg.open_session(file)
