"""Handwritten digits: a real data set, bundled; source and licence in resources/data/digits.txt."""

from __future__ import annotations

import gzip
from functools import cache

import numpy as np

from backprop_gui.assets import asset
from backprop_gui.engine.data import one_hot
from backprop_gui.engine.made_data.entry import Made, scattered
from backprop_gui.engine.samples import Table

_COUNT = 1797
_DARKEST = 16


def _digits(samples: int, noise: float, generator: np.random.Generator) -> tuple[Table, Table]:
    """The first of 1,797 handwritten digits, 8×8 pixels from 0 to 1 (16 in the source) row by row,
    ten one-hot targets; noise is the standard deviation of what is added to the pixels. Optical
    Recognition of Handwritten Digits, test set: E. Alpaydin, C. Kaynak, UCI, 1998, CC BY 4.0."""
    table = _table()[:samples]
    targets = one_hot(table[:, -1].astype(int).tolist(), range(10))
    return scattered(table[:, :-1] / _DARKEST, noise, generator), targets


@cache
def _table() -> Table:
    """64 pixels and the digit of every image."""
    with gzip.open(asset("data/digits.csv.gz"), "rt", encoding="ascii") as lines:
        return np.loadtxt(lines, delimiter=",")


DIGITS = Made(
    "digits",
    "Handwritten digits (8×8)",
    _digits,
    _COUNT,
    0.0,
    tuple("0123456789"),
    most=_COUNT,
    ordered=True,
)
