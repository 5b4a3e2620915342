"""Iterations by their logarithm: there and back again, ticks at whole iterations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from backprop_gui.ui.plots.axes.iteration_scale import IterationScale
from backprop_gui.ui.plots.axes.value_axes import IterationAxis


@given(st.booleans(), st.integers(0, 10**9))
def test_an_iteration_stands_where_it_is_found(logarithmic: bool, iteration: int) -> None:
    scale = IterationScale(logarithmic)
    assert round(scale.iteration(scale.place(float(iteration)))) == iteration
    assert scale.place(float(iteration)) < scale.place(float(iteration + 1))


@pytest.mark.parametrize("last", [0, 7, 60, 1_000_000])
def test_ticks_are_whole_iterations_in_sight(qtbot: QtBot, last: int) -> None:
    axis, scale = IterationAxis(), IterationScale(True)
    axis.across = scale
    levels = axis.tickValues(scale.place(0.0), scale.place(float(last)), 600)
    texts = [text for _, values in levels for text in axis.tickStrings(values, 1.0, 1.0)]
    numbers = [int(text.replace("\u202f", "")) for text in texts]
    assert numbers[0] == 0
    assert all(0 <= number <= last for number in numbers)
    assert len(set(numbers)) == len(numbers)
