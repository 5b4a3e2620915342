"""What the table of quantities tells its view when the session has moved."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.values.model import MARK, NAME, VALUE, QuantityModel
from backprop_gui.ui.panels.values.panel import QuantityTable, ValuesPanel
from backprop_gui.ui.panels.values.rows import every
from tests.ui.conftest import Open

FONT = Qt.ItemDataRole.FontRole


def fonts(model: QuantityModel) -> dict[tuple[int, int], QFont]:
    cells = [(row, column) for row in range(model.rowCount()) for column in range(4)]
    return {cell: model.data(model.index(*cell), FONT) for cell in cells}


def test_every_cell_whose_font_a_step_changes_is_painted_anew(qtbot: QtBot) -> None:
    session = bg.open_example("nlp-assignment")
    model = QuantityModel(session)
    model.show(session, every(session.program.arrays))
    told: set[tuple[int, int]] = set()

    def tell(first: QModelIndex, last: QModelIndex) -> None:
        rows = range(first.row(), last.row() + 1)
        told.update((r, c) for r in rows for c in range(first.column(), last.column() + 1))

    model.dataChanged.connect(tell)
    session.step_into()
    model.refresh()
    before = fonts(model)
    told.clear()
    session.step_into()
    model.refresh()
    after = fonts(model)
    changed = {cell for cell in after if after[cell] != before[cell]}
    assert len(changed) == 8  # the row that was now, and the one that is
    assert changed <= told


def test_a_hyperparameter_is_edited_by_a_double_click(qtbot: QtBot) -> None:
    session = bg.open_example("nlp-assignment")
    session.change(optimizer=bg.Adam())
    panel = ValuesPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.filter.setText("beta")
    table = panel.table
    assert [str(table.quantities.quantity(row)) for row in range(2)] == ["beta1", "beta2"]
    refused: list[str] = []
    table.refused.connect(refused.append)
    for text in ("1", "0.5"):
        place = table.visualRect(table.quantities.index(0, VALUE)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        field = table.findChild(QLineEdit)
        assert field is not None
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None)
    assert ["from 0 to below 1 is allowed" in reason for reason in refused] == [True]
    assert [(str(edit.quantity), edit.value) for edit in session.edits] == [("beta1", 0.5)]
    panel.refresh()
    assert table.quantities.data(table.quantities.index(0, VALUE)) == "0.5"


def test_the_value_is_edited_wherever_in_its_row_f2_is_pressed(qtbot: QtBot) -> None:
    panel = ValuesPanel(bg.open_example("nlp-assignment"))
    qtbot.addWidget(panel)
    panel.show()
    table = panel.table
    table.setCurrentIndex(table.quantities.index(0, NAME))
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = table.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "1"


def test_why_a_number_cannot_be_set_is_said_when_one_tries(qtbot: QtBot) -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration()
    panel = ValuesPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.filter.setText("w[1,1,1]")
    place = panel.table.visualRect(panel.table.quantities.index(0, NAME)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(panel.refused) as said:
        QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said.args is not None
    assert said.args[0].endswith("belongs to its past; set w_new[1,1,1].")


def wide(mark: str, table: QuantityTable) -> bool:
    """Whether the column of marks shows one whole."""
    text = table.fontMetrics().horizontalAdvance(mark)
    return table.horizontalHeader().length() <= table.viewport().width() and text <= (
        table.columnWidth(MARK) - 6
    )


def test_the_marks_are_whole_beside_long_names(open_window: Open) -> None:
    network = bg.Network(30, [bg.Layer(40, "relu"), bg.Layer(3, "sigmoid")])
    session = bg.Session(network, inputs=[[0.1] * 30] * 120, targets=[[0.0] * 3] * 120)
    window = open_window(session)
    table = window.values.table
    assert wide("⟵ now", table)
    session.step_iteration()
    session.set("w_new[1,1,1]", 0.5)
    session.back_over()
    QTest.qWait(50)
    assert wide("before the edit", table)
    window.desk.more_digits(4)
    QTest.qWait(50)
    assert wide("⟵ now", table)


def test_a_step_leaves_the_place_in_the_selection_s_table(window: MainWindow) -> None:
    window.canvas.select("s[1,1]")
    table = window.details.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    row = table.currentIndex().row()
    QTest.keyClick(window, Qt.Key.Key_F10)
    QTest.qWait(50)
    assert table.currentIndex().row() == row > 0


def test_rows_that_a_change_of_the_network_has_taken_can_be_painted(window: MainWindow) -> None:
    session, table = window.desk.session, window.values.table
    session.set("w[1,1,1]", 0.5)
    QTest.qWait(50)
    window.values.filter.setText("w[1,2")
    session.change(network=bg.Network(3, [bg.Layer(1)]))
    table.grab()
    QTest.qWait(50)
    assert [table.quantities.index(0, NAME).data()] == ["w[1,2,1]"]
    assert table.quantities.rowCount() == 1
