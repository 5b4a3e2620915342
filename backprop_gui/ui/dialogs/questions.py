"""Short questions: how many iterations, which name; and what this program is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.labels import read
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.one_line import OneLineDialog

MOST_ITERATIONS = 1_000_000_000
MOST_SEED = 2**31 - 1


def ask_iterations(parent: QWidget) -> int | None:
    """How many iterations to run; None where the person thought better of it."""
    title, text = _tr("Run iterations"), _tr("How many iterations?")
    number, good = QInputDialog.getInt(parent, title, text, 100, 1, MOST_ITERATIONS)
    return number if good else None


def ask_seed(parent: QWidget, seed: int, title: str, text: str) -> int | None:
    """The seed of what is drawn; None where the person thought better of it."""
    number, good = QInputDialog.getInt(parent, _tr(title), _tr(text), seed, 0, MOST_SEED)
    return number if good else None


def ask_name(parent: QWidget, session: Session, name: str) -> str:
    """Another name for a branch; "" where the person thought better of it."""

    def check(new: str) -> str:
        session.check_branch_name(name, new)
        return ""

    asked = _tr("&Name of the branch:")
    dialog = OneLineDialog(_tr("Rename the branch"), asked, check, name, parent)
    good = dialog.exec()
    dialog.deleteLater()
    return dialog.text if good else ""


def ask_label(parent: QWidget, session: Session, name: str, what: str) -> str | None:
    """What a layer or unit is called, maybe ""; None where the person thought better of it."""
    layer, *unit = Quantity.parse(name).indices

    def check(new: str) -> str:
        read(session.network, {name: new})
        return ""

    present = session.label(layer, *unit)
    asked = _tr("&Name of {}; empty for none:").format(what)
    dialog = OneLineDialog(
        _tr("Rename {}").format(what), asked, check, present, parent, may_be_empty=True
    )
    good = dialog.exec()
    dialog.deleteLater()
    return dialog.text if good else None


def show_about(parent: QWidget) -> None:
    """What this program is."""
    from backprop_gui import __version__

    text = _tr(
        "<b>backprop-gui {}</b><p>A debugger that steps through backpropagation, "
        "one operation at a time. MIT licence.</p>"
    )
    QMessageBox.about(parent, _tr("About"), text.format(__version__))


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
