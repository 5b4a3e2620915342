"""Dialogs fit on the screen, whatever the size of the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import backprop_gui as bg
from backprop_gui.formula.writing import Writing
from backprop_gui.session.tables.text_files import TextFile
from backprop_gui.ui.dialogs.compare_branches import CompareDialog
from backprop_gui.ui.dialogs.derivative import DerivativeDialog
from backprop_gui.ui.dialogs.gallery import Gallery
from backprop_gui.ui.dialogs.gradient_check import GradientCheckDialog
from backprop_gui.ui.dialogs.import_data.dialog import ImportDialog
from backprop_gui.ui.dialogs.keys import KeysDialog
from backprop_gui.ui.dialogs.make_data import MakeDataDialog
from backprop_gui.ui.dialogs.new_session import NewSessionDialog
from backprop_gui.ui.dialogs.note import NoteDialog
from backprop_gui.ui.look.fonts import LARGEST_TEXT
from backprop_gui.ui.look.theme import Appearance

Make = Callable[[bg.Session], QDialog]
LABELS = [*(f"measured number {n}" for n in range(30)), "class"]
ROWS = [[*map(str, range(30)), f"a class with a long name {n}"] for n in range(20)]
TABLE = "\n".join("\t".join(row) for row in [LABELS, *ROWS])


def compared(session: bg.Session) -> QDialog:
    first, second = (branch.name for branch in session.branches)
    return CompareDialog(session, session.compare(first, second), Writing())


DIALOGS: dict[str, Make] = {
    "compare": compared,
    "derivative": DerivativeDialog,
    "gallery": lambda _: Gallery(),
    "gradient check": GradientCheckDialog,
    "import": lambda session: ImportDialog(session, "long.tsv", TextFile(TABLE, "utf-8")),
    "keys": lambda _: KeysDialog(()),
    "make data": MakeDataDialog,
    "new session": lambda _: NewSessionDialog(),
    "note": lambda _: NoteDialog("long " * 500),
}


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[list[QDialog]]:
    """Dialogs that the test opens. They go at its end, before Python's collector meets them."""
    dialogs: list[QDialog] = []
    yield dialogs
    for dialog in dialogs:
        dialog.close()
        dialog.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("percent", [100, LARGEST_TEXT])
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_on_the_screen(
    appearance: Appearance, opened: list[QDialog], name: str, percent: int
) -> None:
    """The screen of the tests has 800 × 800 pixels."""
    appearance.set_text_size(percent)
    dialog = DIALOGS[name](bg.open_example("momentum-in-a-ravine"))
    opened.append(dialog)
    dialog.show()
    screen = dialog.screen().availableSize()
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()
    assert not [widget for widget in dialog.findChildren(QWidget) if sticks_out(widget, dialog)]


def sticks_out(widget: QWidget, dialog: QDialog) -> bool:
    """Of those that lie in the dialog itself: what scrolls may be larger."""
    lies_in_it = widget.parentWidget() is dialog and widget.isVisible()
    return lies_in_it and not dialog.rect().contains(widget.geometry())
