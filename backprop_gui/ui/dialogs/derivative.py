"""Asks for the derivative of one quantity by another, and shows it path by path."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.errors import BackpropError
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.session.reading.derivatives import Derivative, Path
from backprop_gui.session.reading.naming import one_element
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.derivative_lines import path_lines, sum_lines, way
from backprop_gui.ui.dialogs.name_field import NameField
from backprop_gui.ui.dialogs.room import give_room
from backprop_gui.ui.equations.view import EquationView


class DerivativeDialog(QDialog):
    """Two names, the sum of products between them, and the list of the paths."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        writing: Writing | None = None,
        of: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Derivative of one quantity by another"))
        self._session, self._writing = session, writing or Writing()
        self.derivative: Derivative | None = None
        self.of = NameField(session, _tr("Derivative of"))
        self.by = NameField(session, _tr("with respect to"))
        self.of.setText(of)
        self.equations, self.count, self.paths = EquationView(), QLabel(), QTreeWidget()
        self._lay_out()
        give_room(self, 860, 560)

    def ask(self) -> None:
        """Work the derivative out, or say beside the field what is wrong."""
        self.derivative = None
        if self._is_good(self.of) and self._is_good(self.by):
            try:
                self.derivative = self._session.derivative(self.of.name, self.by.name)
            except BackpropError as refusal:
                self.of.tell(str(refusal))
        self._show()

    def _is_good(self, field: NameField) -> bool:
        try:
            self._session.value(one_element(self._session.find(field.name)).name)
        except BackpropError as refusal:
            field.tell(str(refusal) if field.text().strip() else _tr("Type a quantity's name."))
            return False
        field.tell("")
        return True

    def _lay_out(self) -> None:
        form = QFormLayout()
        for label, field in ((_tr("Derivative &of"), self.of), (_tr("&With respect to"), self.by)):
            form.addRow(label, field)
            form.addRow("", field.problem)
            field.returnPressed.connect(self.ask)
        self.of.setPlaceholderText("loss")
        self.by.setPlaceholderText("w[1,1,1]")
        self.paths.setHeaderLabels([_tr("Path"), _tr("Product"), _tr("Value")])
        self.paths.setRootIsDecorated(False)
        self.paths.setAccessibleName(_tr("Paths"))
        head = self.paths.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.paths.currentItemChanged.connect(self._show_equations)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.equations, 3)
        layout.addWidget(self.count)
        layout.addWidget(self.paths, 2)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        """Enter asks; it does not close."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.asking = buttons.addButton(
            _tr("&Differentiate"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.asking.clicked.connect(self.ask)
        for button in (close, self.asking):
            button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show(self) -> None:
        self.paths.clear()
        found = self.derivative
        for path in found.paths if found else ():
            self._add(path)
        for column in (0, 2):
            self.paths.resizeColumnToContents(column)
        most = self.paths.viewport().width() // 2
        self.paths.setColumnWidth(0, min(self.paths.columnWidth(0), most))
        reason = written(found.reason, self._writing) if found else ""
        self.count.setText(" ".join(filter(None, (_count(found), reason))) if found else "")
        self.count.setWordWrap(True)
        self._show_equations()

    def _add(self, path: Path) -> None:
        texts = (path.substituted.text(self._writing), plain(path.value, self._writing))
        item = QTreeWidgetItem(self.paths, [way(path), *texts])
        for column in range(3):
            item.setToolTip(column, item.text(column))
        item.setData(0, Qt.ItemDataRole.UserRole, self.paths.topLevelItemCount() - 1)
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _show_equations(self) -> None:
        """The whole sum, then the path that is selected."""
        found, item = self.derivative, self.paths.currentItem()
        if found is None:
            self.equations.show_lines(())
            return
        lines = sum_lines(found, self._writing)
        if item is not None:
            path = found.paths[item.data(0, Qt.ItemDataRole.UserRole)]
            lines += path_lines(path, self._writing)
        self.equations.show_lines(lines)


def _count(found: Derivative) -> str:
    if not found.count:
        return _tr("No path leads from {} to {}: the derivative is 0.").format(found.of, found.by)
    if found.count == 1:
        return _tr("One path.")
    left = found.count - len(found.paths)
    more = _tr(" The first {} are listed.").format(len(found.paths)) if left else ""
    return _tr("The sum of {} paths.").format(found.count) + more


def show_derivative(
    parent: QWidget, session: Session, writing: Writing | None = None, of: str = ""
) -> None:
    """Ask and answer until it is closed."""
    dialog = DerivativeDialog(session, parent, writing, of)
    dialog.exec()
    dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
