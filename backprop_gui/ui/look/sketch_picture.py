"""A session's sketch as a picture in the theme's colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from backprop_gui.report.figures import sketch, svg
from backprop_gui.ui.look import theme

PICTURE = QSize(int(sketch.SIZE.width), int(sketch.SIZE.height))


def sketch_picture(drawing: str, ratio: float) -> QPixmap:
    """A drawing of `session_sketch`, of the size PICTURE, for `ratio` pixels a point."""
    return _picture(drawing, theme.current(), ratio)


@lru_cache(maxsize=128)
def _picture(drawing: str, colours: theme.Theme, ratio: float) -> QPixmap:
    pixmap = QPixmap(PICTURE * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    coloured = svg.recoloured(drawing, _colours(colours)).encode()
    QSvgRenderer(QByteArray(coloured)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _colours(colours: theme.Theme) -> dict[str, str]:
    """What the drawing's colours are called in a theme."""
    named = {name: getattr(colours, name) for name in ("muted", "grid", "positive", "negative")}
    return named | {"ink": colours.text, "line": colours.edge, "panel": colours.panel}
