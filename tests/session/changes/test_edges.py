"""Edges removed and restored: only the mask changes, one undo takes it back."""

from __future__ import annotations

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.session.changes.edge_changes import edge_exists, remove_edge, restore_edge
from backprop_gui.session.session import Session


@pytest.fixture
def session() -> Session:
    network = bg.Network(
        inputs=2, layers=[bg.Layer(2, "tanh"), bg.Layer(1)], connections=[bg.Connection(0, 2)]
    )
    return bg.Session(
        network, [[1, 2]], [[1]], optimizer=bg.SGD(0.1), tied=[["w[1,1,1]", "w[1,1,2]"]], seed=3
    )


@pytest.mark.parametrize("name", ["w[1,2,1]", "w[0,2,2,1]", "w_new[2,1,1]"])
def test_a_removed_edge_takes_no_part_and_one_undo_brings_it_back(
    session: Session, name: str
) -> None:
    session.step_iteration()
    weight = name.replace("_new", "")
    before = session.network
    remove_edge(session, name)
    assert edge_exists(session.network, weight) is False
    with pytest.raises(BackpropError):
        session.value(weight)
    session.step_iteration()
    session.undo()
    assert session.network == before
    assert not session.can_undo


def test_the_other_weights_keep_their_values(session: Session) -> None:
    session.step_iteration()
    trained = session.array("w_new[1]").values
    remove_edge(session, "w[1,2,1]")
    now = session.array("w[1]").values
    kept = np.array([[True, True], [False, True]])
    assert (now[kept] == trained[kept]).all()


def test_a_restored_edge_gets_its_first_value_and_the_mask_goes(session: Session) -> None:
    first, before = session.value("w[1,2,1]"), session.network
    session.step_iteration()
    assert session.value("w_new[1,2,1]") != first
    trained = session.value("w_new[1,2,2]")
    remove_edge(session, "w[1,2,1]")
    restore_edge(session, "w[1,2,1]")
    assert session.value("w[1,2,1]") == first != 0
    assert session.value("w[1,2,2]") == trained
    assert session.network == before


def test_a_tie_goes_with_its_edge(session: Session) -> None:
    remove_edge(session, "w[1,1,2]")
    assert session.document.tied == ()
    session.undo()
    assert len(session.document.tied) == 1


def test_every_edge_of_a_layer_can_go(session: Session) -> None:
    for name in ("w[1,1,1]", "w[1,1,2]", "w[1,2,1]", "w[1,2,2]"):
        remove_edge(session, name)
    session.step_iteration()
    assert session.value("s[1,1]") == session.value("b[1,1]")


@pytest.mark.parametrize("name", ["b[1,1]", "w[1]", "w[1,3,1]", "w[1,0,1]", "w[9,1,1]", "rubbish("])
def test_what_is_no_edge_is_refused_with_what_is_one(session: Session, name: str) -> None:
    assert edge_exists(session.network, name) is None
    for act in (remove_edge, restore_edge):
        with pytest.raises(InvalidValue, match=r"is not the weight of an edge; .*w\[0,2\]"):
            act(session, name)
    assert not session.can_undo


def test_nothing_is_removed_or_restored_twice(session: Session) -> None:
    with pytest.raises(InvalidValue, match="is there already"):
        restore_edge(session, "w[1,1,1]")
    remove_edge(session, "w[1,1,1]")
    with pytest.raises(InvalidValue, match="has been removed already"):
        remove_edge(session, "w[1,1,1]")


def test_a_seed_of_the_first_values_leaves_the_documents_seed(session: Session) -> None:
    session.change(initializer=bg.Initializer(), initializer_seed=8)
    drawn = session.value("w[2,1,1]")
    assert session.document.seed == 3
    assert session.value("w[1,1,1]") == session.value("w[1,1,2]")
    session.change(initializer=bg.Initializer(), seed=8)
    assert session.value("w[2,1,1]") == drawn
    with pytest.raises(InvalidValue, match="initialiser's seed is -1"):
        session.change(initializer=bg.Initializer(), initializer_seed=-1)
