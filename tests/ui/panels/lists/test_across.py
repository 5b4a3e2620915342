"""Texts across their rows are wrapped between words; only what has none is broken anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from backprop_gui.ui.panels.lists.across import Across


@pytest.mark.parametrize("above", [True, False])
def test_a_row_is_as_high_as_its_wrapped_text(qtbot: QtBot, above: bool) -> None:
    table, texts = QTableView(), dict[int, str]()
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(3, 1, table))
    across = Across(table, lambda: dict(texts), above=above, indent=0)
    table.resize(400, 300)
    table.show()
    line, metrics = across.line, table.fontMetrics()
    word = "w" * (table.viewport().width() * 2 // 3 // metrics.horizontalAdvance("w"))
    texts.update({0: f"{word} {word} {word}", 1: word * 3})
    across.fit()
    lines = [(table.rowHeight(row) - line) / metrics.lineSpacing() for row in range(3)]
    assert [round(count) for count in lines] == [3, 2, 0]
    texts.clear()
    across.fit()
    assert {table.rowHeight(row) for row in range(3)} == {line}
