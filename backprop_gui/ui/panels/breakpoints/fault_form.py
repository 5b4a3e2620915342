"""The parameters of a fault, below the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.formula.numerals import exact
from backprop_gui.formula.printed import typed
from backprop_gui.formula.writing import Writing
from backprop_gui.session.stops.breakpoints import Fault
from backprop_gui.session.stops.faults.table import FAULTS
from backprop_gui.ui.look.fonts import follow_font
from backprop_gui.ui.panels.fields.problem import Problem, red

_DIGITS = 9  # of a parameter


class FaultForm(QWidget):
    """`altered` carries the fault's parameters by name once they have been entered."""

    altered = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._fault, self._writing = Fault(fault=next(iter(FAULTS))), Writing()
        self.fields: dict[str, QLineEdit] = {}
        self.problem = Problem()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(6, 0, 6, 4)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def set_writing(self, writing: Writing) -> None:
        """Write parameters with another decimal mark."""
        self._writing = writing
        self.show_fault(self._fault)

    def show_fault(self, fault: Fault) -> None:
        """Show a fault as it is set."""
        self._fault = fault
        entry = FAULTS[fault.fault]
        self._clear()
        for row, parameter in enumerate(entry.parameters):
            value = fault.settings.get(parameter.name, parameter.default)
            field = QLineEdit(exact(value, self._writing))
            field.setAccessibleName(f"{entry.title}: {parameter.meaning}")
            field.textChanged.connect(self._check)
            field.editingFinished.connect(self._enter)
            follow_font(field, partial(_fit, field))
            self._grid.addWidget(field, row, 0)
            self._grid.addWidget(_words(parameter.meaning), row, 1)
            self.fields[parameter.name] = field
        below = self._grid.rowCount()
        for part in (self.problem, _words(entry.advice)):
            self._grid.addWidget(part, below, 0, 1, 2)
            below += 1
        self._grid.setRowStretch(below, 1)

    def _clear(self) -> None:
        self._grid.setRowStretch(self._grid.rowCount() - 1, 0)
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.fields, self.problem = {}, Problem()

    def _read(self) -> dict[str, float]:
        """The parameters; raises BackpropError."""
        entry = FAULTS[self._fault.fault]
        return {
            parameter.name: parameter.checked(
                typed(self.fields[parameter.name].text()), entry.title
            )
            for parameter in entry.parameters
        }

    def _check(self) -> bool:
        said = ""
        try:
            self._read()
        except BackpropError as wrong:
            said = red(str(wrong))
        self.problem.show_problem(said)
        return not said

    def _enter(self) -> None:
        if self.sender() in self.fields.values() and self._check():
            self.altered.emit(self._read())


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _fit(field: QLineEdit) -> None:
    """Wide enough for a number; its meaning has the rest."""
    field.setFixedWidth(_DIGITS * field.fontMetrics().horizontalAdvance("0"))
