"""The project's icons in the theme's colours: `icon("step-over")` is resources/icons/step-over.svg.

An icon keeps the colours it was made with: make it anew when the theme has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from backprop_gui.assets import asset, assets
from backprop_gui.ui.look import theme

_SIZES = (16, 20, 24, 32)
"""Pixels on a screen of single density; Qt takes the nearest above and shrinks it."""
_APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def names() -> tuple[str, ...]:
    """Every icon's name, sorted."""
    return tuple(path.stem for path in assets("icons", "*.svg"))


def icon(name: str, colour: str | None = None) -> QIcon:
    """An icon in `colour` (#rrggbb; the theme's text) with its disabled variant.

    Raises AssetNotFound, naming the icons that exist.
    """
    colours = theme.current()
    return _icon(name, colour or colours.text, colours.disabled, density())


def density() -> int:
    """Pixels of the densest screen for one of an ordinary screen: for no denser one is drawn."""
    application = QGuiApplication.instance()
    return ceil(application.devicePixelRatio()) if isinstance(application, QGuiApplication) else 1


def app_icon() -> QIcon:
    """The application's icon; it has colours of its own."""
    result = QIcon()
    for pixmap in _pixmaps(_source("app"), _APP_SIZES):
        result.addPixmap(pixmap)
    return result


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str, density: int) -> QIcon:
    result = QIcon()
    sizes = sorted({size * times for size in _SIZES for times in (1, density)})
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        for pixmap in _pixmaps(_source(name).replace(b"currentColor", ink.encode()), sizes):
            result.addPixmap(pixmap, mode)
    return result


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return asset(f"icons/{name}.svg").read_bytes()


def _pixmaps(drawing: bytes, sizes: Iterable[int]) -> Iterator[QPixmap]:
    renderer = QSvgRenderer(QByteArray(drawing))
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        yield QPixmap.fromImage(image)
