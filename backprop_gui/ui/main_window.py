"""The window: the canvas in the middle, the panels as docks around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.arrival import Arrival, Parting
from backprop_gui.ui.canvas.session_canvas import SessionCanvas
from backprop_gui.ui.choosing import Choosing
from backprop_gui.ui.context_menu import ChartMenu, PlotMenu
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.docks.docks import Docks, set_up_tabs
from backprop_gui.ui.docks.presentation import Presentation
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.dropping import Dropping
from backprop_gui.ui.files.answers import AnswerFiles
from backprop_gui.ui.files.data import DataFiles
from backprop_gui.ui.files.documents import Files
from backprop_gui.ui.files.pictures import PictureFiles
from backprop_gui.ui.files.plots import PlotFiles
from backprop_gui.ui.files.recent_menu import RecentMenu
from backprop_gui.ui.list_commands import join_lists
from backprop_gui.ui.look.focus_ring import FocusMarker
from backprop_gui.ui.look.icons import app_icon
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.menus import Actions
from backprop_gui.ui.panels.answers.panel import AnswersPanel
from backprop_gui.ui.panels.branches_panel import BranchesPanel
from backprop_gui.ui.panels.breakpoints.panel import BreakpointsPanel
from backprop_gui.ui.panels.data.panel import DataPanel
from backprop_gui.ui.panels.explanation.panel import ExplanationPanel
from backprop_gui.ui.panels.log_panel import LogPanel
from backprop_gui.ui.panels.message_bar import MessageBar
from backprop_gui.ui.panels.notes_panel import NotesPanel
from backprop_gui.ui.panels.position.status import Status
from backprop_gui.ui.panels.position.strip import PositionStrip
from backprop_gui.ui.panels.program.panel import ProgramPanel
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel
from backprop_gui.ui.panels.values.details_panel import DetailsPanel
from backprop_gui.ui.panels.values.panel import ValuesPanel
from backprop_gui.ui.panels.watches.panel import WatchesPanel
from backprop_gui.ui.parts import Parts
from backprop_gui.ui.plots.tabs.trend_plots import TrendPlots
from backprop_gui.ui.pointing import Pointed
from backprop_gui.ui.running.refresher import Refresher
from backprop_gui.ui.showing import ShowMe

if TYPE_CHECKING:
    from backprop_gui.ui.plots.tabs.session_plots import SessionPlots

_PAINTED = 50  # milliseconds: what was asked to be painted before is painted by then
# In a small window the docks yield to the canvas: its legend fits into this.
_LEAST_CANVAS = (320, 260)


class MainWindow(QMainWindow):
    """Joins the parts; each reads the session by itself."""

    _curves: SessionPlots | None

    def __init__(self, desk: Desk, appearance: Appearance) -> None:
        super().__init__()
        self.desk = desk
        self.files, self.data_files = Files(desk, self), DataFiles(desk, self)
        self._make_parts(desk.session)
        self._place_parts()
        self.presentation = Presentation(self, self.docks, self.canvas, appearance)
        self.parts = self._gathered(appearance)
        self.actions_by_id = Actions(self.parts)
        self.addToolBar(self.actions_by_id.toolbar)
        self.status.show_cancel(self.actions_by_id["cancel"])
        self._add_strip()
        join_lists(self.parts, self.actions_by_id)
        self._join(appearance)
        self._choosing = Choosing(
            self.parts, self.actions_by_id, self.program, self.values, self.details
        )
        Dropping(self, self.files, self.data_files)
        FocusMarker(self)
        self._restore()
        self._refresh()

    def _gathered(self, appearance: Appearance) -> Parts:
        """The parts as commands see them."""
        desk = self.desk
        return Parts(
            window=self,
            desk=desk,
            files=self.files,
            recent=RecentMenu(self.files, desk.settings, self),
            canvas=self.canvas,
            explanation=self.explanation,
            settings=self.settings,
            data=self.data,
            data_files=self.data_files,
            pointed=self.pointed,
            breakpoints=self.breakpoints,
            watches=self.watches,
            answers=self.answers,
            answer_files=AnswerFiles(desk, self),
            picture_files=PictureFiles(desk, self.canvas, self),
            plot_files=PlotFiles(desk, self.plots, self),
            plots=self.plots,
            show_me=ShowMe(desk, self.canvas, self.answers, self),
            branches=self.branches,
            notes=self.notes,
            trends=self.trends,
            message=self.message,
            appearance=appearance,
            docks=self.docks,
            presentation=self.presentation,
        )

    def _make_parts(self, session: Session) -> None:
        self.canvas = SessionCanvas(session)
        self.message = MessageBar()
        self.program, self.explanation = ProgramPanel(session), ExplanationPanel(session)
        self.values, self.details = ValuesPanel(session), DetailsPanel(session)
        self.settings, self.data = SettingsPanel(session), DataPanel(session)
        self.watches = WatchesPanel(session)
        self.answers = AnswersPanel(session, lambda: self.desk.runner.running)
        self.branches, self.notes = BranchesPanel(session), NotesPanel(session)
        self.breakpoints, self.log = BreakpointsPanel(session), LogPanel(session)
        self.strip, self.pointed = PositionStrip(session), Pointed(self.desk)
        self.plots, self._curves = QTabWidget(), None
        set_up_tabs(self.plots.tabBar(), self.tr("Plots"))
        self.trends = TrendPlots(session, self.plots, self.desk.seek)
        self.status = Status(session, self.desk.runner)
        self._refresher = Refresher(
            lively=(self.canvas, self.strip, self.status),
            calm=(
                self.program,
                self.values,
                self.details,
                self.settings,
                self.data,
                self.watches,
                self.answers,
                self.branches,
                self.notes,
                self.breakpoints,
                self.log,
            ),
        )
        self._refresher.add(self.trends, self.plots)

    def _place_parts(self) -> None:
        centre = QWidget()
        centre.setMinimumSize(*_LEAST_CANVAS)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.message)
        layout.addWidget(self.canvas, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)
        self.docks = Docks(self, self._panels())
        self._refresher.watch(self.docks)
        self.setWindowIcon(app_icon())

    def _panels(self) -> dict[str, QWidget]:
        return {
            "program": self.program,
            "explanation": self.explanation,
            "values": self.values,
            "details": self.details,
            "settings": self.settings,
            "watches": self.watches,
            "answers": self.answers,
            "plots": self.plots,
            "data": self.data,
            "breakpoints": self.breakpoints,
            "log": self.log,
            "branches": self.branches,
            "notes": self.notes,
        }

    def _add_strip(self) -> None:
        bar = QToolBar(self.tr("Position"), self)
        bar.setObjectName("position")
        bar.setMovable(False)
        bar.addWidget(self.strip)
        self.addToolBarBreak()
        self.addToolBar(bar)

    def _join(self, appearance: Appearance) -> None:
        desk = self.desk
        desk.bridge.refreshed.connect(self._draw)
        desk.bridge.settled.connect(self.explanation.refresh)
        desk.bridge.settled.connect(self.actions_by_id.refresh)
        desk.opened.connect(self._show_session)
        desk.told.connect(self.message.tell)
        desk.noted.connect(self.message.note)
        desk.writing_changed.connect(self._set_writing)
        desk.runner.changed.connect(self.actions_by_id.refresh)
        appearance.changed.connect(self.actions_by_id.renew_icons)
        appearance.changed.connect(desk.bridge.schedule)
        for leading in (self.strip, self.log):
            leading.wanted.connect(desk.seek)
        self.breakpoints.refused.connect(self.message.tell)
        self.breakpoints.selection_changed.connect(self.actions_by_id.refresh)
        self.plots.currentChanged.connect(self._mark_panels)
        Arrival(desk, self.canvas)
        Parting(desk)
        self.data.focus_wanted.connect(desk.look_at)
        self.docks.watch(self._mark_panels)
        for part in (self.watches, self.answers, self.branches, self.notes, self.data):
            part.selection_changed.connect(self.actions_by_id.refresh)
        for table in (self.canvas, self.values, self.details, self.answers, self.data):
            table.refused.connect(self.message.tell)

    def _mark_panels(self) -> None:
        """Another panel came or went; while the window closes all go."""
        if self.isVisible():
            self.actions_by_id.refresh()

    # ---- drawing

    def _draw(self) -> None:
        if not self.desk.runner.running:
            self._refresh()
        elif self._refresher.frame():
            self.explanation.wait()

    def _refresh(self) -> None:
        self._refresher.refresh()
        self.actions_by_id.refresh()
        self.setWindowTitle(f"{self.desk.name}[*] — backprop-gui")
        self.setWindowModified(self.desk.modified)

    def _show_session(self) -> None:
        self.message.hide()
        for part in (*self._refresher.parts, self.explanation):
            part.set_session(self.desk.session)
        self._refresh()

    def _set_writing(self, writing: Writing) -> None:
        parts = (self.canvas, self.program, self.explanation, self.values, self.details)
        more = (self.settings, self.data, self.watches, self.answers, self.branches)
        for part in (*parts, *more, self.breakpoints, self.log, self.strip):
            part.set_writing(writing)
        self.trends.rename()
        if self._curves is not None:
            self._curves.rename()

    # ---- events

    def showEvent(self, event: QShowEvent) -> None:
        """The plots' library loads slowly: only once the window is there."""
        super().showEvent(event)
        if not self.plots.count():
            QTimer.singleShot(_PAINTED, self._make_plots)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab passes by what lies behind other panels.

        Where what had the keyboard has been hidden, nobody has tabbed on to a unit.
        """
        had = QApplication.focusWidget()
        if had is not None and not had.isVisible():
            self.canvas.setFocus()
            return True
        first = self.focusWidget()
        while super().focusNextPrevChild(onward):
            if in_sight(self.focusWidget()) or self.focusWidget() is first:
                return True
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for unsaved changes, remember the docks."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.desk.runner.pause()
        lasting = self.presentation.arrangement
        self.desk.settings.keep_bytes("geometry", lasting.geometry)
        self.desk.settings.keep_bytes("docks", lasting.docks)
        super().closeEvent(event)

    def _make_plots(self) -> None:
        from backprop_gui.ui.plots import make_plot_panels
        from backprop_gui.ui.plots.tabs.layer_tabs import LayerTabs
        from backprop_gui.ui.plots.tabs.position_tabs import PositionTabs
        from backprop_gui.ui.plots.tabs.session_plots import SessionPlots

        if self.plots.count():
            return
        panels = make_plot_panels()
        for plot in (panels.loss, panels.weights):
            self.plots.addTab(plot, plot.windowTitle())
            self._choosing.join_plot(plot)
        self._curves = SessionPlots(self.desk.session, panels, self.desk.seek)
        layers = LayerTabs(self.desk.session, self.plots, self.desk.seek, self._choosing.join_plot)
        here = PositionTabs(self.desk, self.plots)
        ChartMenu(here.surface.chart, self.actions_by_id)
        PlotMenu(here.classes.table, self.actions_by_id)
        for part in (self._curves, layers, here):
            self._refresher.add(part, self.plots)
        self.trends.refresh()
        self.desk.bridge.schedule()  # commands about plots can act from now on

    def _restore(self) -> None:
        self._set_writing(self.desk.writing)
        # Before they were tabs the docks stood side by side: the window would stay that wide.
        if layout := self.layout():
            layout.activate()
        self.answers.set_when(self.desk.settings.marking)
        geometry, docks = self.desk.settings.bytes("geometry"), self.desk.settings.bytes("docks")
        if not self.restoreGeometry(geometry):
            self.resize(1280, 800)
        self.docks.restore(docks)
