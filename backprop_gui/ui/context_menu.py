"""The context menus of program, canvas, tables, plots and explanation: what can be done there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from backprop_gui.ui.commands.stops import POINTED
from backprop_gui.ui.menus import Actions

if TYPE_CHECKING:
    from backprop_gui.ui.plots.curves.chart import Chart
    from backprop_gui.ui.plots.planes.plane_chart import PlaneChart

EXPORT_PLOT = "export-plot"
_KEYBOARD = QContextMenuEvent.Reason.Keyboard


class ContextMenu(QObject):
    """Of one widget: a right click chooses what is there, the menu's commands then act on it.

    The menu key acts on what is chosen already. Where the widget does not tell what was clicked,
    `choose` does, and says whether there is anything. `own` are groups of commands of this widget
    alone, those that can act; without them its own actions follow.
    """

    def __init__(
        self,
        area: QWidget,
        actions: Actions,
        *own: tuple[str, ...],
        choose: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(area)
        self._area, self._actions, self._choose = area, actions, choose
        self._groups, self._own = POINTED, own
        self.menu = QMenu(area)
        area.installEventFilter(self)
        if isinstance(area, QAbstractScrollArea):
            area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent):
            return False
        self.open(self._chosen() if event.reason() is _KEYBOARD else event.globalPos())
        return True

    def _chosen(self) -> QPoint:
        """Where the menu key opens it: on what is chosen, as far as that is in sight."""
        whole = self._area.rect()
        chosen: QRect = self._area.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        seen = whole.intersected(chosen)
        return self._area.mapToGlobal((whole if seen.isEmpty() else seen).center())

    def open(self, place: QPoint) -> None:
        """Open the menu there, unless nothing in it can act."""
        if not self._choose():
            return
        self._fill()
        if any(action.isEnabled() for action in self.menu.actions()):
            self.menu.popup(place)

    def _fill(self) -> None:
        self._actions.refresh()
        self.menu.clear()
        self.menu.addAction(self._title())
        self.menu.addSeparator()
        for group in self._groups:
            self.menu.addActions(self._shown(group))
            self.menu.addSeparator()
        for names in self._own:
            self.menu.addActions([a for a in self._shown(names) if a.isEnabled()])
            self.menu.addSeparator()
        if not self._own:
            self.menu.addActions(self._area.actions())

    def _title(self) -> QAction:
        """What the commands are about; it cannot act."""
        title = QAction(self._actions.pointed, self.menu)
        title.setEnabled(False)
        return title

    def _shown(self, group: tuple[str, ...]) -> list[QAction]:
        return [self._actions[name] for name in group]


class PlotMenu(ContextMenu):
    """Of a plot: where no quantity is chosen, only what is about the plot can be done."""

    def __init__(
        self, area: QWidget, actions: Actions, choose: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(area, actions, (EXPORT_PLOT,), choose=choose)

    def open(self, place: QPoint) -> None:
        """Open the menu there."""
        if self._choose():
            super().open(place)
        elif self._actions[EXPORT_PLOT].isEnabled():
            self.menu.clear()
            self.menu.addAction(self._actions[EXPORT_PLOT])
            self.menu.popup(place)


class ChartMenu(PlotMenu):
    """Of a plot's drawing area, where dragging with the right button zooms: a click opens it."""

    def __init__(
        self,
        chart: Chart | PlaneChart,
        actions: Actions,
        choose: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(chart, actions, choose=choose)
        chart.menu_asked.connect(self.open)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        by_key = isinstance(event, QContextMenuEvent) and event.reason() is _KEYBOARD
        return super().eventFilter(watched, event) if by_key else False
