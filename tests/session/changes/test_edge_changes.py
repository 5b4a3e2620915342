"""Edges made, removed and restored: the others keep their bits, the weight comes from the seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import edge_changes
from backprop_gui.session.session import Session
from tests.session.changes.test_units import assert_kept_in_a_file, content, elements
from tests.strategies import cases


def pairs(network: bg.Network) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    units = [(n, j) for n, size in enumerate(network.sizes) for j in range(1, size + 1)]
    return [(a, b) for a in units for b in units if a[0] < b[0]]


@settings(max_examples=40)
@given(case=cases(), data=st.data())
def test_any_unit_can_be_joined_to_any_later_one(case, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    session = case.without("tied").session()
    source, target = data.draw(st.sampled_from(pairs(session.network)))
    before = elements(session)
    weight = str(edge_changes.Joint(source, target, False).weight)
    there = weight in before
    if there:
        with pytest.raises(InvalidValue, match=r"is there already"):
            edge_changes.join(session, source, target)
        edge_changes.remove_edge(session, weight)
        assert elements(session) == {n: v for n, v in before.items() if n != weight}
    alone, network = elements(session), session.network
    offer = edge_changes.joint(network, source, target)
    connected = (source[0], target[0]) in [(c.source, c.target) for c in network.connections]
    assert (str(offer.weight), offer.restores) == (weight, connected)
    edge_changes.join(session, source, target)
    joined = elements(session)
    assert {n: v for n, v in joined.items() if n != weight} == alone
    assert weight in joined
    assert_kept_in_a_file(session)
    session.step_iteration()
    session.undo()
    assert elements(session) == alone
    session.redo()
    edge_changes.remove_edge(session, weight)
    assert elements(session) == alone
    if there:
        session.undo()
        session.undo()
        session.undo()
        assert elements(session) == before


def skipless() -> Session:
    return bg.Session(bg.Network(2, [bg.Layer(2), bg.Layer(1)]), [[1, 2]], [[3]])


def test_a_skip_connection_is_made_with_one_edge_and_goes_with_its_last() -> None:
    session = skipless()
    before = content(session)
    edge_changes.join(session, (0, 2), (2, 1))
    skip = session.network.into(2)[0]
    assert (skip.source, skip.mask) == (0, ((0,), (1,)))
    edge_changes.remove_edge(session, "w[0,2,2,1]")
    assert content(session) == before


def test_a_consecutive_connection_stays_without_edges() -> None:
    session = skipless()
    edge_changes.remove_edge(session, "w[2,1,1]")
    edge_changes.remove_edge(session, "w[2,2,1]")
    assert not session.network.present(session.network.into(2)[0]).any()
    session.step_iteration()
    edge_changes.restore_edge(session, "w[2,1,1]")
    assert np.count_nonzero(session.network.present(session.network.into(2)[0])) == 1


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ((1, 1), (0, 1), "from an earlier layer to a later one"),
        ((1, 1), (1, 2), "from an earlier layer to a later one"),
        ((0, 1), (1, 1), "is there already"),
        ((0, 3), (1, 1), "no unit 3 of layer 0"),
        ((0, 1), (4, 1), "no unit 1 of layer 4"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_the_reason(source, target, why: str) -> None:  # type: ignore[no-untyped-def]
    session = skipless()
    with pytest.raises(InvalidValue, match=why):
        edge_changes.join(session, source, target)
    assert not session.can_undo
