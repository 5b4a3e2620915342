"""Sheets worked by hand as students hand them in, with one or two mistakes or none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import backprop_gui as bg
from backprop_gui.formula.printed import printed
from backprop_gui.marking.answers import Answer, Answers
from tests.engine.test_worked_examples import opened

_FILE = Path(__file__).parents[1] / "data/handwork.json"
DATA: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))


@pytest.mark.parametrize("sheet", DATA["sheets"], ids=lambda sheet: str(sheet["about"]))
def test_each_number_is_marked_as_a_teacher_would(sheet: dict[str, Any]) -> None:
    """What is wrong is told first or as tied; what only follows from it is not blamed."""
    session = opened({"id": sheet["about"], **DATA["networks"][sheet["network"]]})
    answers = tuple(Answer(name, printed(text)) for name, text, _ in sheet["numbers"])
    marked = bg.check(session, Answers(answers))
    for name, _, expected in sheet["numbers"]:
        verdict, _, mistake = expected.partition(": ")
        found = marked.of(name)
        assert found.verdict == verdict, found
        assert mistake in [d.id for d in found.diagnoses if d.rank == 1] or not mistake, found


@pytest.mark.parametrize("sheet", DATA["sheets"], ids=lambda sheet: str(sheet["about"]))
def test_every_diagnosis_gives_the_number(sheet: dict[str, Any]) -> None:
    """Its own recalculation confirms it, to the digits that were written and their rounding."""
    session = opened({"id": sheet["about"], **DATA["networks"][sheet["network"]]})
    answers = tuple(Answer(name, printed(text)) for name, text, _ in sheet["numbers"])
    for verdict in bg.check(session, Answers(answers)).verdicts:
        for diagnosis in verdict.diagnoses:
            near = float(verdict.printed)
            assert diagnosis.reproduced == pytest.approx(near, rel=0.02, abs=2e-3), diagnosis


def test_a_lone_number_shows_a_mistake_made_throughout() -> None:
    """No bias was added anywhere, and only the loss is written down."""
    (sheet,) = (s for s in DATA["sheets"] if len(s["numbers"]) == 1)
    session = opened({"id": "", **DATA["networks"][sheet["network"]]})
    ((name, text, _),) = sheet["numbers"]
    (verdict,) = bg.check(session, Answers((Answer(name, printed(text)),))).verdicts
    assert "s[1,1], s[1,2], s[2,1], s[2,2] were not written down" in verdict.diagnoses[0].text
