"""What a person worked out belongs to the session: it is undone, saved and opened with it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.run.answers import WrittenAnswer

_LINES = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=9)
_ANSWERS = st.lists(
    st.builds(WrittenAnswer, _LINES, _LINES, st.integers(0, 9), st.text("aé\n", max_size=9)),
    unique_by=lambda answer: answer.place,
    max_size=6,
)


@pytest.fixture
def session() -> bg.Session:
    return bg.open_example("nlp-assignment")


def texts(session: bg.Session) -> list[tuple[str, str]]:
    return [(answer.quantity, answer.text) for answer in session.answers]


def test_an_answer_is_given_changed_taken_away_and_undone(session: bg.Session) -> None:
    session.answer("loss", "6.0")
    session.answer(" s[1,1] ", "3")
    session.answer("loss", " 6,002 ")
    assert texts(session) == [("loss", "6,002"), ("s[1,1]", "3")]
    session.answer("loss", "")
    assert texts(session) == [("s[1,1]", "3")]
    session.undo()
    session.undo()
    assert texts(session) == [("loss", "6.0"), ("s[1,1]", "3")]
    session.redo()
    assert texts(session) == [("loss", "6,002"), ("s[1,1]", "3")]


def test_what_changes_nothing_is_no_change(session: bg.Session) -> None:
    session.answer("loss", "")
    session.set_answers([])
    assert not session.can_undo


def test_an_answer_belongs_to_the_iteration_in_which_it_was_given(session: bg.Session) -> None:
    session.step_iteration(3)
    at = session.position.iteration
    session.answer("loss", "1")
    session.answer("loss", "2", iteration=0)
    assert [answer.iteration for answer in session.answers] == [at, 0]
    session.restart()
    assert texts(session) == [("loss", "1"), ("loss", "2")]


def test_of_several_in_one_place_the_last_counts(session: bg.Session) -> None:
    session.set_answers([WrittenAnswer("loss", "1"), WrittenAnswer("loss", "2", 0)])
    session.add_answers([WrittenAnswer("s[1,1]", "3"), WrittenAnswer("loss", "4")])
    assert texts(session) == [("loss", "4"), ("s[1,1]", "3")]


@settings(max_examples=20)
@given(_ANSWERS)
def test_a_saved_session_opens_with_its_answers(
    tmp_path_factory: pytest.TempPathFactory, answers: list[WrittenAnswer]
) -> None:
    session = bg.open_example("xor")
    session.set_answers(answers)
    path = tmp_path_factory.mktemp("answers") / "a.bpg"
    session.save(path)
    assert bg.open_session(path).answers == tuple(answers)


def test_a_file_without_answers_opens(session: bg.Session, tmp_path: Path) -> None:
    path = tmp_path / "old.bpg"
    session.save(path)
    content = msgspec.json.decode(path.read_bytes())
    del content["answers"]
    path.write_bytes(msgspec.json.encode(content))
    assert bg.open_session(path).answers == ()


def test_how_leniently_is_undone_saved_and_checked(session: bg.Session, tmp_path: Path) -> None:
    session.answer("x[2,1]", "0.9977")
    assert bg.check(session).of("x[2,1]").verdict == "wrong"
    session.set_tolerance(4)
    session.save(tmp_path / "lenient.bpg")
    opened = bg.open_session(tmp_path / "lenient.bpg")
    assert opened.tolerance == 4
    assert bg.check(opened).of("x[2,1]").verdict == "right"
    session.undo()
    assert (session.tolerance, texts(session)) == (1, [("x[2,1]", "0.9977")])
    for wrong in (0.5, float("nan"), 1e9, "2"):
        with pytest.raises(bg.InvalidValue, match="a number from 1 to 1000"):
            session.set_tolerance(wrong)


def test_a_bad_answer_in_a_file_is_named(session: bg.Session, tmp_path: Path) -> None:
    path = tmp_path / "bad.bpg"
    session.answer("loss", "1")
    session.save(path)
    path.write_text(path.read_text().replace('"iteration": 0', '"iteration": -4'))
    with pytest.raises(bg.StorageError, match=r"iteration of loss is -4.*answers\[0\]"):
        bg.open_session(path)


@pytest.mark.parametrize("text", ["1\n2", "9" * 1000, "\ud800"])
def test_what_cannot_stand_in_a_line_is_refused(session: bg.Session, text: str) -> None:
    with pytest.raises(bg.InvalidValue, match="The answer for loss"):
        session.answer("loss", text)
    assert not session.answers


def test_the_checker_marks_the_sessions_own(session: bg.Session) -> None:
    session.answer("loss", "2.606842")
    session.answer("z[1,1]", "3")
    session.answer("s[1,2]", "three")
    words = {str(v.quantity): v.verdict for v in bg.check(session).verdicts}
    assert words == {"loss": "wrong", "s[1,1]": "right", "s[1,2]": "unread"}
    assert bg.check(session).of("loss").diagnoses[0].id == "log10"
