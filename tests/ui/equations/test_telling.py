"""Screen readers find an explanation line by line, and hear what a step has computed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from backprop_gui.ui.main_window import MainWindow
from tests.ui.accessible import tree

LINES = [
    "s[1,1] = x[0,1] · w[1,1,1] + x[0,2] · w[1,2,1] + x[0,3] · w[1,3,1]",
    "= 1 · 1 + 1 · 1 + 1 · 1",
    "= 3",
]


def test_each_line_is_a_text_where_it_is_drawn(window: MainWindow, qtbot: QtBot) -> None:
    equations = window.explanation.equations
    window.desk.session.run_to("s[1,1]")
    qtbot.waitUntil(lambda: len(equations.lines) == 3 and equations.is_typeset)
    lines = tree.painted(equations.widget())
    assert tree.names(lines) == LINES
    assert {line.role() for line in lines} == {QAccessible.Role.StaticText}
    tops = [line.rect().top() for line in lines]
    assert tops == sorted(tops)
    at = equations.widget().mapToGlobal(QPoint())
    for line in lines:
        assert equations.widget().rect().translated(at).contains(line.rect())
        page, centre = tree.of(equations.widget()), line.rect().center()
        assert page.childAt(centre.x(), centre.y()) is line
    window.desk.session.step_over()
    qtbot.waitUntil(lambda: equations.lines[0].text.startswith("s[1,2]"))
    assert tree.names(tree.painted(equations.widget())) == [line.text for line in equations.lines]


def test_a_step_is_announced_with_its_result(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[str] = []

    def hear(event: QAccessible) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    window.desk.session.step_into()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["weighted sums of layer 1: s[1,1] = 3"]
    window.explanation.explain("x[0,1]")
    assert len(told) == 1
