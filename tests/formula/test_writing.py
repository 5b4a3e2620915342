"""Digits, decimal mark and notation are checked where they are given."""

from __future__ import annotations

from pathlib import Path

import pytest

import backprop_gui as bg
from backprop_gui.formula.writing import Writing


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"digits": 0}, "0 digits; 1 to 17"),
        ({"digits": 18}, "18 digits; 1 to 17"),
        ({"digits": 2.5}, "2.5 digits; 1 to 17"),
        ({"digits": True}, "True digits; 1 to 17"),
        ({"decimal_mark": ";"}, "';' is none; . and , are allowed"),
        ({"notation": "greek"}, "no notation 'greek'; allowed are assignment, nielsen, cs231n"),
        ({"notation": None}, "no notation None; allowed are assignment"),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_sentence(
    given: dict[str, object], told: str
) -> None:
    with pytest.raises(bg.InvalidValue, match=told):
        Writing(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", bg.NOTATIONS)
def test_a_notation_may_be_given_by_its_name(name: str, tmp_path: Path) -> None:
    session, notation = bg.open_example("xor"), bg.NOTATIONS[name]
    assert Writing(notation=name) == Writing(notation=notation)  # type: ignore[arg-type]
    pages = [
        bg.export_report(session, tmp_path / "a.html", notation=name),
        bg.export_report(session, tmp_path / "b.html", writing=Writing(notation=notation)),
    ]
    first, second = (page.read_bytes() for page in pages)
    assert first == second


def test_another_name_writes_nothing(tmp_path: Path) -> None:
    session = bg.open_example("xor")
    for export, name in ((bg.export_report, "a.html"), (bg.export_picture, "a.svg")):
        with pytest.raises(bg.InvalidValue, match="allowed are"):
            export(session, tmp_path / name, notation="greek")
    assert not list(tmp_path.iterdir())
