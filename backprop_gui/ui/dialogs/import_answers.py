"""Shows what was understood of a sheet of answers before it is taken."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.marking.answers import Answer, Answers, as_written
from backprop_gui.marking.preview import preview, without_renamed
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.room import give_room
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.lists.listing import Row, RowModel, RowTable

_REMARK = 3  # the column whose words wrap


class ImportDialog(QDialog):
    """By line: what is taken for what, and what was not understood and why."""

    def __init__(self, session: Session, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Import answers"))
        self._session, self._found = session, preview(session, answers, notation.current())
        self.model = RowModel()
        self.table = RowTable(self.model)
        self.table.wrap_words(_REMARK)
        self.table.setAccessibleName(_tr("What was understood, by line"))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.names = QCheckBox(_names(self._found))
        self.names.setVisible(bool(self._found.renamed))
        self.replace = QCheckBox(_tr("&Replace the answers there are"))
        self.replace.setVisible(bool(session.answers))
        self.names.toggled.connect(self._show)
        self._lay_out()
        self._show()
        give_room(self, 760, 480)

    @property
    def taken(self) -> Answers:
        """What is taken as things are chosen."""
        return self._found if self.names.isChecked() else without_renamed(self._found)

    def accept(self) -> None:
        """Put the answers into the session; what is refused is said, and the dialog stays."""
        put = self._session.set_answers if self.replace.isChecked() else self._session.add_answers
        try:
            put(as_written(self.taken.answers))
        except BackpropError as refusal:
            self.summary.setText(str(refusal))
        else:
            super().accept()

    def _show(self) -> None:
        found, taken = self._found, self.taken
        self.model.set_heads((_tr("Line"), _tr("Read as"), _tr("Value"), _tr("Remark")))
        self.model.show([row for _, row in sorted(self._rows(), key=lambda pair: pair[0])])
        self.table.fit_columns()
        said = _tr("{} of {} answers are taken.").format(
            len(taken.answers), len(found.answers) + len(found.unread)
        )
        if found.unread:
            said += " " + _tr("{} were not understood: they are marked ⚠.").format(
                len(found.unread)
            )
        if left := len(found.answers) - len(taken.answers):
            said += " " + _tr("{} have other names: they are left out.").format(left)
        self.summary.setText(said)
        self.taking.setEnabled(bool(taken.answers))

    def _rows(self) -> Iterator[tuple[int, Row]]:
        given = {renamed.line: renamed.given for renamed in self._found.renamed}
        for answer in self._found.answers:
            at = "" if answer.iteration is None else _tr("iteration {}").format(answer.iteration)
            renamed = self._renaming(given.get(answer.line))
            remark = "; ".join(filter(None, (renamed, at, answer.note)))
            text = answer.printed.text.strip()
            yield answer.line, Row((str(answer.line), self._told(answer), text, remark))
        for unread in self._found.unread:
            yield unread.line, Row((str(unread.line), "⚠", unread.text, unread.reason), marked=True)

    def _told(self, answer: Answer) -> str:
        return notation.shown(self._session, answer.quantity)

    def _renaming(self, given: str | None) -> str:
        if given is None:
            return ""
        said = _tr("written as {}") if self.names.isChecked() else _tr("written as {}: left out")
        return said.format(given)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.taking = buttons.addButton(
            _tr("&Take These Answers"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        for widget in (self.names, self.replace, buttons):
            layout.addWidget(widget)


def _names(found: Answers) -> str:
    pairs = dict.fromkeys(
        (r.given.partition("[")[0], r.taken_for.partition("[")[0]) for r in found.renamed
    )
    said = ", ".join(f"{given} → {ours}" for given, ours in pairs)
    return _tr("Take &other names for ours: {}").format(said)


def import_answers(parent: QWidget, session: Session, answers: Answers) -> None:
    """Show what was understood until it is taken or left."""
    dialog = ImportDialog(session, answers, parent)
    dialog.exec()
    dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
