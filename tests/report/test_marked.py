"""A marked sheet leaves the program as text, table and page."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest

import backprop_gui as bg
from backprop_gui.assets import asset
from backprop_gui.report import ReportError
from backprop_gui.report.marked import as_csv, as_html, as_text, export_marked, summary


@pytest.fixture(scope="module")
def marked() -> bg.Marked:
    answers = bg.read_answers(asset("examples/nlp-assignment-answers.csv"))
    return bg.check(bg.open_example("nlp-assignment"), answers)


def test_text_tells_the_verdicts_and_why(marked: bg.Marked) -> None:
    lines = as_text(marked).splitlines()
    assert lines[0].startswith("10 right, 2 follows, 3 wrong. The first mistake is at loss")
    assert any(line.startswith("loss") and "✗ wrong" in line for line in lines)
    assert any("log₁₀" in line for line in lines)
    assert any("follows from delta[1,1]" in line for line in lines)


def test_the_table_has_a_row_an_answer(marked: bg.Marked) -> None:
    rows = list(csv.DictReader(as_csv(marked).splitlines()))
    assert [row["quantity"] for row in rows] == [str(v.quantity) for v in marked.verdicts]
    assert rows[6]["diagnoses"] == "log10"
    assert float(rows[6]["engine"]) == marked.of("loss").engine


def test_the_page_is_well_formed_and_names_every_verdict(marked: bg.Marked) -> None:
    page = ElementTree.fromstring(as_html(marked))
    text = "".join(page.itertext())
    assert text.count("✗ wrong") == 3
    assert "Also at delta[1,2]" in text


def test_the_suffix_chooses_and_others_are_refused(marked: bg.Marked, tmp_path: Path) -> None:
    for name in ("m.txt", "m.csv", "m.html"):
        assert export_marked(marked, tmp_path / name).read_bytes()
    with pytest.raises(ReportError, match=r"\.txt, \.csv or \.html"):
        export_marked(marked, tmp_path / "m.doc")


def test_nothing_answered() -> None:
    empty = bg.check(bg.open_example("xor"), bg.Answers())
    assert as_text(empty).startswith("Nothing was answered.")


def test_a_report_has_the_marked_sheet_where_there_are_answers(tmp_path: Path) -> None:
    session = bg.open_example("nlp-assignment-answers")
    page = ElementTree.parse(bg.export_report(session, tmp_path / "r.html"))
    (section,) = (part for part in page.iter() if part.get("id") == "answers")
    text = "".join(section.itertext())
    assert "10 right, 2 follows, 3 wrong" in text
    assert "log₁₀" in text
    session.set_answers(())
    plain = bg.export_report(session, tmp_path / "p.html").read_text(encoding="utf-8")
    assert "Checked answers" not in plain


def test_so_has_a_pdf(tmp_path: Path) -> None:
    session = bg.open_example("nlp-assignment-answers")
    with_answers = bg.export_report(session, tmp_path / "r.pdf").read_bytes()
    session.set_answers(())
    assert len(with_answers) > len(bg.export_report(session, tmp_path / "p.pdf").read_bytes())


def test_what_few_digits_tell_is_said_with_care() -> None:
    session = bg.open_example("nlp-assignment")
    session.answer("s[1,1]", "6")
    weak = summary(bg.check(session))
    assert weak.startswith("1 wrong. The first mistake is at s[1,1]: perhaps ")
    session.answer("s[1,1]", "3")
    session.answer("loss", "2.60684206722")
    assert "perhaps" not in summary(bg.check(session))
