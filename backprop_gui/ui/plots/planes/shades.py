"""Numbers and classes over a plane as colours, in the theme in force."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from backprop_gui.session.predictions.classification import NO_CLASS, Classes
from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.arrays import Floats

Picture = NDArray[np.uint8]
"""(rows, columns, 4), row by row from below: red, green, blue, opacity."""

_FAINT, _FULL = 0.14, 0.5
"""How much of a class's colour there is where the decision is close, and where it is clear."""


def class_colour(number: int) -> QColor:
    """Of a class, from 0; with many of them colours recur."""
    series = theme.current().series
    return QColor(series[number % len(series)])


def class_picture(classes: Classes, margin: Floats) -> Picture:
    """Each class in its colour, the stronger the clearer the decision.

    Where there is no class the ground stays bare.
    """
    ground = _rgb([QColor(theme.current().panel)])
    palette = _rgb([class_colour(n) for n in range(int(classes.max(initial=0)) + 1)])
    share = _FAINT + (_FULL - _FAINT) * _of_largest(margin)
    share = np.where(classes == NO_CLASS, 0.0, share)[..., np.newaxis]
    return _opaque(ground + (palette[classes] - ground) * share)


def value_picture(values: Floats, low: float, high: float) -> Picture:
    """The ramp from `low` to `high`; what is not finite is left out."""
    ramp = _rgb([QColor(name) for name in theme.current().ramp])
    known = np.isfinite(values)
    share = np.clip((np.where(known, values, low) - low) / (high - low), 0, 1) * (len(ramp) - 1)
    step = np.minimum(share.astype(np.intp), len(ramp) - 2)
    part = (share - step)[..., np.newaxis]
    picture = _opaque(ramp[step] + (ramp[step + 1] - ramp[step]) * part)
    picture[~known, 3] = 0
    return picture


def value_colours(values: Floats, low: float, high: float) -> list[QColor]:
    """The same for single values."""
    return [QColor(*rgba) for rgba in value_picture(values[np.newaxis], low, high)[0].tolist()]


def value_range(*parts: Floats) -> tuple[float, float]:
    """From the least to the greatest finite value; around zero where both signs occur."""
    finite = np.concatenate([part[np.isfinite(part)].ravel() for part in parts])
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    if low < 0 < high:
        high = max(-low, high)
        low = -high
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def _of_largest(margin: Floats) -> Floats:
    finite = np.nan_to_num(margin, nan=0.0, posinf=np.finfo(float).max)
    return finite / (finite.max(initial=0.0) or 1.0)


def _rgb(colours: Sequence[QColor]) -> Floats:
    return np.array([(c.red(), c.green(), c.blue()) for c in colours], np.float64)


def _opaque(rgb: Floats) -> Picture:
    alpha = np.full((*rgb.shape[:-1], 1), 255.0)
    return np.concatenate([rgb, alpha], axis=-1).astype(np.uint8)
