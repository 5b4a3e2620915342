"""The plots of the present position: what the network says everywhere, and to the samples."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget

from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.plots.classes.confusion_feed import ConfusionFeed
from backprop_gui.ui.plots.classes.confusion_plot import ConfusionPlot
from backprop_gui.ui.plots.planes.surface_feed import SurfaceFeed
from backprop_gui.ui.plots.planes.surface_plot import SurfacePlot
from backprop_gui.ui.plots.tabs.chosen_sample import ChosenSample


class PositionTabs(QObject):
    """Two tabs that share the sample that is looked at."""

    def __init__(self, desk: Desk, tabs: QTabWidget) -> None:
        super().__init__(tabs)
        self.surface, self.classes = SurfacePlot(), ConfusionPlot()
        self.sample = ChosenSample(desk, self)
        for page in (self.surface, self.classes):
            tabs.addTab(page, page.windowTitle())
            page.sample_chosen.connect(self.sample.choose)
            page.sample_wanted.connect(self.sample.go_to)
            page.became_visible.connect(self._show_sample)
        self.sample.changed.connect(self._show_sample)
        self._set_writing(desk.writing)
        desk.writing_changed.connect(self._set_writing)
        self._feeds = (
            SurfaceFeed(desk.session, self.surface),
            ConfusionFeed(desk.session, self.classes),
        )

    def set_session(self, session: Session) -> None:
        """Show another session."""
        for feed in self._feeds:
            feed.set_session(session)
        self._show_sample()

    def refresh(self) -> None:
        """The session has moved or changed."""
        for feed in self._feeds:
            feed.refresh()
        self._show_sample()

    def _set_writing(self, writing: Writing) -> None:
        for page in (self.surface, self.classes):
            page.set_writing(writing)

    def _show_sample(self) -> None:
        for page in (self.surface, self.classes):
            if page.isVisible():
                page.show_sample(self.sample.number)
