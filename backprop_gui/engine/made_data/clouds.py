"""Points of the plane to tell apart."""

from __future__ import annotations

import numpy as np

from backprop_gui.engine.data import one_hot
from backprop_gui.engine.made_data.entry import Dealt, Made, scattered
from backprop_gui.engine.samples import Table

_BLOBS = 3


def _blobs(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """Three round clouds around (0, 1) and the two other corners of an equilateral triangle in the
    unit circle; noise is their standard deviation. One target for each class, one-hot."""
    dealt = Dealt.to(_BLOBS, samples)
    angle = 2 * np.pi * (dealt.labels / _BLOBS + 0.25)
    points = np.column_stack([np.cos(angle), np.sin(angle)])
    targets = one_hot(dealt.labels.tolist(), range(_BLOBS))
    return scattered(points, noise, generator), targets


def _circles(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """A circle of radius 1 (y = 0) around one of radius ½ (y = 1), points evenly spaced; noise is
    the standard deviation of what is added to the inputs. After make_circles of scikit-learn."""
    dealt = Dealt.to(2, samples, closed=True)
    angle, radius = 2 * np.pi * dealt.shares, np.where(dealt.labels == 0, 1.0, 0.5)
    points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return scattered(points, noise, generator), dealt.targets


def _moons(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """Two interleaving half circles, t evenly spaced from 0 to π: (cos t, sin t), y = 0, and
    (1 − cos t, ½ − sin t), y = 1; noise is the standard deviation of what is added to the inputs.
    As make_moons of scikit-learn."""
    dealt = Dealt.to(2, samples)
    cosine, sine = np.cos(np.pi * dealt.shares), np.sin(np.pi * dealt.shares)
    upper, lower = np.column_stack([cosine, sine]), np.column_stack([1 - cosine, 0.5 - sine])
    points = np.where(dealt.labels[:, None] == 0, upper, lower)
    return scattered(points, noise, generator), dealt.targets


def _spirals(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """Two spirals that turn three times: with i from 0 to 96, angle iπ/16 and radius
    (104 − i)/104, (r sin, r cos), y = 1, and its mirror image through the origin, y = 0; noise is
    the standard deviation of what is added to the inputs. Lang, Witbrock, Learning to tell two
    spirals apart, 1988 (194 samples there, 6.5 times as large)."""
    dealt = Dealt.to(2, samples)
    step, sign = 96 * dealt.shares, np.where(dealt.labels == 1, 1.0, -1.0)
    radius, angle = sign * (104 - step) / 104, np.pi * step / 16
    points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    return scattered(points, noise, generator), dealt.targets


CLOUDS = (
    Made("blobs", "Blobs", _blobs, 150, 0.25, ("0", "1", "2")),
    Made("circles", "Circles", _circles, 100, 0.1, ("0", "1")),
    Made("moons", "Moons", _moons, 100, 0.1, ("0", "1")),
    Made("spirals", "Spirals", _spirals, 194, 0.0, ("0", "1")),
)
