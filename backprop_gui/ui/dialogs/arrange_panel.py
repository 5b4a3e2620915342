"""Moves, floats and resizes a panel by choosing, as dragging does with the mouse; seen at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDockWidget,
    QFormLayout,
    QLabel,
    QMainWindow,
    QSpinBox,
)

from backprop_gui.ui.docks.docks import Docks
from backprop_gui.ui.docks.sides import Side, put, resize, side_of

_LEAST, _MOST = 60, 9999  # pixels
_STEP = 20
_Button = QDialogButtonBox.StandardButton


class ArrangePanelDialog(QDialog):
    """Every choice moves the panel; Cancel brings back what was."""

    def __init__(self, window: QMainWindow, docks: Docks) -> None:
        super().__init__(window)
        self.setWindowTitle(_tr("Arrange a panel"))
        self._window, self._docks, self._before = window, docks, docks.state()
        self.panel, self.side = QComboBox(), QComboBox()
        self.width_, self.height_ = QSpinBox(), QSpinBox()
        self._all = tuple(docks)
        self.panel.addItems([dock.windowTitle() for dock in self._all])
        self.side.addItems([_tr(side.value) for side in Side])
        self.panel.setCurrentIndex(self._all.index(docks.current))
        self._lay_out()
        self._show()
        self.panel.currentIndexChanged.connect(self._show)
        self.side.currentIndexChanged.connect(self._put)
        for box in (self.width_, self.height_):
            box.valueChanged.connect(self._resize)
        self.rejected.connect(lambda: docks.restore(self._before))

    @property
    def dock(self) -> QDockWidget:
        """The panel chosen."""
        return self._all[self.panel.currentIndex()]

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        for box in (self.width_, self.height_):
            box.setRange(_LEAST, _MOST)
            box.setSingleStep(_STEP)
            box.setSuffix(_tr(" px"))
            box.setKeyboardTracking(False)
        for text, field in (
            (_tr("&Panel"), self.panel),
            (_tr("&Where it stands"), self.side),
            (_tr("W&idth"), self.width_),
            (_tr("&Height"), self.height_),
        ):
            form.addRow(text, field)
        form.addRow(QLabel(_tr("Its neighbours yield as far as they can.")))
        buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _show(self) -> None:
        """Where the panel is now, and its size."""
        side = side_of(self._window, self.dock)
        values = (
            (self.side.setCurrentIndex, [*Side].index(side), self.side),
            (self.width_.setValue, self.dock.width(), self.width_),
            (self.height_.setValue, self.dock.height(), self.height_),
        )
        for show, value, field in values:
            with QSignalBlocker(field):
                show(value)
        for box in (self.width_, self.height_):
            box.setEnabled(side is not Side.CLOSED)

    def _put(self) -> None:
        put(self._window, self.dock, [*Side][self.side.currentIndex()])
        self._settle()

    def _resize(self) -> None:
        resize(self._window, self.dock, QSize(self.width_.value(), self.height_.value()))
        self._settle()

    def _settle(self) -> None:
        """Sizes are known once Qt has laid the docks out."""
        QCoreApplication.processEvents()
        self.activateWindow()
        self._show()


def arrange_panel(window: QMainWindow, docks: Docks) -> None:
    """Let the person arrange panels."""
    dialog = ArrangePanelDialog(window, docks)
    dialog.exec()
    dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
