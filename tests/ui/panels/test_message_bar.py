"""The message above the canvas comes and goes without moving what lies below it to and fro."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backprop_gui.session.stops.breakpoints import Line
from backprop_gui.ui.main_window import MainWindow


class Resizes(QObject):
    """Counts how often a widget is given another size."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Resize
        return False


def test_from_stop_to_stop_the_canvas_keeps_its_size(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.session.add_breakpoint(Line(operation="s[2]"))
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.message.text != "")
    QTest.qWait(20)
    resizes = Resizes(window.canvas)
    for iteration in (1, 2):
        QTest.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: window.message.text != "")
        QTest.qWait(20)
        assert window.desk.session.position.iteration == iteration
    assert not resizes.count


def test_a_message_leaves_after_the_next_command(window: MainWindow, qtbot: QtBot) -> None:
    window.message.tell("no")
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.message.text == ""
    qtbot.waitUntil(window.message.isHidden)
