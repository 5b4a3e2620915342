"""Files of answers: what they may look like, and that nothing is guessed silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.marking.reading import answers_as_text, answers_of


def test_commas_inside_brackets_do_not_separate() -> None:
    (answer,) = answers_of("delta[1,1],0.045").answers
    assert (answer.quantity, answer.printed.value, answer.iteration) == ("delta[1,1]", 0.045, None)


def test_semicolons_let_a_comma_be_the_decimal_mark() -> None:
    first, second = answers_of("x[1,2];0,5;3;rounded\nw[1,1,1];−1,25").answers
    assert (first.printed.value, first.iteration, first.note) == (0.5, 3, "rounded")
    assert second.printed.value == -1.25


def test_a_table_from_a_spreadsheet_has_tabs() -> None:
    (answer,) = answers_of("quantity\tvalue\nloss\t0,25").answers
    assert (answer.quantity, answer.printed.value, answer.line) == ("loss", 0.25, 2)


def test_what_is_not_understood_is_listed_by_line() -> None:
    found = answers_of("# mine\nloss\n\ns[1,1],a lot\nx[1,1],0,25")
    assert [(unread.line, unread.text) for unread in found.unread] == [
        (2, "loss"),
        (4, "s[1,1],a lot"),
        (5, "x[1,1],0,25"),
    ]
    assert "is 0,25 one number?" in found.unread[2].reason
    assert [(unread.name, unread.printed) for unread in found.unread] == [
        ("line 2", "loss"),
        ("s[1,1]", "a lot"),
        ("x[1,1]", "0,25"),
    ]


def test_other_names_are_taken_for_ours_and_said() -> None:
    session = bg.open_example("nlp-assignment")
    text = "z[1,1],3\nŷ,0.9975\nE,6.0025\n∂E/∂w[2,1,1],2.9926\nδ[2,1],0.9975\nnonsense,1"
    marked = bg.check(session, answers_of(text))
    taken = {renamed.given: renamed.taken_for for renamed in marked.renamed}
    assert taken == {
        "z[1,1]": "s[1,1]",
        "ŷ": "x[2,1]",
        "E": "loss",
        "∂E/∂w[2,1,1]": "dw[2,1,1]",
        "δ[2,1]": "delta[2,1]",
    }
    assert [v.verdict for v in marked.verdicts] == [*["right"] * 5, "unread"]
    assert "There is no nonsense" in marked.verdicts[-1].note


def test_what_cannot_be_read_is_one_clear_message(tmp_path: Path) -> None:
    with pytest.raises(bg.BackpropError, match="cannot be read"):
        bg.read_answers(tmp_path / "none.csv")
    file = tmp_path / "latin.csv"
    file.write_bytes("loss,1\nnote,\xe9".encode("latin-1"))
    with pytest.raises(bg.BackpropError, match="line 2: the text is not UTF-8"):
        bg.read_answers(file)


NAMES = st.sampled_from(["s[1,1]", "delta[2,1]", "loss", "w_new[1,2,1]"])
VALUES = st.floats(-1e6, 1e6).map(repr)
NOTES = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters='"'), max_size=8)


@given(st.lists(st.tuples(NAMES, VALUES, st.none() | st.integers(0, 99), NOTES), max_size=6))
def test_what_is_written_reads_the_same(rows: list[tuple[str, str, int | None, str]]) -> None:
    read = answers_of(answers_as_text(bg.WrittenAnswer(*row) for row in rows))
    assert not read.unread
    assert [(a.quantity, a.printed.text, a.iteration, a.note) for a in read.answers] == rows


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = answers_of(text)
    assert len(found.answers) + len(found.unread) <= len(text.splitlines())
