"""The branches: runs that parted from one another at an edit in the past."""

from __future__ import annotations

from backprop_gui.formula.numerals import grouped, plain
from backprop_gui.formula.writing import Writing
from backprop_gui.session.run.branches import Branch
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.lists.listing import ListPanel, Row
from backprop_gui.ui.panels.position.where import where
from backprop_gui.ui.panels.values.model import ABSENT

_PARTED = 1  # the column that says where they parted


class BranchesPanel(ListPanel):
    """Lists them; the current one is marked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._writing = session, Writing()
        self.model.set_heads(
            (
                self.tr("Branch"),
                self.tr("Parted at"),
                self.tr("Iterations"),
                self.tr("Final loss"),
            )
        )
        self.table.setAccessibleName(self.tr("Branches"))
        self.table.wrap_words(_PARTED)
        self._branches: tuple[Branch, ...] = ()
        self._current = 0
        self.refresh()

    @property
    def selected(self) -> Branch | None:
        """The branch that the person went to."""
        row = self.row
        return self._branches[row] if row is not None and row < len(self._branches) else None

    @property
    def other(self) -> Branch | None:
        """The selected branch, unless it is the current one."""
        return None if self.selected is None or self.selected.current else self.selected

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self._writing = writing
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        self._branches = self._session.branches
        self.show_rows([self._row(branch) for branch in self._branches])
        self._follow(next(n for n, branch in enumerate(self._branches) if branch.current))

    def _follow(self, current: int) -> None:
        """Bring another current branch into sight."""
        if current != self._current:
            self._current = current
            self.table.scrollTo(self.model.index(current, 0))

    def _row(self, branch: Branch) -> Row:
        loss = ABSENT if branch.final_loss is None else plain(branch.final_loss, self._writing)
        name = self.tr("→ {}").format(branch.name) if branch.current else branch.name
        cells = (name, self._parted(branch), grouped(branch.length), loss)
        return Row(cells, marked=branch.current)

    def _parted(self, branch: Branch) -> str:
        if branch.parted is None or branch.origin is None:
            return ABSENT
        place = where(branch.parted, self._session.clock_of(branch.name))
        if branch.origin not in {one.name for one in self._branches}:
            return self.tr("{} of {}, deleted").format(place, branch.origin)
        return self.tr("{} of {}").format(place, branch.origin)
