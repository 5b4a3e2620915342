"""A stack of typeset equations, aligned at their equals signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from backprop_gui.ui.equations.page import ENLARGED, EquationPage, left_side
from backprop_gui.ui.equations.worker import EquationWorker, Job
from backprop_gui.ui.look import theme

Notation = Literal["latex", "typst", "text"]
_COPIES: tuple[tuple[Notation, str], ...] = (
    ("latex", "Copy as &LaTeX"),
    ("typst", "Copy as T&ypst"),
    ("text", "Copy as &Text"),
)
_BELOW = 14  # pixels
_STEP = 16  # pixels of width at which lines are broken anew


@dataclass(frozen=True)
class TypesetLine:
    """One equation in three notations; one that begins with `=` continues the line above."""

    typst: str
    text: str
    latex: str


class EquationView(QScrollArea):
    """Shows equations typeset, as plain text until they are, and never cut.

    They follow the widget's font and the theme; where the view is narrow they are broken into
    lines, else shrink a little, and scroll where that is not enough. `typeset` is sent when the
    newest ones are drawn.
    """

    typeset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[TypesetLine, ...] = ()
        self._job: Job | None = None
        self._page = EquationPage(self)
        self._worker = EquationWorker()
        self._worker.done.connect(self._show_drawings)
        self.setWidget(self._page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._actions = tuple(self._copy_action(*copy) for copy in _COPIES)
        self._actions[0].setShortcut(QKeySequence.StandardKey.Copy)
        self.setAccessibleDescription(self.tr("Ctrl+C copies the equations as LaTeX."))
        self.show_lines(())

    @property
    def lines(self) -> tuple[TypesetLine, ...]:
        """The equations shown."""
        return self._lines

    @property
    def is_typeset(self) -> bool:
        """Whether the drawings shown belong to the lines; until then the view shows their text."""
        return self._page.has_drawings

    @property
    def whole_height(self) -> int:
        """How high the view must be to show all lines without scrolling, in pixels."""
        last = self._page.places[-1].bottom() if self._page.places else 0.0
        return round(last) + _BELOW + self.horizontalScrollBar().sizeHint().height()

    def show_lines(self, lines: Sequence[TypesetLine]) -> None:
        """Replace the equations."""
        self._lines = tuple(lines)
        text = self.plain("text")
        self.setAccessibleName(text or self.tr("Equations"))
        for action in self._actions:
            action.setEnabled(bool(lines))
        self._page.show_text(
            tuple(line.text for line in lines), tuple(line.typst for line in lines)
        )
        self._job = None
        self._request()

    def plain(self, notation: Notation) -> str:
        """All lines in one notation, a line each."""
        return "\n".join(getattr(line, notation) for line in self._lines)

    def copy(self, notation: Notation) -> None:
        """Put all lines on the clipboard."""
        QGuiApplication.clipboard().setText(self.plain(notation))

    def changeEvent(self, event: QEvent) -> None:
        """Set the equations anew for another theme or font size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._request()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the equations to the new width."""
        super().resizeEvent(event)
        self._request()

    def _copy_action(self, notation: Notation, label: str) -> QAction:
        action = QAction(label, self)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self.copy(notation))
        self.addAction(action)
        return action

    def _request(self) -> None:
        """Have the lines set for the view as it is; what is shown stays until then."""
        sources = tuple(line.typst for line in self._lines)
        sides = tuple(left_side(source) for source in sources)
        room = self.viewport().width() // _STEP * _STEP
        job = Job(
            sources=(*sources, *sides),
            size_pt=self.font().pointSizeF() * ENLARGED,
            colour=theme.current().text,
            width_pt=self._page.room_pt(room),
        )
        self._page.fit(self.viewport().size())
        if job != self._job:
            self._job = job
            self._worker.request(job)

    def _show_drawings(self, job: Job, drawings: Sequence[bytes]) -> None:
        if job != self._job:
            return
        count = len(self._lines)
        self._page.show_drawings(drawings[:count], drawings[count:])
        self._page.fit(self.viewport().size())
        self.typeset.emit()
