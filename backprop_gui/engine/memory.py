"""Where the numbers stand: arrays as views of flat, aligned buffers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array

_ALIGNMENT = 64


class Block:
    """Arrays packed into one flat buffer, so that keeping all of them is one copy.

    The arrays of a group stand side by side, without gaps; `joined` gives them as one, by the
    name of the first. The buffer starts at a multiple of 64 bytes and so do the larger groups:
    with the same places in every run, NumPy's loops split the work in the same way and give the
    same bits.
    """

    def __init__(self, groups: Iterable[Sequence[ArraySpec]], dtype: np.dtype[Any]) -> None:
        places: list[tuple[Sequence[ArraySpec], int, int]] = []
        end = 0
        for group in groups:
            count = sum(map(_count, group))
            start = _aligned(end, dtype.itemsize) if count * dtype.itemsize >= _ALIGNMENT else end
            end = start + count
            places.append((group, start, end))
        self.flat = _buffer(end, dtype)
        self.arrays: dict[Quantity, Array] = {}
        self.joined: dict[Quantity, Array] = {}
        for group, start, stop in places:
            self._divide(group, self.flat[start:stop])

    def _divide(self, group: Sequence[ArraySpec], part: Array) -> None:
        if len(group) > 1:
            self.joined[group[0].name] = part
        for spec in group:
            self.arrays[spec.name] = part[: _count(spec)].reshape(spec.shape)
            part = part[_count(spec) :]

    def __getitem__(self, name: Quantity) -> Array:
        return self.arrays[name]


def _count(spec: ArraySpec) -> int:
    return int(np.prod(spec.shape, dtype=np.intp))


def _aligned(place: int, itemsize: int) -> int:
    step = _ALIGNMENT // itemsize
    return -(-place // step) * step


def _buffer(count: int, dtype: np.dtype[Any]) -> Array:
    raw = np.zeros(count * dtype.itemsize + _ALIGNMENT, np.uint8)
    start = -raw.ctypes.data % _ALIGNMENT
    return raw[start : start + count * dtype.itemsize].view(dtype)
