"""Draws the graph as the canvas does, into the bytes of a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem

from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.canvas.scene import CanvasScene
from backprop_gui.ui.look.theme import Theme

SHARPNESS, MOST_PIXELS = 3.0, 8_000
"""Pixels of a PNG to a unit of the scene, and on its longer side at the most."""
_POINTS = 0.75  # of a page, to a unit of the scene
_DOTS = 96  # to an inch of a page: one to a unit of the scene, as lines have widths in dots


class Drawing:
    """A graph with nothing selected, ready to be drawn on anything."""

    def __init__(self, graph: GraphView, theme: Theme, title: str) -> None:
        self._title = title
        self._scene = CanvasScene(theme)
        self._scene.show_graph(graph)
        for item in self._scene.items():
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)  # a cache holds pixels
        box = self._scene.frame_box()
        assert box is not None
        self._box = QRectF(box.left, box.top, box.width, box.height)

    def svg(self) -> bytes:
        """A vector drawing for pages and slides."""

        def draw(buffer: QBuffer) -> None:
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(self._box.size().toSize())
            generator.setViewBox(QRectF(0, 0, self._box.width(), self._box.height()))
            generator.setTitle(self._title)
            self._paint(generator, self._box.size())

        return _written(draw)

    def png(self) -> bytes:
        """Pixels, about three to one of the window."""
        longer = max(self._box.width(), self._box.height())
        size: QSize = (self._box.size() * min(SHARPNESS, MOST_PIXELS / longer)).toSize()
        image = QImage(size, QImage.Format.Format_RGB32)
        image.setText("Title", self._title)
        self._paint(image, QSizeF(size))
        return _written(lambda buffer: QImageWriter(buffer, QByteArray(b"png")).write(image))

    def pdf(self) -> bytes:
        """One page as large as the drawing."""

        def draw(buffer: QBuffer) -> None:
            writer = QPdfWriter(buffer)
            writer.setTitle(self._title)
            writer.setResolution(_DOTS)
            page = QPageSize(self._box.size() * _POINTS, QPageSize.Unit.Point)
            writer.setPageSize(page)
            writer.setPageMargins(QMarginsF())
            self._paint(writer, QSizeF(writer.width(), writer.height()))

        return _written(draw)

    def _paint(self, device: QSvgGenerator | QImage | QPdfWriter, size: QSizeF) -> None:
        painter = QPainter(device)
        self._scene.render(painter, QRectF(0, 0, size.width(), size.height()), self._box)
        painter.end()


def _written(draw: Callable[[QBuffer], object]) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    draw(buffer)
    buffer.close()
    return bytes(content.data())
