"""What the table of quantities tells its view when the session has moved."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.panels.quantity_model import QuantityModel
from backprop_gui.ui.panels.rows import every

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
