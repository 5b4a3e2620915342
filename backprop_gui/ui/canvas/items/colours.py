"""The theme's colours in the shapes that the canvas paints with, made once a theme."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from backprop_gui.ui.canvas.items.edge_classes import (
    ABSENT,
    CLASSES,
    NOT_FINITE,
    strength_of,
    width_of,
)
from backprop_gui.ui.canvas.records import Cell, State
from backprop_gui.ui.look.theme import Theme

NARROWEST, WIDEST = 0.6, 2.0
CALM = 0.42
# A removed edge is dotted, one without a number dashed; a number that is none has both.
ABSENT_DASHES, MASKED_DASHES = [6.0, 4.0], [1.5, 5.0]
NOT_FINITE_DASHES = [5.0, 1.5, 1.0, 1.5]


@lru_cache(maxsize=256)
def colour(name: str) -> QColor:
    """One of the theme's colours; not to be changed."""
    return QColor(name)


def ink(theme: Theme, cell: Cell) -> QColor:
    """What a number is written in: gradients by their sign."""
    if cell.state is State.ABSENT:
        return colour(theme.muted)
    return colour({-1: theme.negative, 1: theme.positive}.get(cell.sign, theme.text))


def readable_on(ground: QColor) -> QColor:
    """Black or white, whichever is read better: W3C's relative luminance, WCAG 2.2."""
    parts = np.array([ground.redF(), ground.greenF(), ground.blueF()])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light = float(linear @ (0.2126, 0.7152, 0.0722))
    return colour("black" if light > 0.179 else "white")


@lru_cache(maxsize=64)
def edge_pens(
    theme: Theme, zoom: float, calm: bool = False, dashed: bool = True
) -> tuple[QPen, ...]:
    """A pen per edge class, then that of masked edges.

    Lines grow with `zoom`, but less than the drawing does; `calm` ones stand back. Absent numbers
    and those that are not finite are `dashed`, unless there are many: Qt strokes dashes slowly.
    """
    pens = (*(edge_pen(theme, number, zoom) for number in range(CLASSES)), _masked_pen(theme))
    if dashed:
        pens[ABSENT].setDashPattern(ABSENT_DASHES)
    else:
        pens[ABSENT].setColor(QColor(theme.grid))
        pens[NOT_FINITE].setStyle(Qt.PenStyle.SolidLine)
    for pen in pens if calm else ():
        pen.setColor(_faint(pen.color(), QColor(theme.window)))
    return pens


def _faint(colour: QColor, ground: QColor) -> QColor:
    """As if seen through; Qt strokes what really is seen through twenty times as slowly."""
    pairs = (
        (colour.red(), ground.red()),
        (colour.green(), ground.green()),
        (colour.blue(), ground.blue()),
    )
    return QColor(*(round(CALM * own + (1 - CALM) * under) for own, under in pairs))


def edge_pen(theme: Theme, number: int, zoom: float) -> QPen:
    """The pen of one class: hue by sign, width and strength of hue by size."""
    strength = strength_of(number)
    hue = QColor(theme.edge) if strength == 0 else theme.diverging(_visible(strength))
    width = max(width_of(number) * min(max(zoom, NARROWEST), WIDEST), 1.01)
    pen = QPen(hue, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if number == ABSENT:
        pen.setWidthF(1.01)
    if number == NOT_FINITE:
        pen.setColor(QColor(theme.error))
        pen.setDashPattern(NOT_FINITE_DASHES)
    pen.setCosmetic(True)
    return pen


def _visible(strength: float) -> float:
    """Even the weakest class stands off the background: 3 to 1, WCAG 2.2, 1.4.11."""
    return strength * 0.35 + (0.6 if strength > 0 else -0.6)


def _masked_pen(theme: Theme) -> QPen:
    """The pen of an edge that the mask removes."""
    pen = QPen(QColor(theme.edge), 1.01)
    pen.setDashPattern(MASKED_DASHES)
    pen.setCosmetic(True)
    return pen


def glow_pen(colour: str, width: float) -> QPen:
    """A wide translucent line to lay beneath an edge."""
    glow = QColor(colour)
    glow.setAlphaF(0.32)
    return QPen(glow, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
