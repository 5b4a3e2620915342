"""Branches: an edit in the past keeps what was there; returning gives the same bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from tests.session.test_routes import bits
from tests.strategies import Case, cases


@pytest.fixture
def session() -> bg.Session:
    session = bg.open_example("xor")
    session.step_iteration(6)
    session.seek(bg.Position(2, 3, 1))
    session.set("w[1,1,1]", 0.25)
    session.step_iteration(3)
    return session


def test_an_edit_at_the_present_starts_no_branch() -> None:
    session = bg.open_example("xor")
    session.step_iteration(3)
    session.step_into()
    session.set("w[1,1,1]", 0.25)
    assert [branch.name for branch in session.branches] == ["main"]


def test_an_edit_in_the_past_keeps_what_was_there(session: bg.Session) -> None:
    main, other = session.branches
    assert (main.name, main.length, main.current, main.parted) == ("main", 6, False, None)
    assert (other.name, other.length, other.current) == ("branch 1", 5, True)
    assert (other.origin, other.parted) == ("main", bg.Position(2, 3, 1))
    old, new = session.history("loss", branch="main"), session.history("loss")
    assert main.final_loss == old[-1]
    assert other.final_loss == new[-1]
    assert old[:2].tolist() == new[:2].tolist()
    assert old[4] != new[4]


def test_undo_takes_the_branch_away_and_redo_brings_it_back(session: bg.Session) -> None:
    run = session.history("loss")
    session.undo()
    assert [branch.name for branch in session.branches] == ["main"]
    assert session.finished == 6
    session.redo()
    assert [branch.name for branch in session.branches] == ["main", "branch 1"]
    assert session.history("loss").tolist() == run.tolist()


def test_switching_goes_where_the_branch_was_left(session: bg.Session) -> None:
    here, seen = session.position, bits(session)
    session.switch_branch("main")
    assert (session.branch, session.position) == ("main", bg.Position(2, 3, 1))
    assert session.edits == ()
    session.step_iteration(2)
    session.switch_branch("branch 1")
    assert (session.position, bits(session)) == (here, seen)
    session.undo()
    assert (session.branch, session.position.iteration) == ("main", 3)
    session.redo()
    assert (session.position, bits(session)) == (here, seen)


def test_settings_changed_in_the_past_leave_a_branch() -> None:
    session = bg.open_example("xor")
    session.step_iteration(4)
    session.back_iteration(2)
    session.change(optimizer=bg.Adam(learning_rate=0.1))
    session.step_iteration(3)
    assert [(b.name, b.length) for b in session.branches] == [("main", 4), ("branch 1", 5)]
    assert session.compare("main", "branch 1").parted == bg.Position(2, 0, 0)
    session.switch_branch("main")
    assert isinstance(session.document.optimizer, bg.SGD)
    assert session.finished == 4


def test_comparing(session: bg.Session) -> None:
    found = session.compare("main", "branch 1")
    assert found.parted == bg.Position(2, 3, 1)
    assert found.first_different_loss in (2, 3)
    assert [len(losses) for losses in found.losses] == [6, 5]
    table = {str(row.name): row for row in found.parameters}
    session.seek(bg.Position(4, session.clock.operations, 0))
    assert table["w[1,1,1]"].second == session.value("w_new[1,1,1]")
    assert table["w[1,1,1]"].difference == table["w[1,1,1]"].second - table["w[1,1,1]"].first
    assert session.compare("main", "main").parted is None


def test_renaming_and_deleting(session: bg.Session) -> None:
    session.rename_branch("main", "without")
    assert [(b.name, b.origin) for b in session.branches] == [
        ("without", None),
        ("branch 1", "without"),
    ]
    session.delete_branch("without")
    assert [branch.name for branch in session.branches] == ["branch 1"]
    session.undo()
    session.undo()
    assert [branch.name for branch in session.branches] == ["main", "branch 1"]


def test_what_is_refused(session: bg.Session) -> None:
    with pytest.raises(bg.InvalidValue, match="no branch 'x'; there are: main, branch 1"):
        session.switch_branch("x")
    with pytest.raises(bg.InvalidValue, match="current branch"):
        session.delete_branch("branch 1")
    with pytest.raises(bg.InvalidValue, match="taken"):
        session.rename_branch("branch 1", "main")
    with pytest.raises(bg.InvalidValue, match="0 to 4 are there"):
        session.exact(["w[1,1,1]"], 0, 5)


def test_saving_keeps_branches_and_notes(session: bg.Session, tmp_path: Path) -> None:
    session.add_note("here it turns")
    session.change(optimizer=bg.Adam(learning_rate=0.1))
    session.step_over()
    path = tmp_path / "run.bpg"
    session.save(path)
    first = path.read_bytes()
    opened = bg.open_session(path)
    opened.save(path)
    assert path.read_bytes() == first
    assert opened.branches == session.branches
    for name in ("branch 1", "main"):
        for one in (session, opened):
            one.switch_branch(name)
        assert bits(opened) == bits(session)
        assert opened.notes == session.notes
        assert opened.history("loss").tolist() == session.history("loss").tolist()
    parted = [one.compare("main", "branch 1").parted for one in (session, opened)]
    assert parted == [bg.Position(2, 3, 1)] * 2


def test_notes_stand_in_order_and_can_be_undone() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(2)
    late = session.add_note("late")
    early = session.add_note("early", bg.Position(0, 1, 0))
    assert session.notes == (early, late)
    other = session.edit_note(early, "first")
    session.remove_note(late)
    assert session.notes == (other,)
    for _ in range(2):
        session.undo()
    assert session.notes == (early, late)
    with pytest.raises(bg.InvalidValue, match="at least one letter"):
        session.add_note(" ")
    with pytest.raises(bg.InvalidValue, match="no such note"):
        session.remove_note(other)


def test_notes_after_the_parting_belong_to_the_old_branch() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(4)
    late = session.add_note("late")
    early = session.add_note("early", bg.Position(0, 1, 0))
    session.seek(bg.Position(1, 1, 0))
    session.set("w[1,1,1]", 0.5)
    assert session.notes == (early,)
    session.switch_branch("main")
    assert session.notes == (early, late)


@given(case=cases(samples=3), data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_branch_is_the_run_that_its_edits_alone_give(case: Case, data: st.DataObject) -> None:
    session = case.session()
    for _ in range(data.draw(st.integers(1, 3))):
        session.step_iteration(data.draw(st.integers(1, 4)))
        back = session.clock.spelled(data.draw(st.integers(0, session.finished - 1)), 0)
        session.seek(session.clock.into(back))
        session.set("lr", data.draw(st.sampled_from((0.0, 0.25, 0.5))))
        session.step_iteration()
        session.switch_branch(data.draw(st.sampled_from([b.name for b in session.branches])))
    for branch in session.branches:
        session.switch_branch(branch.name)
        session.seek(session.clock.spelled(branch.length, 0))
        straight = case.session()
        for edit in session.edits:
            straight.seek(edit.position)
            straight.set(str(edit.quantity), edit.value)
        straight.seek(session.position)
        assert bits(straight) == bits(session)
        np.testing.assert_array_equal(straight.history("loss"), session.history("loss"))


def test_the_name_of_a_deleted_branch_that_others_parted_from_stays_its_own(
    tmp_path: Path, session: bg.Session
) -> None:
    session.switch_branch("main")
    session.restart()
    session.set("lr", 0.2)
    session.delete_branch("main")
    origins = {branch.name: branch.origin for branch in session.branches}
    assert origins == {"branch 1": "main", "branch 2": "main"}
    with pytest.raises(bg.InvalidValue, match="'main' is taken"):
        session.rename_branch("branch 1", "main")
    session.save(tmp_path / "deleted.bpg")
    assert repr(bg.open_session(tmp_path / "deleted.bpg").branches) == repr(session.branches)


def test_there_is_an_end_to_branches_edits_and_changes(
    monkeypatch: pytest.MonkeyPatch, session: bg.Session
) -> None:
    monkeypatch.setattr("backprop_gui.session.run.branches.MOST_BRANCHES", 2)
    monkeypatch.setattr("backprop_gui.session.commands.editing.MOST_EDITS", 2)
    monkeypatch.setattr("backprop_gui.session.run.stages.MOST_STAGES", 2)
    session.step_iteration(3)
    kept, losses = session.branches, session.history("loss")
    session.restart()
    with pytest.raises(bg.InvalidValue, match="there are 2 branches; delete one"):
        session.set("lr", 0.3)
    with pytest.raises(bg.InvalidValue, match="there are 2 branches"):
        session.change(batch_size=1)
    assert session.branches == kept
    assert session.history("loss").tolist() == losses.tolist()
    session.step_iteration(20)
    session.set("lr", 0.3)
    with pytest.raises(bg.InvalidValue, match="3 edits in a run; 2 are allowed"):
        session.set("lr", 0.4)
    session.change(shuffle=True)
    session.step_iteration()
    with pytest.raises(bg.InvalidValue, match="changed in 2 iterations of this run"):
        session.change(shuffle=False)
    session.step_iteration()
