"""How leniently answers are marked: a small field beside the buttons."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from backprop_gui.session.run.answers import MOST_TOLERANCE, USUAL_TOLERANCE


class ToleranceField(QWidget):
    """`chosen` brings the number that was typed or stepped to."""

    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.box = QDoubleSpinBox()
        self.box.setRange(USUAL_TOLERANCE, MOST_TOLERANCE)
        self.box.setDecimals(1)
        self.box.setSuffix(" ×")
        self.box.setKeyboardTracking(False)
        self.box.setAccessibleName(self.tr("Tolerance"))
        tip = self.tr(
            "How many times more an answer may be off than its digits, and the rounding of the "
            "numbers before it, allow; 1 is the usual (Ctrl+Alt+7)"
        )
        self.box.setToolTip(tip)
        self.box.setAccessibleDescription(tip)
        self.box.valueChanged.connect(self.chosen)
        label = QLabel(self.tr("Tolerance"))
        label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        self.setFocusProxy(self.box)
        layout.addWidget(label)
        layout.addWidget(self.box)

    def show_tolerance(self, tolerance: float) -> None:
        """As the session has it."""
        with QSignalBlocker(self.box):
            self.box.setValue(tolerance)
