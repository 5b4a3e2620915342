"""A list keeps what a person has selected while its rows change."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backprop_gui.ui.panels.lists.listing import ListPanel, Row


def rows(texts: str, marked: str = "") -> list[Row]:
    return [Row((text,), text in marked) for text in texts]


@pytest.fixture
def panel(qtbot: QtBot) -> ListPanel:
    panel = ListPanel()
    qtbot.addWidget(panel)
    panel.model.set_heads(("Text",))
    panel.show_rows(rows("abcd"))
    panel.table.selectRow(2)
    return panel


def selected(panel: ListPanel) -> str:
    return "" if panel.row is None else panel.model.rows[panel.row].cells[0]


@pytest.mark.parametrize(
    ("texts", "kept"), [("bcd", "c"), ("xabcd", "c"), ("abd", "d"), ("ab", "b"), ("", "")]
)
def test_the_selection_stays_with_its_text_or_else_at_its_place(
    panel: ListPanel, texts: str, kept: str
) -> None:
    panel.show_rows(rows(texts))
    assert selected(panel) == kept


def test_another_mark_leaves_the_table_as_it_is(panel: ListPanel, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(panel.model.modelReset),
        qtbot.waitSignal(panel.model.dataChanged) as changed,
    ):
        panel.show_rows(rows("abcd", marked="b"))
    assert changed.args is not None
    assert [index.row() for index in changed.args[:2]] == [1, 1]
    assert [row.marked for row in panel.model.rows] == [False, True, False, False]
