"""Tables of any finite numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

FINITE = st.floats(allow_nan=False, allow_infinity=False)
MARKS = st.sampled_from(((",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ",")))
"""Separators and decimal marks that go together."""

Table = NDArray[np.float64]


@st.composite
def tables(draw: st.DrawFn, rows: int | None = None) -> Table:
    """Rows of 1 to 5 numbers."""
    shape = (draw(st.integers(1, 6)) if rows is None else rows, draw(st.integers(1, 5)))
    return draw(arrays(np.float64, shape, elements=FINITE))


@st.composite
def data_sets(draw: st.DrawFn) -> tuple[Table, Table]:
    """Inputs and as many targets."""
    inputs = draw(tables())
    return inputs, draw(tables(rows=len(inputs)))
