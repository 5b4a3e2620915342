"""Where the numbers stand: arrays as views of flat, aligned buffers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array

_ALIGNMENT = 64


class Block:
    """Arrays packed into one flat buffer, so that keeping all of them is one copy.

    The buffer starts at a multiple of 64 bytes and so do its larger arrays: with the same
    places in every run, NumPy's loops split the work in the same way and give the same bits.
    """

    def __init__(self, specs: Iterable[ArraySpec], dtype: np.dtype[Any]) -> None:
        places: list[tuple[ArraySpec, int, int]] = []
        end = 0
        for spec in specs:
            count = int(np.prod(spec.shape, dtype=np.intp))
            start = _aligned(end, dtype.itemsize) if count * dtype.itemsize >= _ALIGNMENT else end
            end = start + count
            places.append((spec, start, end))
        self.flat = _buffer(end, dtype)
        self.arrays: dict[Quantity, Array] = {
            spec.name: self.flat[start:stop].reshape(spec.shape) for spec, start, stop in places
        }

    def __getitem__(self, name: Quantity) -> Array:
        return self.arrays[name]


def _aligned(place: int, itemsize: int) -> int:
    step = _ALIGNMENT // itemsize
    return -(-place // step) * step


def _buffer(count: int, dtype: np.dtype[Any]) -> Array:
    raw = np.zeros(count * dtype.itemsize + _ALIGNMENT, np.uint8)
    start = -raw.ctypes.data % _ALIGNMENT
    return raw[start : start + count * dtype.itemsize].view(dtype)
