"""The panels as docks around the canvas: where they stand, remembered and put back."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QByteArray,
    QChildEvent,
    QCoreApplication,
    QEvent,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from backprop_gui.ui.docks.sight import dock_of, focus_in
from backprop_gui.ui.docks.stage import Stage
from backprop_gui.ui.look.fonts import text_scale

_Area = Qt.DockWidgetArea
_LEFT, _RIGHT = _Area.LeftDockWidgetArea, _Area.RightDockWidgetArea
_BOTTOM = _Area.BottomDockWidgetArea
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@dataclass(frozen=True)
class DockPlace:
    """Where a panel stands at first; those `behind` another are its tabs."""

    name: str
    title: str
    area: Qt.DockWidgetArea
    behind: str = ""


PLACES = (
    DockPlace("program", "Program", _LEFT),
    DockPlace("explanation", "Explanation", _RIGHT),
    DockPlace("values", "Values", _RIGHT),
    DockPlace("details", "Selection", _RIGHT, "values"),
    DockPlace("settings", "Settings", _RIGHT, "values"),
    DockPlace("watches", "Watches", _RIGHT, "values"),
    DockPlace("answers", "Answers", _RIGHT, "values"),
    DockPlace("plots", "Plots", _BOTTOM),
    DockPlace("data", "Data", _BOTTOM, "plots"),
    DockPlace("breakpoints", "Breakpoints", _BOTTOM, "plots"),
    DockPlace("log", "Log", _BOTTOM, "plots"),
    DockPlace("branches", "Branches", _BOTTOM, "plots"),
    DockPlace("notes", "Notes", _BOTTOM, "plots"),
)
# Pixels at the ordinary text size; Qt shares out what the window has in these proportions.
_WIDTHS = {"program": 286, "explanation": 396}
_MOST_AT_SIDES = 0.6  # of the window's width in larger type: the canvas has the rest
_HEIGHTS = {"explanation": 320, "values": 400}
_PLOTS, _SHARE_OF_PLOTS, _MOST_OF_PLOTS = 250, 0.3, 0.36  # pixels; of the window's height


def set_up_tabs(bar: QTabBar, name: str) -> None:
    """What is dragged may be for a tab behind; no title is cut, they scroll."""
    bar.setAccessibleName(name)
    bar.setChangeCurrentOnDrag(True)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    bar.setUsesScrollButtons(True)


class Docks(QObject):
    """Makes one dock for each panel of `PLACES`, and moves them."""

    _turned = Signal()

    def __init__(self, window: QMainWindow, panels: Mapping[str, QWidget]) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        window.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        window.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        window.setTabPosition(_Area.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._turned)
        self._docks = {place.name: self._dock(place, panels[place.name]) for place in PLACES}
        self.current = self[PLACES[0].name]
        """The dock that has the keyboard, or had it last."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._notice)
        self._place()

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    def __iter__(self) -> Iterator[QDockWidget]:
        return iter(self._docks.values())

    def turn_afloat(self) -> None:
        """Take the current panel out of the window, or put it back; it has the keyboard then."""
        dock = self.current
        dock.show()
        dock.setFloating(not dock.isFloating())
        dock.raise_()
        # Qt hands the keyboard on while it moves the dock.
        QTimer.singleShot(0, dock, partial(_enter, dock))

    def reset(self) -> None:
        """Every panel open and where it stood at first."""
        for dock in self:
            dock.setFloating(False)
        self._place()
        self._share_out()

    def state(self) -> QByteArray:
        """Where all docks are, for `restore`."""
        return self._window.saveState(self._version())

    def restore(self, state: QByteArray) -> None:
        """As it was when `state` was taken; of other docks than these, as it was at first."""
        if not self._window.restoreState(state, self._version()):
            self._share_out()

    def only(self, stage: Stage) -> None:
        """Close all but those of a stage, which stand as it says."""
        for name, dock in self._docks.items():
            dock.setFloating(False)
            dock.setVisible(name in stage.areas)
        for name, area in stage.areas.items():
            self._window.addDockWidget(area, self[name], stage.way)
        self._resize(stage.widths, _ACROSS)
        self._resize(stage.heights, _DOWN)

    def watch(self, tell: Callable[[], object]) -> None:
        """Call `tell` whenever docks have come or gone, once for all, or one gets the keyboard."""
        self._turned.connect(tell)
        for dock in self:
            dock.visibilityChanged.connect(self._soon.start)
            dock.topLevelChanged.connect(self._soon.start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt makes a bar of tabs whenever docks are put behind each other."""
        if isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            bar = event.child()
            if isinstance(bar, QTabBar):
                set_up_tabs(bar, QCoreApplication.translate("docks", "Panels"))
        return False

    def _notice(self, _: QWidget | None, now: QWidget | None) -> None:
        dock = dock_of(now)
        if dock is not None and dock is not self.current and dock in self._docks.values():
            self.current = dock
            self._turned.emit()

    def _dock(self, place: DockPlace, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(QCoreApplication.translate("docks", place.title), self._window)
        dock.setObjectName(place.name)
        dock.setWidget(panel)
        return dock

    def _place(self) -> None:
        for place in PLACES:
            dock = self[place.name]
            self._window.addDockWidget(place.area, dock)
            if place.behind:
                self._window.tabifyDockWidget(self[place.behind], dock)
            dock.show()
        for front in {place.behind for place in PLACES if place.behind}:
            self[front].raise_()

    def _share_out(self) -> None:
        window, scale = self._window.size(), text_scale()
        sides = sum(_WIDTHS.values())
        larger = min(scale, max(_MOST_AT_SIDES * window.width() / sides, 1.0))
        self._resize({name: round(larger * width) for name, width in _WIDTHS.items()}, _ACROSS)
        most = max(_MOST_OF_PLOTS * window.height(), _PLOTS)
        plots = max(min(_PLOTS * scale, most), _SHARE_OF_PLOTS * window.height())
        self._resize({**_HEIGHTS, "plots": round(plots)}, _DOWN)

    def _resize(self, sizes: Mapping[str, int], way: Qt.Orientation) -> None:
        docks = [self[name] for name in sizes]
        self._window.resizeDocks(docks, list(sizes.values()), way)

    def _version(self) -> int:
        """Another for other docks: Qt would squeeze those that an older arrangement lacks."""
        return zlib.crc32(" ".join(self._docks).encode()) & 0x7FFF


def _enter(dock: QDockWidget) -> None:
    dock.activateWindow()
    focus_in(dock)
