"""A gradient check as the cells of a heat map, one array of parameters at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.gradient_check import Checked
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing
from backprop_gui.report.gradient_words import remark
from backprop_gui.ui.dialogs.heat_map import HeatCells

_SMALLEST = -16  # the exponent of ten at which the scale of relative differences begins
_NOTE = "! differs   k kink"


@dataclass(frozen=True)
class Measure:
    """What the map can show of a parameter; one with a sign has 0 in the middle of its scale."""

    title: str
    read: Callable[[Checked], float]
    signed: bool


MEASURES = (
    Measure("Relative difference", lambda one: one.relative, signed=False),
    Measure("Analytic gradient", lambda one: one.analytic, signed=True),
    Measure("Numeric gradient", lambda one: one.numeric, signed=True),
)


def cells(
    spec: ArraySpec, checks: Sequence[Checked], measure: Measure, writing: Writing
) -> HeatCells:
    """The cells of one array; a bias vector is one row."""
    shape = spec.shape if len(spec.shape) == 2 else (1, *spec.shape)
    found: list[Checked | None] = [None] * math.prod(shape)
    for one in checks:
        if spec.covers(one.parameter):
            found[place(spec, one)] = one
    values = np.array([measure.read(one) if one else np.nan for one in found]).reshape(shape)
    finite = np.abs(values[np.isfinite(values)])
    limit = float(finite.max(initial=0.0)) or 1.0
    shades = values / limit if measure.signed else _logarithmic(values)
    end = plain(limit, Writing(3, writing.decimal_mark))
    return HeatCells(
        f"{measure.title} of {spec.name}",
        np.clip(shades, -1, 1),
        tuple(_short(measure.read(one), writing) if one else "" for one in found),
        tuple(_mark(one) if one else "" for one in found),
        tuple(_tip(one, writing) if one else "" for one in found),
        -1.0 if measure.signed else 0.0,
        (f"−{end}", end) if measure.signed else (f"≤ 1e{_SMALLEST}", "≥ 1"),
        _NOTE,
    )


def place(spec: ArraySpec, one: Checked) -> int:
    """The number of a parameter's cell, row by row."""
    index = spec.place(one.parameter)
    assert index is not None
    return int(np.ravel_multi_index(index, spec.shape))


def _logarithmic(values: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    """From 0 at 1e−16 to 1 at 1."""
    with np.errstate(divide="ignore"):
        shades: np.typing.NDArray[np.float64] = 1 - np.log10(values) / _SMALLEST
    return np.clip(shades, 0, 1)


def _mark(one: Checked) -> str:
    if one.agrees:
        return ""
    return "k" if one.kink else "!"


def _short(value: float, writing: Writing) -> str:
    return plain(value, Writing(3, writing.decimal_mark))


def _tip(one: Checked, writing: Writing) -> str:
    lines = (
        str(one.parameter),
        f"analytic {plain(one.analytic, writing)}",
        f"numeric {plain(one.numeric, writing)} ({one.method})",
        f"relative difference {plain(one.relative, writing)}",
        remark(one),
    )
    return "\n".join(lines)
