"""A line whose numbers run asks for no other layout; what does not fit is told by its tooltip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backprop_gui.ui.widgets.elided_label import ElidedLabel


class Layouts(QObject):
    """Counts how often a widget has been asked to lay out its children."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    box = QWidget()
    QHBoxLayout(box).addWidget(ElidedLabel("iteration 1"))
    qtbot.addWidget(box)
    box.resize(400, 40)
    box.show()
    QApplication.processEvents()
    return box


def label_of(box: QWidget) -> ElidedLabel:
    label = box.findChild(ElidedLabel)
    assert label is not None
    return label


def test_running_numbers_leave_the_layout_alone(box: QWidget) -> None:
    label, layouts = label_of(box), Layouts()
    box.installEventFilter(layouts)
    for number in range(100, 1000, 7):
        label.setText(f"iteration {number}")
        QApplication.processEvents()
    assert label.text() == label.accessibleName() == "iteration 996"
    assert layouts.count <= 1


def test_a_longer_text_gets_its_room(box: QWidget) -> None:
    label, layouts = label_of(box), Layouts()
    box.installEventFilter(layouts)
    label.setText("a text that is much longer than the one before")
    QApplication.processEvents()
    assert layouts.count == 1
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_what_does_not_fit_is_told_by_the_tooltip(box: QWidget) -> None:
    label = label_of(box)
    text = "words " * 100
    label.setText(text)
    label.grab()
    assert label.toolTip() == text
    label.setText("words")
    label.grab()
    assert not label.toolTip()
