"""Asking for a derivative: names typed, the answer read, refusals beside the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.dialogs.derivative import DerivativeDialog


@pytest.fixture
def session() -> bg.Session:
    made = bg.open_example("nlp-assignment")
    made.step_iteration()
    return made


def ask(qtbot: QtBot, session: bg.Session, of: str, by: str) -> DerivativeDialog:
    dialog = DerivativeDialog(session, of=of)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.by, by)
    dialog.by.completer().popup().hide()
    qtbot.keyClick(dialog.by, Qt.Key.Key_Return)
    return dialog


def test_one_path(qtbot: QtBot, session: bg.Session) -> None:
    dialog = ask(qtbot, session, "s[2,1]", "w[2,1,1]")
    assert [line.text for line in dialog.equations.lines] == [
        "∂s[2,1]/∂w[2,1,1] = x[1,1]",
        "= 3",
    ]
    assert dialog.count.text() == "One path."
    assert dialog.isVisible()


def test_why_there_is_no_finite_number(qtbot: QtBot) -> None:
    network = bg.Network(1, [bg.Layer(1, "sigmoid")], bg.Loss("binary_cross_entropy"))
    saturated = bg.Session(network, [[1]], [[0]], weights=[[[800]]])
    saturated.step_iteration()
    dialog = ask(qtbot, saturated, "loss", "s[1,1]")
    assert dialog.equations.lines[-1].text == "= nan"
    reason = "nan: 0 (σ(s[1,1]) · (1 − σ(s[1,1]))) is multiplied by ∞"
    assert dialog.count.text().startswith(f"One path. {reason}")


def test_the_sum_over_paths_and_one_of_them(qtbot: QtBot, session: bg.Session) -> None:
    dialog = ask(qtbot, session, "s[2,1]", "x[0,1]")
    symbols, numbers, result = (line.text for line in dialog.equations.lines)
    assert symbols.startswith("∂s[2,1]/∂x[0,1] = w[2,1,1] · ")
    assert " + w[2,2,1] · " in symbols
    assert numbers.startswith("= 1 · ")
    assert result == "= 2"
    assert dialog.count.text() == "The sum of 2 paths."
    second = dialog.paths.topLevelItem(1)
    assert second.text(0) == "s[2,1] ← x[1,2] ← s[1,2] ← x[0,1]"
    assert second.text(2) == "1"
    dialog.paths.setCurrentItem(second)
    assert dialog.equations.lines[3].text == "s[2,1] ← x[1,2] ← s[1,2] ← x[0,1]:"
    assert dialog.equations.lines[-1].text == "= 1"


def test_the_answer_can_be_typeset(qtbot: QtBot, session: bg.Session) -> None:
    dialog = ask(qtbot, session, "loss", "x[0,1]")
    dialog.paths.setCurrentItem(dialog.paths.topLevelItem(0))
    qtbot.waitUntil(lambda: dialog.equations.is_typeset, timeout=10_000)
    from backprop_gui.report.typesetting import equations_svg

    sources = [line.typst for line in dialog.equations.lines]
    assert all(equations_svg(sources, size_pt=12, colour="#000000"))


def test_no_path_is_zero(qtbot: QtBot, session: bg.Session) -> None:
    dialog = ask(qtbot, session, "s[1,1]", "w[2,1,1]")
    assert dialog.count.text().startswith("No path leads from s[1,1] to w[2,1,1]")
    assert [line.text for line in dialog.equations.lines] == ["∂s[1,1]/∂w[2,1,1] = 0"]


@pytest.mark.parametrize(
    ("of", "by", "said_of", "said_by"),
    [
        ("s[1]", "w[1,1,1]", "whole array", ""),
        ("s[9,9]", "w[1,1,1]", "There is no s[9,9]", ""),
        ("loss", "foo", "", "foo"),
        ("loss", "", "", "Type a quantity's name."),
    ],
)
def test_what_is_wrong_stands_beside_the_field(
    qtbot: QtBot, session: bg.Session, of: str, by: str, said_of: str, said_by: str
) -> None:
    dialog = ask(qtbot, session, of, by)
    for field, said in ((dialog.of, said_of), (dialog.by, said_by)):
        assert field.problem.isVisible() == bool(said)
        assert said in field.problem.text()
    assert dialog.equations.lines == ()


def test_what_is_not_computed_has_no_derivative(qtbot: QtBot, session: bg.Session) -> None:
    session.restart()
    dialog = ask(qtbot, session, "loss", "w[1,1,1]")
    assert "has not been computed yet" in dialog.of.problem.text()


def test_names_are_completed(qtbot: QtBot, session: bg.Session) -> None:
    dialog = DerivativeDialog(session)
    qtbot.addWidget(dialog)
    completer = dialog.of.completer()
    completer.setCompletionPrefix("W[2,")
    found = []
    while completer.setCurrentRow(len(found)):
        found.append(completer.currentCompletion())
    assert found == ["w[2,1,1]", "w[2,2,1]"]
