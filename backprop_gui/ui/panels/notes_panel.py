"""The notes: remarks pinned to positions."""

from __future__ import annotations

from backprop_gui.session.run.notes import Note, Notes
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.lists.listing import ListPanel, Row
from backprop_gui.ui.panels.position.where import where


class NotesPanel(ListPanel):
    """Lists them in the order of their positions; those of the present one are marked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.model.set_heads((self.tr("Where"), self.tr("Note")))
        self.table.setAccessibleName(self.tr("Notes"))
        self.table.wrap_words(1)
        self._notes: Notes = ()
        self.refresh()

    @property
    def selected(self) -> Note | None:
        """The note that the person went to."""
        row = self.row
        return self._notes[row] if row is not None and row < len(self._notes) else None

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        self._notes = self._session.notes
        self.show_rows([self._row(note) for note in self._notes])

    def show_note(self, note: Note) -> None:
        """Select a note."""
        self.refresh()
        self.table.selectRow(self._notes.index(note))

    def _row(self, note: Note) -> Row:
        here = note.position == self._session.position
        place = where(note.position, self._session.clock)
        return Row((place, note.text.replace("\n", " ⏎ ")), here)
