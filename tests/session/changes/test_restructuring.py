"""Layers added, removed and resized: what survives keeps its values; one undo takes all back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import edge_changes, restructuring
from backprop_gui.session.session import Session


def deep() -> Session:
    network = bg.Network(
        inputs=2,
        layers=[bg.Layer(3, "tanh"), bg.Layer(4, "relu", bias=[1, 0, 1, 0]), bg.Layer(1)],
        connections=[bg.Connection(0, 3)],
        masks={"w[2]": [[1, 0, 1, 1]] * 3},
    )
    return bg.Session(
        network,
        inputs=[[1, 2], [3, 4]],
        targets=[[0], [1]],
        frozen=["b[3]", "w[2,1,3]"],
        tied=[["w[1,1,1]", "w[1,2,1]"], ["w[0,3,1,1]", "w[0,3,2,1]"]],
    )


def values(session: Session, name: str) -> list[float]:
    return np.nan_to_num(session.array(name).values).tolist()


def test_a_layer_that_becomes_softmax_loses_its_surrogate_derivative() -> None:
    session = deep()
    restructuring.change_layer(session, 2, derivative="sigmoid")
    restructuring.change_layer(session, 2, activation="softmax")
    assert session.network.layers[1].phi.name == "softmax"
    assert session.network.layers[1].derivative is None
    session.undo()
    assert session.network.layers[1].slope.name == "sigmoid"


def test_an_added_layer_moves_the_later_ones_with_all_that_is_theirs() -> None:
    session = deep()
    before = {name: values(session, name) for name in ("w[1]", "w[2]", "b[2]", "w[0,3]")}
    restructuring.add_layer(session, 2)
    assert session.network.sizes == (2, 3, 4, 4, 1)
    assert values(session, "w[1]") == before["w[1]"]
    assert values(session, "w[2]") == before["w[2]"]
    assert values(session, "w[0,4]") == before["w[0,3]"]
    assert set(map(str, session.document.frozen)) == {"b[4]", "w[2,1,3]"}
    assert [list(map(str, group)) for group in session.document.tied] == [
        ["w[1,1,1]", "w[1,2,1]"],
        ["w[0,4,1,1]", "w[0,4,2,1]"],
    ]
    session.step_iteration()
    session.undo()
    assert session.network.sizes == (2, 3, 4, 1)
    assert not session.can_undo


def test_a_removed_layer_takes_its_connections_along() -> None:
    session = deep()
    skip, last = values(session, "w[0,3]"), values(session, "b[3]")
    restructuring.remove_layer(session, 1)
    assert session.network.sizes == (2, 4, 1)
    assert values(session, "w[0,2]") == skip
    assert values(session, "b[2]") == last
    assert list(map(str, session.document.frozen)) == ["b[2]"]
    assert [list(map(str, g)) for g in session.document.tied] == [["w[0,2,1,1]", "w[0,2,2,1]"]]
    session.step_iteration()


def test_at_rest_the_new_values_survive() -> None:
    session = deep()
    session.step_iteration()
    new = values(session, "w_new[1]")
    restructuring.add_layer(session, 1)
    assert values(session, "w[1]") == new


@given(layer=st.integers(1, 2), units=st.integers(1, 6))
def test_another_size_keeps_what_both_have(layer: int, units: int) -> None:
    session = deep()
    before = values(session, f"w[{layer}]")
    restructuring.change_layer(session, layer, units=units)
    after = values(session, f"w[{layer}]")
    common = min(units, len(before[0]))
    assert [row[:common] for row in after] == [row[:common] for row in before]
    assert (
        session.network.present(session.network.into(2)[0])[0].tolist()[:4]
        == [
            True,
            False,
            True,
            True,
        ][: session.network.sizes[2]]
    )
    session.step_iteration()


def test_skip_connections_come_and_go() -> None:
    session = deep()
    restructuring.connect(session, 3, [1])
    assert [(c.source, c.target) for c in session.network.into(3)] == [(1, 3), (2, 3)]
    session.undo()
    assert [(c.source, c.target) for c in session.network.into(3)] == [(0, 3), (2, 3)]


@pytest.mark.parametrize(
    ("do", "allowed"),
    [
        (lambda s: restructuring.change_layer(s, 3, units=2), "as many as a sample has targets: 1"),
        (lambda s: restructuring.remove_layer(s, 3), "as many as a sample has targets: 1"),
        (lambda s: restructuring.remove_layer(s, 4), "1 to 3 can"),
        (lambda s: restructuring.add_layer(s, 4), "0 to 3 are allowed"),
        (lambda s: restructuring.change_layer(s, 1, units=0), "at least 1 is allowed"),
    ],
)
def test_a_refusal_says_what_is_allowed_and_changes_nothing(do, allowed: str) -> None:  # type: ignore[no-untyped-def]
    session = deep()
    with pytest.raises(InvalidValue, match=allowed):
        do(session)
    assert not session.can_undo


def test_the_only_layer_stays() -> None:
    session = bg.Session(bg.Network(inputs=1, layers=[bg.Layer(1)]), [[1]], [[1]])
    with pytest.raises(InvalidValue, match="at least one layer"):
        restructuring.remove_layer(session, 1)


def test_at_rest_a_matrix_without_edges_stays_so() -> None:
    network = bg.Network(inputs=1, layers=[bg.Layer(1), bg.Layer(1)], masks={"w[1]": [[0]]})
    session = bg.Session(network, [[1]], [[1]])
    session.step_iteration()
    restructuring.add_layer(session, 2)
    assert session.network.sizes == (1, 1, 1, 1)
    assert not edge_changes.edge_exists(session.network, "w[1,1,1]")
    session.step_iteration()
