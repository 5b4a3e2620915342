"""The edges of a connection are a sequence like any other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.ui.canvas.places import EdgePlace
from backprop_gui.ui.canvas.telling.edges import Edges


@given(st.sets(st.integers(0, 50)), st.integers(0, 3))
def test_it_is_what_a_list_of_addresses_would_be(indices: set[int], bundle: int) -> None:
    ordered = sorted(indices)
    edges = Edges(bundle, np.array(ordered, np.intp))
    addresses = [EdgePlace(bundle, index) for index in ordered]
    assert list(edges) == addresses
    assert list(edges[1:3]) == addresses[1:3]
    assert [edges.index(address) for address in addresses] == list(range(len(edges)))
    for index in set(range(52)) - indices:
        assert EdgePlace(bundle, index) not in edges
    assert all(EdgePlace(bundle + 1, index) not in edges for index in ordered)


def test_what_is_not_in_it_has_no_index() -> None:
    with pytest.raises(ValueError, match="not among"):
        Edges(0, np.array([1], np.intp)).index(EdgePlace(0, 2))
