"""Every dialog: the keyboard reaches all that is seen and nothing else, and is seen where it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.marking.answers import of_written
from backprop_gui.session.run.answers import WrittenAnswer
from backprop_gui.session.tables.text_files import TextFile
from backprop_gui.ui.commands import COMMANDS
from backprop_gui.ui.dialogs import import_answers
from backprop_gui.ui.dialogs.arrange_panel import ArrangePanelDialog
from backprop_gui.ui.dialogs.compare_branches import CompareDialog
from backprop_gui.ui.dialogs.derivative import DerivativeDialog
from backprop_gui.ui.dialogs.export_picture import PictureDialog
from backprop_gui.ui.dialogs.export_report import ReportDialog
from backprop_gui.ui.dialogs.gallery.gallery import Gallery
from backprop_gui.ui.dialogs.go_to import GoToDialog
from backprop_gui.ui.dialogs.gradient_check import GradientCheckDialog
from backprop_gui.ui.dialogs.import_data.dialog import ImportDialog
from backprop_gui.ui.dialogs.keys import KeyRow, KeysDialog
from backprop_gui.ui.dialogs.make_data import MakeDataDialog
from backprop_gui.ui.dialogs.new_session import NewSessionDialog
from backprop_gui.ui.dialogs.note import NoteDialog
from backprop_gui.ui.dialogs.palette import Palette
from backprop_gui.ui.main_window import MainWindow
from tests.ui.keyboard import clicked, out_of_reach, parts, said, takes_focus, unseen, walk

Make = Callable[[MainWindow], QDialog]
TABLE = "a;b;c\n1;2;x\n2;3;y\n5;oops;y\n"


def _gradients(window: MainWindow) -> QDialog:
    dialog = GradientCheckDialog(window.desk.session, window)
    while not dialog.finished_checking:
        QTest.qWait(5)
    return dialog


def _derivative(window: MainWindow) -> QDialog:
    dialog = DerivativeDialog(window.desk.session, window, of="loss")
    dialog.by.setText("w[1,1,1]")
    dialog.ask()
    return dialog


def _comparison(window: MainWindow) -> QDialog:
    session = window.desk.session
    session.seek(bg.Position(1, 0, 0))
    session.set("w_new[1,1,1]", 0.5)
    session.step_iteration(2)
    return CompareDialog(session, session.compare("main", "branch 1"), window.desk.writing, window)


def _answers(window: MainWindow) -> QDialog:
    found = of_written((WrittenAnswer("loss", "6.0"),))
    return import_answers.ImportDialog(window.desk.session, found, window)


def _keys(window: MainWindow) -> QDialog:
    rows = [KeyRow(c.menu, c.plain_text, c.keys, c.tip) for c in COMMANDS[:20]]
    return KeysDialog(rows, window)


DIALOGS: dict[str, Make] = {
    "answers": _answers,
    "arrange": lambda w: ArrangePanelDialog(w, w.docks),
    "comparison": _comparison,
    "derivative": _derivative,
    "gallery": Gallery,
    "go to": lambda w: GoToDialog(w.desk.session, w),
    "gradients": _gradients,
    "import": lambda w: ImportDialog(w.desk.session, "a.csv", TextFile(TABLE, "utf-8"), w),
    "keys": _keys,
    "made data": lambda w: MakeDataDialog(w.desk.session, w),
    "new session": NewSessionDialog,
    "note": lambda w: NoteDialog("", w),
    "palette": lambda w: Palette([w.actions_by_id["undo"], w.actions_by_id["redo"]], w),
    "picture": PictureDialog,
    "report": lambda w: ReportDialog(w.desk.session, w),
}
EACH = pytest.mark.parametrize("make", DIALOGS.values(), ids=DIALOGS)


def opened(window: MainWindow, make: Make, qtbot: QtBot) -> QDialog:
    window.desk.session.step_iteration(3)
    dialog = make(window)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.focusWidget() is not None)
    return dialog


def first(dialog: QDialog) -> QWidget:
    start = dialog.focusWidget()
    assert start is not None
    return start


@EACH
def test_what_can_be_clicked_is_reached_and_named(
    window: MainWindow, make: Make, qtbot: QtBot
) -> None:
    dialog = opened(window, make, qtbot)
    can_be_clicked = clicked(dialog)
    assert out_of_reach(can_be_clicked, set(walk(first(dialog)))) == []
    nameless = [p for p in parts(dialog) if takes_focus(p) and not said(p).strip()]
    assert [p for p in nameless if not isinstance(p, QTabBar)] == []


@EACH
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_has_the_keyboard_is_seen_to_have_it(
    window: MainWindow, make: Make, qtbot: QtBot, theme: str
) -> None:
    window.actions_by_id[f"theme-{theme}"].trigger()
    dialog = opened(window, make, qtbot)
    assert unseen(first(dialog)) == []


@EACH
def test_every_label_says_what_is_written_on_it(
    window: MainWindow, make: Make, qtbot: QtBot
) -> None:
    for label in opened(window, make, qtbot).findChildren(QLabel):
        assert label.buddy() or not label.accessibleName() or label.text() in said(label)


def test_no_dialog_is_left_out() -> None:
    """One that is new gets its line in the table above."""
    known = {
        type_ for type_ in _all_dialogs(QDialog) if type_.__module__.startswith("backprop_gui")
    }
    assert {type_.__name__ for type_ in known} == {
        "ArrangePanelDialog", "CompareDialog", "DerivativeDialog", "Gallery", "GoToDialog",
        "GradientCheckDialog", "ImportDialog", "KeysDialog", "MakeDataDialog", "NewSessionDialog",
        "NoteDialog", "OneLineDialog", "Palette", "PictureDialog", "ReportDialog",
    }  # fmt: skip


def _all_dialogs(of: type[QDialog]) -> set[type[QDialog]]:
    return {kind for sub in of.__subclasses__() for kind in (sub, *_all_dialogs(sub))}
