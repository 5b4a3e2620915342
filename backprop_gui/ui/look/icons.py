"""The project's icons in the theme's colours: `icon("step-over")` is resources/icons/step-over.svg.

An icon keeps the colours it was made with: make it anew when the theme has changed.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from backprop_gui.assets import asset, assets
from backprop_gui.ui.look import theme

# 16 to 32 pixels at once to three times the density; Qt takes the nearest above and shrinks it.
_SIZES = (16, 20, 24, 32, 40, 48, 64, 96)
_APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def names() -> tuple[str, ...]:
    """Every icon's name, sorted."""
    return tuple(path.stem for path in assets("icons", "*.svg"))


def icon(name: str, colour: str | None = None) -> QIcon:
    """An icon in `colour` (#rrggbb; the theme's text) with its disabled variant.

    Raises AssetNotFound, naming the icons that exist.
    """
    colours = theme.current()
    return _icon(name, colour or colours.text, colours.disabled)


def app_icon() -> QIcon:
    """The application's icon; it has colours of its own."""
    result = QIcon()
    for size in _APP_SIZES:
        result.addPixmap(_pixmap(_source("app"), size))
    return result


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    result = QIcon()
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        drawing = _source(name).replace(b"currentColor", ink.encode())
        for size in _SIZES:
            result.addPixmap(_pixmap(drawing, size), mode)
    return result


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return asset(f"icons/{name}.svg").read_bytes()


def _pixmap(drawing: bytes, size: int) -> QPixmap:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return QPixmap.fromImage(image)
