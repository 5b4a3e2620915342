"""How far it is to go when a change is taken back, made again, or a branch returned to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import backprop_gui as bg
from backprop_gui.engine.machine import Machine
from tests.session.test_routes import bits

FAR = 3000


@pytest.fixture
def whole_iterations(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each iteration that is run as a whole."""
    found: list[int] = []
    iterate = Machine.iterate
    monkeypatch.setattr(Machine, "iterate", lambda self: (found.append(1), iterate(self))[1])
    return found


def branched() -> bg.Session:
    """Two branches, each left far from its last checkpoints."""
    session = bg.open_example("xor")
    session.checkpoint_budget = 0
    session.step_iteration(FAR)
    session.step_over()
    session.seek(bg.Position(7, 3, 1))
    session.set("w[1,1,1]", 0.25)
    session.step_iteration(FAR + 500)
    session.step_into()
    return session


def test_the_way_is_left_to_the_person_where_it_is_long(whole_iterations: list[int]) -> None:
    plain, session = branched(), branched()
    at = session.position
    plain.undo()
    whole_iterations.clear()
    assert session.undo(arrive=False) == at
    assert session.position < at
    assert not whole_iterations
    assert session.branch == "main"
    session.seek(at)
    assert (bits(session), session.branches) == (bits(plain), plain.branches)
    assert session.redo(arrive=False) == at


def test_undo_stays_and_says_where() -> None:
    session = branched()
    at = session.position
    assert session.undo() == session.position == at
    assert session.undo() == session.position == at
    assert session.redo() == session.position == at


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.add_note("here"),
        lambda s: s.add_watch("loss"),
        lambda s: s.add_breakpoint("loss < 0"),
        lambda s: s.rename_branch("main", "first"),
        lambda s: s.answer("loss", "1"),
    ],
    ids=["note", "watch", "breakpoint", "branch", "answer"],
)
def test_what_is_not_of_the_run_moves_nothing(
    change: Callable[[bg.Session], object], whole_iterations: list[int]
) -> None:
    session = branched()
    change(session)
    at, before = session.position, bits(session)
    moved: list[object] = []
    session.moved.connect(moved.append)
    whole_iterations.clear()
    for go in (session.undo, session.redo):
        assert go() == session.position == at
        assert bits(session) == before
    assert not moved
    assert not whole_iterations


def test_to_come_back_to_a_place_that_was_left_computes_one_iteration(
    whole_iterations: list[int],
) -> None:
    session = branched()
    session.checkpoint_budget = 64 * 2**20
    there, before = session.position, bits(session)
    session.switch_branch("main")
    session.seek(session.clock.end(FAR - 2))
    here, after = session.position, bits(session)
    whole_iterations.clear()
    session.switch_branch("branch 1")
    assert (session.position, bits(session)) == (there, before)
    session.switch_branch("main")
    assert (session.position, bits(session)) == (here, after)
    session.set("lr", 0.125)
    session.undo()
    assert (session.position, bits(session)) == (here, after)
    session.undo()
    assert (session.position, bits(session)) == (there, before)
    assert not whole_iterations
