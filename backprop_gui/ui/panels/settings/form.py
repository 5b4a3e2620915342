"""A column of fields that follows what is in force."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backprop_gui.ui.panels.settings.row import FieldRow
from backprop_gui.ui.panels.settings.section import Field


class Form(QWidget):
    """Rows of fields that stay are kept, with the focus and what is being typed in them."""

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(5)

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show these fields in this order."""
        old, self.rows = self.rows, {}
        for place, field in enumerate(fields):
            row = old.get(field.key)
            if row is None or row.kind != field.kind:
                row = self._make(field)
            else:
                del old[field.key]
                row.show_field(field)
            self.rows[field.key] = row
            if self._layout.indexOf(row) != place:
                self._layout.insertWidget(place, row)
                row.show()
        for row in old.values():
            self._remove(row)
        for before, after in pairwise(self.rows.values()):
            self.setTabOrder(before.editor, after.editor)

    def _make(self, field: Field) -> FieldRow:
        row = FieldRow(field)
        row.accepted.connect(self.accepted)
        return row

    def _remove(self, row: FieldRow) -> None:
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
