"""Items live as long as Qt may ask for them, and no longer: also when the program ends."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from backprop_gui.ui.accessible.content import Key, Told
from backprop_gui.ui.accessible.items import Items
from backprop_gui.ui.accessible.widget import Painting, install
from tests.ui.accessible import tree

PROGRAM = """
import gc
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import backprop_gui as bg
from backprop_gui.app import make_window
from tests.ui.accessible import tree

application = QApplication([])
QAccessible.setActive(True)
window = make_window(application, bg.open_example("nlp-assignment"), "example")
window.show()
QTest.qWait(100)
for _ in range(2):
    window.desk.session.step_over()
    QTest.qWait(50)
    parts = list(tree.below(tree.of(window)))
    print(len(parts), all(isinstance(part.text(tree.TEXT.Name), str) for part in parts))
del parts
gc.collect()
"""


class Row(QWidget, Painting):
    """Paints so many boxes."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, boxes: int) -> None:
        install()
        super().__init__()
        self.boxes = boxes
        self.painted = Items(self, self)
        self.focus: Key | None = None

    def children(self, key: Key | None = None) -> range:  # type: ignore[override]
        return range(self.boxes) if key is None else range(0)

    def parent(self, key: Key | None = None) -> None:  # type: ignore[override]
        return None

    def told(self, key: Key) -> Told:
        if key not in self.children():
            raise LookupError(key)
        return Told(f"box {key}", QAccessible.Role.ListItem, QRect(10 * int(str(key)), 0, 10, 10))

    def at(self, point: QPoint) -> Key | None:
        return point.x() // 10 if point.x() < 10 * self.boxes else None


def test_items_are_made_when_asked_for_and_kept(qtbot: QtBot) -> None:
    row = Row(3)
    qtbot.addWidget(row)
    boxes = tree.painted(row)
    assert tree.names(boxes) == ["box 0", "box 1", "box 2"]
    assert tree.painted(row) == boxes
    assert tree.of(row).childAt(25, 5) is boxes[2]


def test_what_has_just_gone_says_nothing(qtbot: QtBot) -> None:
    row = Row(2)
    qtbot.addWidget(row)
    last = tree.painted(row)[1]
    row.boxes = 1
    assert (last.text(tree.TEXT.Name), last.rect(), last.childCount()) == ("", QRect(), 0)
    row.painted.drop()
    assert not isValid(last)
    assert tree.names(tree.painted(row)) == ["box 0"]


def test_items_go_with_their_widget() -> None:
    row = Row(2)
    boxes, own = tree.painted(row), tree.of(row)
    delete(row)
    assert not any(isValid(item) for item in (*boxes, own))


def test_the_program_ends_well_while_a_screen_reader_reads() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert (ended.returncode, "Error" in ended.stderr) == (0, False), ended.stderr
    assert [line.split()[1] for line in ended.stdout.splitlines()] == ["True", "True"]
