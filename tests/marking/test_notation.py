"""A sheet may be written and is marked in any notation; only the names differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import backprop_gui as bg
from backprop_gui.assets import asset
from backprop_gui.formula.notations.spelling import renamed
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.marking.answers import Answers
from backprop_gui.marking.notation import marked_in
from backprop_gui.marking.reading import answers_of
from backprop_gui.report.marked import as_csv, as_text, export_marked

SHEET = asset("examples/nlp-assignment-answers.csv").read_text(encoding="utf-8")
EACH = pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
OTHERS = [name for name in NOTATIONS if name != "assignment"]
OWN_NAME = re.compile(r"\b(x|s|w|b|delta|dx|dphi|dw|db|w_new|b_new|y)\[\d")


@pytest.fixture
def session() -> bg.Session:
    return bg.open_example("nlp-assignment")


def written_in(name: str) -> Answers:
    return answers_of(renamed(SHEET, NOTATIONS[name]))


@pytest.mark.parametrize("name", NOTATIONS)
def test_the_same_sheet_in_another_notation_is_marked_the_same(
    session: bg.Session, name: str
) -> None:
    marked = bg.check(session, written_in(name), notation=name)
    usual = bg.check(session, answers_of(SHEET))
    assert [v.quantity for v in marked.verdicts] == [v.quantity for v in usual.verdicts]
    assert as_csv(marked) == as_csv(usual)
    assert not marked.renamed  # they were meant, not guessed


@pytest.mark.parametrize("name", NOTATIONS)
def test_the_programs_names_are_always_read(session: bg.Session, name: str) -> None:
    marked = bg.check(session, answers_of(SHEET), notation=name)
    assert as_csv(marked) == as_csv(bg.check(session, answers_of(SHEET)))


@pytest.mark.parametrize("name", OTHERS)
def test_a_marked_sheet_says_no_other_names(session: bg.Session, name: str, tmp_path: Path) -> None:
    marked = bg.check(session, answers_of(SHEET))
    for suffix in (".txt", ".csv", ".html"):
        path = export_marked(marked, tmp_path / f"m{suffix}", notation=name)
        page = path.read_text(encoding="utf-8")
        assert not OWN_NAME.search(page), OWN_NAME.search(page)
    delta = NOTATIONS[name].text(bg.Quantity("delta", (1, 1)))
    assert f"follows from {delta}" in as_text(marked_in(marked, NOTATIONS[name]))


def test_a_notation_that_is_none_is_refused_with_all_there_are(session: bg.Session) -> None:
    told = "no notation 'greek'; allowed are assignment, nielsen, cs231n, pytorch"
    with pytest.raises(bg.InvalidValue, match=told):
        bg.check(session, notation="greek")
