"""The files that a report is written to."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

import backprop_gui as bg
from backprop_gui.formula.writing import Writing
from backprop_gui.report import ReportError, html
from tests.report.networks import SESSIONS

HTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
SVG = "{http://www.w3.org/2000/svg}"
CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "mover": 2}


@pytest.fixture(scope="module", params=SESSIONS)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    bg.export_report(SESSIONS[request.param](), path, 3)
    return path.read_text(encoding="utf-8")


def root_of(page: str) -> Element:
    return fromstring(page)


def words(node: Element) -> str:
    return "".join(node.itertext())


def test_the_page_needs_nothing_from_outside_and_runs_nothing(page: str) -> None:
    root = root_of(page)
    assert not list(root.iter(f"{HTML}script"))
    for node in root.iter():
        for name, value in node.attrib.items():
            assert not name.startswith("on")
            assert name != "src"
            assert name != "href" or value.startswith("#")
    assert set(re.findall(r"https?://[^\"\s<]+", page)) <= {
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1998/Math/MathML",
        "http://www.w3.org/2000/svg",
    }
    assert not re.search(r"@import|url\(", page)


def test_mathematics_is_well_formed(page: str) -> None:
    formulas = list(root_of(page).iter(f"{MATH}math"))
    assert len(formulas) > 50
    for formula in formulas:
        for node in formula.iter():
            assert node.tag.startswith(MATH)
            kind = node.tag.removeprefix(MATH)
            assert kind not in CHILDREN or len(node) == CHILDREN[kind]


def test_the_page_can_be_found_through_by_its_headings(page: str) -> None:
    root = root_of(page)
    levels = [int(n.tag[-1]) for n in root.iter() if re.fullmatch(rf"{HTML}h[1-6]", n.tag)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    targets = {node.get("id") for node in root.iter() if node.get("id")}
    links = [node.get("href", "") for node in root.iter(f"{HTML}a")]
    assert "#iteration-2" in links
    assert "#iteration-3" not in links
    assert {link[1:] for link in links} <= targets


def test_tables_and_drawings_speak(page: str) -> None:
    root = root_of(page)
    for table in root.iter(f"{HTML}table"):
        assert table.find(f"{HTML}caption") is not None
        assert all(head.get("scope") in ("col", "row") for head in table.iter(f"{HTML}th"))
    drawings = list(root.iter(f"{SVG}svg"))
    assert len(drawings) >= 3
    assert all(d.get("role") == "img" and d.get("aria-label") for d in drawings)


def test_the_page_shows_the_numbers_that_the_assignment_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "report.htm"
    session = bg.open_example("nlp-assignment")
    bg.export_report(session, path, writing=Writing(17))
    said = words(root_of(path.read_text(encoding="utf-8")))
    session.step_iteration()
    for name in ("loss", "delta[2,1]", "delta[1,2]", "w_new[1,3,2]", "w_new[2,1,1]"):
        assert format(session.value(name), ".17g") in said


def test_a_title_with_markup_is_escaped(tmp_path: Path) -> None:
    session = bg.open_example("nlp-assignment")
    session.save(tmp_path / "a & b 'c'.bpg")
    for suffix in ("html", "pdf"):
        bg.export_report(session, tmp_path / f"out.{suffix}")
    page = root_of((tmp_path / "out.html").read_text(encoding="utf-8"))
    assert [words(n) for n in page.iter(f"{HTML}h1")] == ["a & b 'c'"]


@pytest.mark.parametrize("name", SESSIONS)
def test_a_pdf_is_written(name: str, tmp_path: Path) -> None:
    path = bg.export_report(SESSIONS[name](), tmp_path / "report.PDF", 2)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.rstrip().endswith(b"%%EOF")


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"\.html, \.htm or \.pdf"):
        bg.export_report(bg.open_example("xor"), tmp_path / "report.docx")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be written"):
        bg.export_report(bg.open_example("xor"), tmp_path / "no" / "report.html")


def test_the_old_file_stays_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")

    def full(_: object, __: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ReportError, match="No space left"):
        bg.export_report(bg.open_example("nlp-assignment"), path)
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]
    assert path.read_text(encoding="utf-8") == "old"


def test_reports_bring_no_qt(tmp_path: Path) -> None:
    code = (
        "import backprop_gui as bg, sys; s = bg.open_example('nlp-assignment');"
        "[bg.export_report(s, f'{sys.argv[1]}/r.{e}') for e in ('html', 'pdf')];"
        "assert not {'PySide6', 'shiboken6', 'pyqtgraph'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert html.__name__ == "backprop_gui.report.html"
