"""The gradient check's window: verdict, table, map, clipboard, as a person meets them."""

from __future__ import annotations

import csv

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.formula.writing import Writing
from backprop_gui.ui.dialogs.gradient_check import GradientCheckDialog
from backprop_gui.ui.look import theme

LEFT = Qt.MouseButton.LeftButton
RELATIVE = 3


def session(derivative: str | None = None) -> bg.Session:
    """With a surrogate `derivative`, the gradients of the first layer need not agree."""
    layers = [bg.Layer(3, "tanh", derivative=derivative), bg.Layer(1, "identity")]
    network = bg.Network(2, layers, loss=bg.Loss("squared_error"), masks={"w[1]": [[1, 0, 1]] * 2})
    return bg.Session(network, [[0.5, -1.0]], [[1.0]], seed=1)


def shown(qtbot: QtBot, checked: bg.Session) -> GradientCheckDialog:
    dialog = GradientCheckDialog(checked)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.model.checks))
    return dialog


def texts(dialog: GradientCheckDialog, column: int) -> list[str]:
    model = dialog.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_all_agree(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session())
    assert dialog.verdict.text().startswith("All 11 gradients agree with the numeric ones.")
    assert "(complex step)" in dialog.verdict.text()
    assert set(texts(dialog, 5)) == {"agrees"}
    assert not dialog.progress.isVisible()


def test_the_worst_stands_first_and_is_outlined(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session("step"))
    checks = dialog.model.checks
    assert checks[0].relative == max(one.relative for one in checks)
    assert "differs" in texts(dialog, 5)[0]
    assert "a surrogate derivative is in force in layer 1" in dialog.verdict.text()
    assert dialog.table.currentIndex().row() == 0
    assert dialog.array.currentText() in ("w[1]", "b[1]")
    assert dialog.map.selected >= 0


def test_a_click_on_a_heading_sorts_by_number(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session("step"))
    dialog.table.sortByColumn(RELATIVE, Qt.SortOrder.AscendingOrder)
    model = dialog.table.model()
    order = [model.index(row, RELATIVE).data(Qt.ItemDataRole.UserRole) for row in range(11)]
    assert order == sorted(order)
    dialog.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert texts(dialog, 0)[:3] == ["b[1,1]", "b[1,2]", "b[1,3]"]


def test_a_key_sorts_by_the_column_rising_falling_and_not(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session("step"))
    table, at_first = dialog.table, texts(dialog, 0)
    table.setCurrentIndex(table.model().index(0, 0))
    orders = []
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_F3)
        orders.append(texts(dialog, 0))
    assert orders[0][:3] == ["b[1,1]", "b[1,2]", "b[1,3]"]
    assert orders[1] == orders[0][::-1]
    assert orders[2] == at_first


def test_the_row_that_the_keyboard_is_in_is_outlined_on_the_map(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session("step"))
    for _ in range(4):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        name = texts(dialog, 0)[dialog.table.currentIndex().row()]
        assert dialog.map.cells is not None
        assert dialog.array.currentText() == name.split("[")[0] + f"[{name[2]}]"
        assert name in dialog.map.cells.tips[dialog.map.selected]


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session("step"))
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.measure


def test_a_click_on_a_cell_selects_its_row(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session("step"))
    dialog.array.setCurrentText("w[1]")
    place = dialog.map.cell_rect(5).center().toPoint()
    qtbot.mouseClick(dialog.map, LEFT, pos=place)
    row = dialog.table.currentIndex().row()
    assert texts(dialog, 0)[row] == "w[1,2,3]"
    assert dialog.map.selected == 5
    assert dialog.map.cell_at(place) == 5


def test_a_removed_edge_has_no_cell(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session())
    dialog.array.setCurrentText("w[1]")
    assert dialog.map.cell_at(dialog.map.cell_rect(1).center().toPoint()) == -1
    assert dialog.map.cell_at(QPoint(2, 2)) == -1


def test_a_cell_tells_its_numbers_and_is_marked_beside_its_colour(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session("step"))
    dialog.array.setCurrentText("w[1]")
    cells = dialog.map.cells
    assert cells is not None
    assert cells.marks == ("!", "", "!") * 2
    assert cells.tips[0].startswith("w[1,1,1]\nanalytic ")
    assert "differs" in cells.tips[0]
    dialog.measure.setCurrentText("Analytic gradient")
    assert dialog.map.cells is not None
    assert dialog.map.accessibleName() == "Analytic gradient of w[1]"


def test_the_map_is_painted_in_the_ramps_colours(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session())
    dialog.measure.setCurrentText("Numeric gradient")
    dialog.array.setCurrentText("w[2]")
    dialog.table.clearSelection()
    dialog.map.select(-1)
    cells = dialog.map.cells
    assert cells is not None
    picture = dialog.map.grab().toImage()
    for cell in range(3):
        corner = dialog.map.cell_rect(cell).topLeft().toPoint() + QPoint(4, 4)
        wanted = theme.current().diverging(float(cells.shades.flat[cell]))
        got = QColor(picture.pixel(corner))
        assert max(abs(a - b) for a, b in zip(got.getRgb(), wanted.getRgb(), strict=True)) <= 3


def test_copy_as_csv(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session())
    (button,) = (b for b in dialog.findChildren(QPushButton) if "CSV" in b.text())
    qtbot.mouseClick(button, LEFT)
    head, *rows = csv.reader(QGuiApplication.clipboard().text().splitlines())
    assert head == [
        "parameter", "analytic", "numeric", "relative difference", "method", "remark"
    ]  # fmt: skip
    assert [row[0] for row in rows] == [str(one.parameter) for one in dialog.model.checks]
    assert float(rows[0][1]) == dialog.model.checks[0].analytic


def test_numbers_are_written_as_the_person_chose(qtbot: QtBot) -> None:
    dialog = GradientCheckDialog(session(), None, Writing(3, ","))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(dialog.model.checks))
    assert any("," in text and "." not in text for text in texts(dialog, 1))


def test_closing_ends_the_check(qtbot: QtBot) -> None:
    network = bg.Network(60, [bg.Layer(60, "relu"), bg.Layer(1)])
    dialog = GradientCheckDialog(bg.Session(network, [[0.5] * 60], [[1.0]]))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.progress.value() > 0)
    dialog.reject()
    done = dialog.progress.value()
    qtbot.wait(60)
    assert dialog.progress.value() == done < 3721


def test_a_kink_is_named(qtbot: QtBot) -> None:
    network = bg.Network(1, [bg.Layer(1, "relu")], loss=bg.Loss("squared_error"))
    dialog = shown(qtbot, bg.Session(network, [[1.0]], [[1.0]], weights=[[[0.0]]]))
    assert "At a kink, where the loss has no derivative: w[1,1,1], b[1,1]." in dialog.verdict.text()
    assert dialog.map.cells is not None
    assert dialog.map.cells.marks == ("k",)
