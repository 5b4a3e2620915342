"""The parameters of a fault, below the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.formula.numerals import NumberFormat, exact
from backprop_gui.session.stops.breakpoints import Fault
from backprop_gui.session.stops.faults.table import FAULTS
from backprop_gui.ui.panels.problem import Problem, red
from backprop_gui.ui.typed_number import parse_number


class FaultForm(QWidget):
    """`altered` carries the fault's parameters by name once they have been entered."""

    altered = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._fault, self._numbers = Fault(fault=next(iter(FAULTS))), NumberFormat()
        self.fields: dict[str, QLineEdit] = {}
        self.problem = Problem()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(6, 2, 6, 4)
        self._form.setVerticalSpacing(4)

    def set_numbers(self, numbers: NumberFormat) -> None:
        """Write parameters with another decimal mark."""
        self._numbers = numbers
        self.show_fault(self._fault)

    def show_fault(self, fault: Fault) -> None:
        """Show a fault as it is set."""
        self._fault = fault
        entry = FAULTS[fault.fault]
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields, self.problem = {}, Problem()
        for parameter in entry.parameters:
            value = fault.settings.get(parameter.name, parameter.default)
            field = QLineEdit(exact(value, self._numbers))
            field.setAccessibleName(f"{entry.title}: {parameter.meaning}")
            field.textChanged.connect(self._check)
            field.editingFinished.connect(self._enter)
            self._form.addRow(parameter.meaning, field)
            self.fields[parameter.name] = field
        advice = QLabel(entry.advice)
        advice.setWordWrap(True)
        self._form.addRow(self.problem)
        self._form.addRow(advice)

    def _read(self) -> dict[str, float]:
        """The parameters; raises BackpropError."""
        entry = FAULTS[self._fault.fault]
        return {
            parameter.name: parameter.checked(
                parse_number(self.fields[parameter.name].text()), entry.title
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
