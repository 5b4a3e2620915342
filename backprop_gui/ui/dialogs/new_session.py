"""Asks how large a new network is to be."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.errors import InvalidValue
from backprop_gui.report.figures.sketch import session_sketch
from backprop_gui.session.session import Session
from backprop_gui.session.starting import new_session, read_sizes
from backprop_gui.ui.look.sketch_picture import PICTURE, sketch_picture

_Button = QDialogButtonBox.StandardButton
_HIDDEN = [entry for entry in ACTIVATIONS.values() if not entry.per_layer]


class NewSessionDialog(QDialog):
    """Sizes and the hidden units' activation; below them what comes of it, or what is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("New session"))
        self.session: Session | None = None
        self.sizes = QLineEdit("2-2-1")
        self.sizes.setToolTip(_tr("Inputs, hidden layers, outputs: 2-2-1, 3-8-8-4"))
        self.activation = QComboBox()
        self.activation.addItems([entry.title for entry in _HIDDEN])
        self.activation.setCurrentIndex([entry.name for entry in _HIDDEN].index("tanh"))
        self.picture, self.said = QLabel(), QLabel()
        self.picture.setFixedSize(PICTURE)
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._place()
        self.sizes.textChanged.connect(self._renew)
        self.activation.currentIndexChanged.connect(self._renew)
        self._renew()
        self.sizes.selectAll()

    def _place(self) -> None:
        layout = QFormLayout(self)
        layout.addRow(_tr("&Layers"), self.sizes)
        layout.addRow(_tr("&Hidden units"), self.activation)
        layout.addRow(self.picture)
        layout.addRow(self.said)
        layout.addRow(self.buttons)

    def _renew(self) -> None:
        try:
            activation = _HIDDEN[self.activation.currentIndex()].name
            self.session = new_session(read_sizes(self.sizes.text()), activation)
        except InvalidValue as problem:
            self.session = None
            self._say(str(problem), QPalette.ColorRole.BrightText)
        else:
            self._say(_about(self.session), QPalette.ColorRole.WindowText)
        self._draw()
        self.buttons.button(_Button.Ok).setEnabled(self.session is not None)

    def _draw(self) -> None:
        if self.session is None:
            self.picture.clear()
        else:
            ratio = self.devicePixelRatioF()
            self.picture.setPixmap(sketch_picture(session_sketch(self.session), ratio))

    def _say(self, text: str, colour: QPalette.ColorRole) -> None:
        self.said.setText(text)
        self.said.setForegroundRole(colour)
        self.sizes.setAccessibleDescription(text)


def _about(session: Session) -> str:
    samples, outputs = len(session.data[0]), session.network.sizes[-1]
    if session.network.sizes[0] == 2 and outputs == 1:
        return _tr("4 samples: exclusive or.")
    text = _tr("{} samples of 0 and 1; the class is the number of ones modulo {}.")
    return text.format(samples, max(outputs, 2))


def ask_new_session(parent: QWidget) -> Session | None:
    """The session begun; None where the person thought better of it."""
    dialog = NewSessionDialog(parent)
    session = dialog.session if dialog.exec() else None
    dialog.deleteLater()
    return session


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
