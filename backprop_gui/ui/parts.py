"""The window's parts as commands see them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

from backprop_gui.ui.canvas.session_canvas import SessionCanvas
from backprop_gui.ui.canvas.shows import Showing
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.docks.docks import Docks
from backprop_gui.ui.docks.presentation import Presentation
from backprop_gui.ui.docks.sight import dock_of, focus_in, in_sight
from backprop_gui.ui.files.answers import AnswerFiles
from backprop_gui.ui.files.data import DataFiles
from backprop_gui.ui.files.documents import Files
from backprop_gui.ui.files.pictures import PictureFiles
from backprop_gui.ui.files.plots import PlotFiles
from backprop_gui.ui.files.recent_menu import RecentMenu
from backprop_gui.ui.look.theme import Appearance, Choice
from backprop_gui.ui.panels.answers.marks import When
from backprop_gui.ui.panels.answers.panel import AnswersPanel
from backprop_gui.ui.panels.branches_panel import BranchesPanel
from backprop_gui.ui.panels.breakpoints.panel import BreakpointsPanel
from backprop_gui.ui.panels.data.panel import DataPanel
from backprop_gui.ui.panels.explanation.panel import ExplanationPanel
from backprop_gui.ui.panels.message_bar import MessageBar
from backprop_gui.ui.panels.notes_panel import NotesPanel
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel
from backprop_gui.ui.panels.watches.panel import WatchesPanel
from backprop_gui.ui.plots.tabs.trend_plots import TrendPlots
from backprop_gui.ui.pointing import Pointed
from backprop_gui.ui.showing import ShowMe


@dataclass(frozen=True)
class Parts:
    """What a command may act on."""

    window: QMainWindow
    desk: Desk
    files: Files
    recent: RecentMenu
    canvas: SessionCanvas
    explanation: ExplanationPanel
    settings: SettingsPanel
    data: DataPanel
    data_files: DataFiles
    pointed: Pointed
    breakpoints: BreakpointsPanel
    watches: WatchesPanel
    answers: AnswersPanel
    answer_files: AnswerFiles
    picture_files: PictureFiles
    plot_files: PlotFiles
    show_me: ShowMe
    branches: BranchesPanel
    notes: NotesPanel
    plots: QTabWidget
    trends: TrendPlots
    message: MessageBar
    appearance: Appearance
    docks: Docks
    presentation: Presentation

    def area(self, name: str) -> QWidget:
        """Where keys act: on the canvas, in the list of a panel, or "", in the whole window."""
        areas: dict[str, QWidget] = {
            "canvas": self.canvas,
            "data": self.data.table,
            "breakpoints": self.breakpoints.tree,
            "watches": self.watches.table,
            "branches": self.branches.table,
            "notes": self.notes.table,
        }
        return areas.get(name, self.window)

    @property
    def in_question(self) -> str:
        """The quantity in the list that has the keyboard, else what is pointed at; "": none."""
        for panel in (self.watches, self.answers):
            if panel.table.hasFocus() and self.pointed.knows(panel.selected):
                return panel.selected
        return self.pointed.name

    def ask(self, *, goes_into: bool) -> None:
        """Explain that; the keyboard to what it is made from, or goes into."""
        self.explanation.ask(self.in_question)
        self.show_dock("explanation")
        self.explanation.related.go_to(goes_into)

    def choose_theme(self, choice: Choice) -> None:
        """Change the theme and remember it."""
        self.appearance.choose(choice)
        self.desk.settings.theme = choice

    def choose_showing(self, showing: Showing) -> None:
        """Change what the canvas shows, and remember it."""
        self.canvas.show_kinds(showing)
        self.desk.settings.showing = showing

    def choose_marking(self, when: When) -> None:
        """Change when answers are marked, and remember it."""
        self.answers.set_when(when)
        self.desk.settings.marking = when

    def show_recent(self) -> None:
        """The recent files as a list in the middle of the window."""
        self.recent.popup(self.window.mapToGlobal(self.canvas.pos()))

    def choose_text_size(self, percent: int) -> None:
        """Change the size of all texts, within what is allowed, and remember it."""
        self.appearance.set_text_size(percent)
        if not self.presentation.on:
            self.desk.settings.text_size = self.appearance.text_size

    def show_dock(self, name: str) -> None:
        """Bring a panel to the front."""
        self.docks[name].show()
        self.docks[name].raise_()

    def turn_to(self, name: str) -> None:
        """Bring a panel to the front and the keyboard into it; close the one that has it."""
        dock = self.docks[name]
        if dock_of(self.window.focusWidget()) is dock and in_sight(dock):
            dock.close()
        else:
            self.show_dock(name)
            focus_in(dock)

    def plot_place(self, title: str) -> int:
        """The place of a plot among the tabs; −1 where it is not there."""
        titles = [self.plots.tabText(place) for place in range(self.plots.count())]
        return titles.index(title) if title in titles else -1

    def show_plot(self, title: str) -> None:
        """Bring a plot to the front, and the keyboard to it."""
        self.plots.setCurrentIndex(self.plot_place(title))
        self.show_dock("plots")
        focus_in(self.docks["plots"])

    def is_open(self, name: str) -> bool:
        """Whether a panel has not been closed."""
        return not self.docks[name].isHidden()
