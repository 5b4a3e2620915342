"""The sample that a person looks at: the one in focus, or one that is in no batch now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from backprop_gui.ui.desk import Desk


class ChosenSample(QObject):
    """Numbers count in the data set from 1; `changed` brings another one."""

    changed = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._outside, self._focused = desk, 0, 0

    @property
    def focused(self) -> int:
        """The one in focus; a smaller batch has fewer."""
        session = self._desk.session
        batch = session.batch
        return batch[min(session.focus, len(batch)) - 1]

    @property
    def number(self) -> int:
        """The one chosen, until another one comes into focus."""
        count = len(self._desk.session.document.inputs)
        if self.focused != self._focused or self._outside > count:
            self._focused, self._outside = self.focused, 0
        return self._outside or self.focused

    def choose(self, number: int) -> None:
        """Put it in focus, if it is in the present batch."""
        batch = self._desk.session.batch
        if number in batch:
            self._outside = 0
            self._desk.look_at(batch.index(number) + 1)
        else:
            self._focused, self._outside = self.focused, number
        self.changed.emit(number)

    def go_to(self, number: int) -> None:
        """Go to the next iteration whose batch has it; those for validation are in none."""
        self.choose(number)
        session = self._desk.session
        if number not in session.batch:
            self._desk.attempt(lambda: self._desk.go_to_batch_with(number))
