"""Show me: goes to the step in which an answer's mistake was made, and points at it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDockWidget, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.marking.sheet import Cell
from backprop_gui.session.destinations import where_computed
from backprop_gui.session.positions.position import Position
from backprop_gui.ui.canvas.session_canvas import SessionCanvas
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.panels.answers.panel import AnswersPanel


class ShowMe(QObject):
    """The way there may be long: it points once the run has arrived."""

    def __init__(
        self, desk: Desk, canvas: SessionCanvas, answers: AnswersPanel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._canvas, self._answers, self._window = desk, canvas, answers, window
        self._wanted = ""
        desk.runner.arrived.connect(self._point)

    def show(self) -> None:
        """Go to where the selected answer's mistake was made; from a right one on, the next."""
        if self._answers.is_at_a_right_one:
            self._answers.next_mistake()
        cell = self._answers.blamed
        if cell is None:
            return
        goal, self._wanted = self._goal(cell), str(cell.quantity)
        if goal == self._desk.session.position:
            self._point()
        else:
            self._desk.seek(goal)

    def _goal(self, cell: Cell) -> Position:
        """Of what is given, where the session stands: it can be seen anywhere."""
        session = self._desk.session
        try:
            return where_computed(session, cell.quantity, cell.iteration)
        except BackpropError:
            return session.position

    def _point(self) -> None:
        """The selection brings its own panel to the front; the answers stay in sight."""
        if self._wanted:
            self._canvas.refresh()
            self._canvas.select(self._wanted)
            self._wanted = ""
            if dock := self._window.findChild(QDockWidget, "answers"):
                dock.raise_()
