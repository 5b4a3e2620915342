"""Working the settings as a person does: with keys, reading what is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from backprop_gui.ui.panels.settings.editors import ChoiceEditor
from backprop_gui.ui.panels.settings.section_box import SectionBox
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel

Key = Qt.Key


def opened(panel: SettingsPanel, title: str) -> SectionBox:
    box = panel.box(title)
    if not box.heading.isChecked():
        box.heading.setFocus()
        QTest.keyClick(box.heading, Key.Key_Space)
    return box


def write(box: SectionBox, key: str, text: str, end: Qt.Key = Key.Key_Return) -> None:
    line = box.form.rows[key].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClick(line, end)


def choose(box: SectionBox, key: str, title: str) -> None:
    """Go down to an entry of a box with the keyboard, and take it."""
    combo = box.form.rows[key].editor
    assert isinstance(combo, ChoiceEditor)
    combo.setFocus()
    combo.showPopup()
    view = combo.view()
    QTest.keyClick(view, Key.Key_Home)
    for _ in range(combo.findText(title)):
        QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    assert combo.currentText() == title or box.form.rows[key].message.text()


def titles(box: SectionBox, key: str) -> list[str]:
    combo = box.form.rows[key].editor
    assert isinstance(combo, QComboBox)
    return [combo.itemText(place) for place in range(combo.count())]


def shown(box: SectionBox, key: str) -> str:
    editor = box.form.rows[key].editor
    return editor.currentText() if isinstance(editor, QComboBox) else editor.text()


def refusal(box: SectionBox, key: str) -> str:
    message = box.form.rows[key].message
    return message.text() if message.isVisible() else ""
