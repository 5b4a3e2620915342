"""The dialog that makes samples of a table in a text file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.engine.samples import Samples
from backprop_gui.errors import BackpropError
from backprop_gui.session.session import Session
from backprop_gui.session.tables.importing import Choice, Plan, plan
from backprop_gui.session.tables.problems import LineProblem
from backprop_gui.session.tables.reading import Reading
from backprop_gui.session.tables.text_files import TextFile
from backprop_gui.ui.data_summary import summary
from backprop_gui.ui.dialogs.import_data.fields import fields
from backprop_gui.ui.dialogs.import_data.preview import PreviewModel, fit_columns, turned
from backprop_gui.ui.dialogs.room import give_room, room
from backprop_gui.ui.look.fonts import fit_rows, text_scale
from backprop_gui.ui.panels.settings.form import Form
from backprop_gui.ui.panels.settings.row import Message
from backprop_gui.ui.waiting import waiting

READ_AT_ONCE = 5_000_000
"""Characters up to which a table is read whole at every choice."""

_SIZE = (940, 600)
_FORM_WIDTH, _FORM_SHARE = 330, 0.5


class ImportDialog(QDialog):
    """Choices on the left, the table's first lines on the right, below what is wrong in it.

    Raises InvalidValue for a text without a table.
    """

    def __init__(
        self, session: Session, name: str, file: TextFile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Import {}").format(name))
        self._session, self._file = session, file
        self.choice, self.plan = Choice(), self._plan(Choice())
        self.reading: Reading | None = None
        self.form, self.preview, self.table = Form(), PreviewModel(), QTableView()
        self.problems, self.leave_out = QListWidget(), QCheckBox()
        self.summary, self.message = QLabel(), Message()
        self._lay_out()
        self._connect()
        self._show()
        give_room(self, *_SIZE)
        self.form.rows["separator"].editor.setFocus()

    @property
    def samples(self) -> Samples:
        """What has been read; raises InvalidValue for wrong lines that are not to be left out."""
        assert self.reading is not None
        return self.reading.samples(self.leave_out.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is typed in a field, and imports nothing yet."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and isinstance(self.focusWidget(), QLineEdit)):
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Import, unless something is wrong after all: a large table is read only now."""
        if self.reading is None:
            self._read()
        if self._check():
            super().accept()

    def _choose(self, choice: Choice) -> None:
        """Take another choice; raises InvalidValue."""
        self.plan = self._plan(choice)
        self.choice, self.reading = choice, None
        self._show()

    def _plan(self, choice: Choice) -> Plan:
        network = self._session.network
        return plan(self._file.text, choice, (network.inputs, network.sizes[-1]))

    def _turn(self, place: int) -> None:
        """A click on a column's head makes it an input, a target, or neither."""
        inputs, targets = turned(self.plan.columns, place)
        try:
            self._choose(replace(self.choice, inputs=inputs, targets=targets, labels=None))
        except BackpropError as refusal:
            self.message.tell(str(refusal))

    def _show(self) -> None:
        self.message.clear()
        self.form.show_fields(list(fields(self.choice, self.plan, self._choose)))
        self.setTabOrder(self.form.rows["labels"].editor, self.table)
        self._show_preview()
        self.leave_out.setChecked(False)
        if len(self._file.text) <= READ_AT_ONCE:
            self._read()
        else:
            self._show_problems()
            self.summary.setText(_tr("A large table: its lines are checked when it is imported."))
            self.importing.setEnabled(True)

    def _show_preview(self) -> None:
        self.table.clearSpans()
        self.preview.show(self.plan)
        fit_columns(self.table, self.plan.sheet)
        width = self.preview.columnCount()
        for row, record in enumerate(self.plan.sheet.first):
            if isinstance(record, LineProblem) and width > 1:
                self.table.setSpan(row, 0, 1, width)

    def _read(self) -> None:
        try:
            with waiting():
                self.reading = self.plan.read()
        except BackpropError as refusal:
            self.message.tell(str(refusal))
        self._show_problems()
        self._check()

    def _check(self) -> bool:
        """Say what the samples will be, or why there are none; whether there are."""
        self.summary.clear()
        ready = self.reading is not None
        if self.reading is not None:
            try:
                self.summary.setText(summary(self._session, self.samples, self._remark()))
                self.message.clear()
            except BackpropError:
                ready = False
                self.message.tell(_wrong(self.reading))
        self.importing.setEnabled(ready)
        return ready

    def _remark(self) -> str:
        encoding = self._file.encoding
        return "" if encoding.startswith("utf-8") else _tr("read as {}").format(encoding)

    def _show_problems(self) -> None:
        found = self.reading.problems if self.reading else ()
        self.problems.clear()
        self.preview.mark(found)
        self.problems.addItems(list(map(str, found)))
        count = self.reading.wrong if self.reading else 0
        said = _tr("&Leave the {} wrong lines out") if count > 1 else _tr("&Leave it out")
        self.leave_out.setText(said.format(count))
        right = self.reading is not None and len(self.reading.numbers) > 0
        for widget in (self.problems, self.leave_out):
            widget.setVisible(bool(found))
        self.leave_out.setEnabled(right)

    def _show_line(self, place: int) -> None:
        """The line that is wrong, if it is one of those in the table."""
        if self.reading is not None and place >= 0:
            row = self.preview.row(self.reading.problems[place].line)
            if row is not None:
                self.table.selectRow(row)

    def _connect(self) -> None:
        self.leave_out.clicked.connect(self._check)
        self.problems.currentRowChanged.connect(self._show_line)
        self.table.horizontalHeader().sectionClicked.connect(self._turn)

    def _lay_out(self) -> None:
        self.table.setModel(self.preview)
        self.table.setAccessibleName(_tr("First lines of the table"))
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        fit_rows(self.table, 6)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.problems.setAccessibleName(_tr("Wrong lines"))
        self.problems.setMaximumHeight(110)
        self.summary.setWordWrap(True)
        layout = QGridLayout(self)
        layout.addLayout(self._side(), 0, 0)
        layout.addWidget(self.table, 0, 1)
        for row, widget in enumerate(
            (self.message, self.problems, self.leave_out, self.summary, self._buttons()), start=1
        ):
            layout.addWidget(widget, row, 0, 1, 2)
        layout.setRowStretch(0, 1)
        layout.setColumnStretch(1, 1)

    def _side(self) -> QVBoxLayout:
        """The choices; large texts leave the table its part."""
        most = round(_FORM_SHARE * room(self, *_SIZE).width())
        self.form.setFixedWidth(min(round(_FORM_WIDTH * text_scale()), most))
        side = QVBoxLayout()
        side.addWidget(self.form)
        side.addStretch(1)
        return side

    def _buttons(self) -> QDialogButtonBox:
        """Ctrl+Enter imports from anywhere."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.importing = buttons.addButton(_tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.importing.setToolTip(_tr("Ctrl+Enter"))
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        return buttons


def _wrong(reading: Reading) -> str:
    lines = reading.wrong + len(reading.numbers)
    verb = "is" if reading.wrong == 1 else "are"
    return _tr("{} of {} lines {} wrong.").format(reading.wrong, lines, verb)


def ask_samples(parent: QWidget, session: Session, name: str, file: TextFile) -> Samples | None:
    """The samples of a table; None where the person thought better of it.

    Raises InvalidValue for a text without a table.
    """
    dialog = ImportDialog(session, name, file, parent)
    samples = dialog.samples if dialog.exec() else None
    dialog.deleteLater()
    return samples


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
