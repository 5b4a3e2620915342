"""Where a function over a plane changes its sign, as short lines.

Marching squares: W. Lorensen, H. Cline, Marching cubes, SIGGRAPH 1987, in two dimensions; where the
function is 0 between two points of the grid is found linearly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.ui.plots.arrays import Floats

Flags = NDArray[np.bool_]


def zero_line(values: Floats, across: Floats, up: Floats) -> tuple[Floats, Floats]:
    """The ends of lines, two by two; `values` are (points up, points across).

    Squares with a corner that is not finite have none.
    """
    places, crossed = _crossings(values, across, up)
    finite = np.isfinite(values)
    upper, lower = finite[1:], finite[:-1]
    crossed &= upper[:, 1:] & upper[:, :-1] & lower[:, 1:] & lower[:, :-1]
    count = crossed.sum(axis=0)
    # The sides that are crossed come first, around the square: one line joins two, two lines four.
    order = np.argsort(~crossed, axis=0, kind="stable")[..., np.newaxis]
    ends = np.take_along_axis(places, order, axis=0)
    lines = [ends[:2, count >= 2], ends[2:, count == 4]]
    x, y = np.concatenate([part.transpose(1, 0, 2).reshape(-1, 2) for part in lines]).T
    return x, y


def _crossings(values: Floats, across: Floats, up: Floats) -> tuple[Floats, Flags]:
    """Of each square's sides, from below against the clock: (4, squares up, squares across, 2)."""
    level, level_crossed = _along(values)
    upright, upright_crossed = _along(values.T)
    x = across[:-1] + level * np.diff(across)
    y = (up[:-1] + upright * np.diff(up)).T
    flat = np.stack([x, np.broadcast_to(up[:, np.newaxis], x.shape)], axis=-1)
    steep = np.stack([np.broadcast_to(across, y.shape), y], axis=-1)
    cut = upright_crossed.T
    sides = (flat[:-1], steep[:, 1:], flat[1:], steep[:, :-1])
    crossed = (level_crossed[:-1], cut[:, 1:], level_crossed[1:], cut[:, :-1])
    return np.stack(sides), np.stack(crossed)


def _along(values: Floats) -> tuple[Floats, Flags]:
    """How far along the way from one point of a row to the next 0 lies, and where it does."""
    here, there = values[:, :-1], values[:, 1:]
    crossed = (here >= 0) != (there >= 0)
    with np.errstate(all="ignore"):
        share = here / (here - there)
    return np.where(crossed, share, np.nan), crossed
