"""Mouse and keys on a plot's drawing area."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.plots.planes.plane_chart import PlaneChart

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def settle(window: MainWindow) -> None:
    """Until everything asked for is drawn."""
    QTest.qWait(1)
    while window.desk.bridge.waiting or window.desk.runner.running:
        QTest.qWait(1)


def tab(window: MainWindow, title: str) -> QWidget:
    """The page of a tab, in front."""
    titles = [window.plots.tabText(n) for n in range(window.plots.count())]
    window.plots.setCurrentIndex(titles.index(title))
    settle(window)
    QTest.qWait(20)  # the axes take their room
    page = window.plots.currentWidget()
    assert page is not None
    return page


def place(chart: PlaneChart, x: float, y: float) -> QPoint:
    """Where inputs are, in the chart's viewport."""
    box = chart.getViewBox()
    found = chart.mapFromScene(box.mapViewToScene(QPointF(x, y)))
    assert isinstance(found, QPoint)
    return found


def hover(chart: PlaneChart, at: QPoint) -> None:
    """Move the mouse there."""
    QTest.qWait(12)  # pyqtgraph looks at a hundred moves a second at most
    _send(chart, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)


def click(chart: PlaneChart, at: QPoint) -> None:
    """Once, with the left button."""
    QTest.qWait(450)  # two clicks in a row are one double click
    hover(chart, at)
    QTest.mouseClick(chart.viewport(), LEFT, pos=at)


def double_click(chart: PlaneChart, at: QPoint) -> None:
    """Twice in a row, as it comes from a mouse."""
    click(chart, at)
    _send(chart, QEvent.Type.MouseButtonDblClick, at, LEFT)
    _send(chart, QEvent.Type.MouseButtonRelease, at, LEFT)


def _send(chart: PlaneChart, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
    viewport, plain = chart.viewport(), Qt.KeyboardModifier.NoModifier
    held = LEFT if kind == QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
    screen = QPointF(viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, QMouseEvent(kind, QPointF(at), screen, button, held, plain))
