"""The list of keys: found by words and by keys."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backprop_gui.ui.dialogs.keys import KeyRow, KeysDialog

ROWS = (
    KeyRow("File", "Open", ("Ctrl+O",), ""),
    KeyRow("Debug", "Step Over", ("F10",), "One operation"),
    KeyRow("Debug", "Step Into", ("F11",), "One element"),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> KeysDialog:
    dialog = KeysDialog(ROWS)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def listed(dialog: KeysDialog) -> list[str]:
    menus = map(dialog.tree.topLevelItem, range(dialog.tree.topLevelItemCount()))
    return [menu.child(n).text(0) for menu in menus if menu for n in range(menu.childCount())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Open", "Step Over", "Step Into"]),
        ("f10", ["Step Over"]),
        ("debug element", ["Step Into"]),
        ("nothing such", []),
    ],
)
def test_the_filter_finds_words_and_keys(
    dialog: KeysDialog, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    qtbot.keyClicks(dialog.filter, typed)
    assert listed(dialog) == found
