"""How the settings behave as a panel: focus, width, what they follow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

import backprop_gui as bg
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.editors import TextEditor
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel
from tests.ui.panels.settings.hands import choose, opened, refusal, shown, write

Key = Qt.Key


def test_what_is_folded_takes_no_focus(panel: SettingsPanel) -> None:
    for box in panel.boxes:
        if box.heading.isChecked():
            box.heading.setFocus()
            QTest.keyClick(box.heading, Key.Key_Space)
    reached = set()
    panel.boxes[0].heading.setFocus()
    for _ in range(20):
        focus = QApplication.focusWidget()
        reached.add(focus.text() if hasattr(focus, "text") else type(focus).__name__)
        QTest.keyClick(focus, Key.Key_Tab)
    assert reached >= {box.section.title for box in panel.boxes}
    assert reached <= {box.section.title for box in panel.boxes} | {"SettingsPanel"}


def test_every_editor_has_a_name_and_a_label(panel: SettingsPanel) -> None:
    for box in panel.boxes:
        for row in opened(panel, box.section.title).form.rows.values():
            assert row.editor.accessibleName() == row.field.label
            assert row.label.buddy() is row.editor


def test_tab_goes_down_the_fields_also_after_some_came_and_went(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Loss")
    choose(box, "name", "Huber")
    box.form.rows["name"].editor.setFocus()
    order = []
    for _ in range(len(box.form.rows)):
        focus = QApplication.focusWidget()
        order.append(focus.accessibleName())
        QTest.keyClick(focus, Key.Key_Tab)
    assert order == [row.field.label for row in box.form.rows.values()]


def test_the_wheel_scrolls_and_chooses_nothing(panel: SettingsPanel, session: Session) -> None:
    combo = opened(panel, "Layers").form.rows["activation"].editor
    combo.setFocus()
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, down)
    assert not session.can_undo


def test_nothing_is_wider_than_300_pixels(panel: SettingsPanel, session: Session) -> None:
    session.change(optimizer=bg.NAdam())
    for box in panel.boxes:
        opened(panel, box.section.title)
    inside = panel.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= panel.viewport().width()
    for child in inside.findChildren(QWidget):
        if child.isVisible() and isinstance(child, QLabel | QCheckBox | TextEditor):
            right = child.mapTo(inside, QPoint(child.width(), 0)).x()
            assert right <= panel.viewport().width()


def test_a_selected_unit_or_edge_shows_its_layer(panel: SettingsPanel) -> None:
    for name, layer in (("x[2,1]", 2), ("w[1,2,1]", 1), ("y[1]", 3), ("x[0,1]", 0)):
        panel.show_selection(name)
        assert panel.layers.selected == layer


def test_formulas_follow_the_decimal_mark(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Loss")
    write(box, "factor", "0.3")
    panel.set_writing(Writing(decimal_mark=","))
    assert "0,3" in box.formulas.plain("text")


def test_another_session_is_shown(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Loss")
    write(box, "factor", "x")
    panel.set_session(bg.open_example("nlp-assignment"))
    assert shown(box, "name") == "binary cross-entropy"
    assert shown(box, "factor") == "1"
    assert not refusal(box, "factor")
