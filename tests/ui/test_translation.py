"""Every text that a person reads in the window goes through Qt's translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

import backprop_gui
from backprop_gui.ui.commands import COMMANDS
from backprop_gui.ui.main_window import MainWindow

UI = Path(backprop_gui.__file__).parent / "ui"
SHOWING = (
    "addAction",
    "addButton",
    "addItem",
    "addItems",
    "addMenu",
    "addRow",
    "addTab",
    "setAccessibleDescription",
    "setAccessibleName",
    "setHeaderLabels",
    "setPlaceholderText",
    "setPrefix",
    "setStatusTip",
    "setSuffix",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "setWindowTitle",
    "showMessage",
    "showText",
    "QAction",
    "QCheckBox",
    "QDockWidget",
    "QGroupBox",
    "QLabel",
    "QMenu",
    "QPushButton",
    "QRadioButton",
    "QToolBar",
)
WORD = re.compile(r"[A-Za-z]{2,}")
# What has to be typed in every language, a name, and a key that files have.
NO_WORDS = ("2-2-1", "loss", "[*] — backprop-gui", "Title")


def untranslated(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each word that is shown as it stands in the program."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in SHOWING:
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from ((text.lineno, text.value) for text in _texts(argument))


def _texts(node: ast.expr) -> Iterator[ast.Constant]:
    """The words in what is shown; not those that another call, as `tr`, makes something of."""
    match node:
        case ast.Constant(value=str(text)) if WORD.search(_without_tags(text)):
            if text not in NO_WORDS:
                yield node
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _texts(part)
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            yield from _texts(left)
            yield from _texts(right)


def _without_tags(text: str) -> str:
    """Without what is between < and >, of which a part of a text may have one only."""
    return re.sub(r"<[^>]*>?|^[^<]*>", "", text)


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


class InOtherWords(QTranslator):
    """A language in which everything stands in quotes."""

    def translate(self, context: str, text: str, *_: object) -> str:
        return f"«{text}»"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def other_words(qapp: QApplication) -> Iterator[None]:
    translator = InOtherWords(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_commands_are_said_in_other_words(other_words: None, window: MainWindow) -> None:
    menus = [bar.menu() for bar in window.menuBar().actions()]
    assert all(menu.title().startswith("«") for menu in menus)
    for command in COMMANDS:
        action = window.actions_by_id[command.id]
        for text in (action.text(), action.toolTip(), action.statusTip()):
            assert text.startswith("«") or not text
    assert all(dock.windowTitle().startswith("«") for dock in window.docks)


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: file.stem)
def test_what_is_shown_is_translated(file: Path) -> None:
    assert list(untranslated(file.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("label.setText('Loss')", ["Loss"]),
        ("QLabel(f'Layer {n}', parent)", ["Layer "]),
        ("box.addItems(['one', self.tr('two')])", ["one"]),
        ("button.setToolTip('Go' if on else self.tr('Stop'))", ["Go"]),
        ("label.setText(self.tr('Loss {}').format(n))", []),
        ("label.setText(f'<b>{title}</b> — ✕')", []),
        ("label.setText('⚠ ' + reason)", []),
    ],
)
def test_the_search_finds_what_is_not(source: str, found: list[str]) -> None:
    assert [text for _, text in untranslated(source)] == found
