"""What is chosen anywhere is explained, and is what the commands about a quantity act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backprop_gui.ui.commands.selection import ON_CANVAS
from backprop_gui.ui.context_menu import ChartMenu, ContextMenu
from backprop_gui.ui.menus import Actions
from backprop_gui.ui.panels.program.panel import ProgramPanel
from backprop_gui.ui.panels.values.details_panel import DetailsPanel
from backprop_gui.ui.panels.values.panel import ValuesPanel
from backprop_gui.ui.parts import Parts

if TYPE_CHECKING:
    from backprop_gui.ui.plots.curves.curve_plot import CurvePlot


class Choosing(QObject):
    """Joins canvas, tables, program and plots with the explanation and the context menus."""

    def __init__(
        self,
        parts: Parts,
        actions: Actions,
        program: ProgramPanel,
        values: ValuesPanel,
        details: DetailsPanel,
    ) -> None:
        super().__init__(parts.window)
        self._parts, self._actions, self._details = parts, actions, details
        self._explanation, self._pointed = parts.explanation, parts.pointed
        for panel in (program, values, details, parts.data):
            panel.chosen.connect(self._explanation.explain)
        for table in (values, details, parts.data):
            table.chosen.connect(self._point)
        program.line_chosen.connect(self._point)
        program.break_asked.connect(actions["break-line"].trigger)
        self._explanation.turned.connect(self._point)
        parts.canvas.selected.connect(self._select)
        for area in (program, values.table, details.table):
            ContextMenu(area, actions)
        self._add_menus()
        parts.trends.made.connect(self.join_plot)

    def _add_menus(self) -> None:
        parts, actions = self._parts, self._actions
        ContextMenu(parts.canvas, actions, *ON_CANVAS)
        ContextMenu(self._explanation, actions, choose=lambda: self._take(self._explanation.name))
        answers = parts.answers
        ContextMenu(answers.table, actions, choose=lambda: self._explain(answers.selected))

    def join_plot(self, plot: CurvePlot) -> None:
        """A curve that is right-clicked or chosen in the list is explained and acted on."""
        desk = self._parts.desk
        plot.set_writing(desk.writing)
        desk.writing_changed.connect(plot.set_writing)
        plot.curve_chosen.connect(self._explain)
        ChartMenu(plot.chart, self._actions, lambda: self._explain(plot.curve))
        legend = plot.legend
        ContextMenu(legend, self._actions, choose=lambda: self._take(legend.current))

    def _select(self, name: str) -> None:
        """On the canvas; "" is nothing."""
        self._details.show_selection(name)
        self._parts.settings.show_selection(name)
        self._explanation.explain(name)
        if name:
            self._parts.docks["details"].raise_()
        self._point(name)

    def _explain(self, name: str) -> bool:
        taken = self._take(name)
        if taken:
            self._explanation.explain(name)
        return taken

    def _take(self, name: str) -> bool:
        """Point at a quantity; False for what is none, as an expression that is plotted."""
        known = self._pointed.knows(name)
        if known:
            self._point(name)
        return known

    def _point(self, name: str) -> None:
        self._pointed.take(name)
        self._actions.refresh()
