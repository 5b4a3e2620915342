"""What edges carry, against the quantities that it is made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.engine.optimizers.sgd import SGD
from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.reading.edge_numbers import EDGE_NUMBERS, edge_numbers, reader
from backprop_gui.session.session import Session


def make() -> Session:
    """Two samples, a skip connection, a removed edge, frozen weights."""
    network = Network(
        2,
        (Layer(3, "tanh"), Layer(2, "sigmoid")),
        connections=(Connection(0, 2),),
        masks={"w[1]": ((1, 0, 1), (1, 1, 1))},
    )
    inputs, targets = [[0.5, -1.0], [2.0, 0.0]], [[0, 1], [1, 0]]
    return Session(network, inputs, targets, optimizer=SGD(0.5), frozen=["w[0,2]"], seed=3)


def known(session: Session, name: str) -> float | None:
    try:
        return float(session.value(name))
    except BackpropError:
        return None


def expected(session: Session, weight: str, before: str, which: str) -> float | None:
    """By hand from single quantities."""
    rest = weight[1:]
    w, new, gradient = (known(session, kind + rest) for kind in ("w", "w_new", "dw"))
    x = known(session, before)
    if which == "weight":
        return w if new is None else new
    if which == "gradient":
        return gradient
    if which == "update":
        return None if new is None or w is None else new - w
    return None if x is None or w is None else x * w


@given(st.integers(0, 60), st.integers(1, 2))
def test_each_is_made_of_the_quantities_at_hand_and_absent_without_them(
    steps: int, focus: int
) -> None:
    session = make()
    for _ in range(steps):
        session.step_into()
    session.focus = focus
    for connection in session.network.connections:
        present = session.network.present(connection)
        for which in EDGE_NUMBERS:
            numbers = session.edge_numbers(connection.weights, which)
            assert numbers.shape == present.shape
            for i, j in np.argwhere(present):
                weight = str(connection.weights.at(int(i) + 1, int(j) + 1))
                before = f"x[{connection.source},{i + 1}]"
                wanted = expected(session, weight, before, which)
                found = numbers[i, j]
                assert np.isnan(found) if wanted is None else found == wanted


def test_contributions_and_the_bias_make_the_weighted_sum() -> None:
    session = make()
    session.run_to("s[2,2,2]")
    session.focus = 2
    straight = session.edge_numbers("w[2]", "contribution")[:, 1].sum()
    skipped = session.edge_numbers("w[0,2]", "contribution")[:, 1].sum()
    assert straight + skipped + session.value("b[2,2]") == pytest.approx(session.value("s[2,2]"))


@pytest.mark.parametrize(("weights", "which"), [("b[1]", "weight"), ("w[1]", "size")])
def test_what_edges_do_not_carry_is_refused_with_what_is_allowed(weights: str, which: str) -> None:
    with pytest.raises(InvalidValue, match=r"contribution are allowed of w\[1\]"):
        make().edge_numbers(weights, which)  # type: ignore[arg-type]


def test_a_name_may_be_a_quantity_or_one_of_its_elements() -> None:
    session = make()
    assert np.array_equal(
        session.edge_numbers(Quantity("w", (1,))), session.edge_numbers("w[1,1,1]")
    )


def test_a_new_weight_that_is_no_number_is_not_hidden_by_the_old_one() -> None:
    network = Network(2, (Layer(2, "identity"), Layer(1, "identity")))
    weights = [[[1e200, 0.5], [1, 2]], [[1], [-1e200]]]
    session = Session(network, [[1e200, 1]], [[0]], weights=weights, optimizer=SGD(0.5))
    session.step_iteration()
    for name in ("w[1]", "w[2]"):
        assert np.isnan(session.edge_numbers(name)).all()
    read = reader(session.program, session.array)
    found = edge_numbers("weight", session.network.connections[0], read, 1)
    assert found.known.all()
    assert edge_numbers("gradient", session.network.connections[0], read, 1).known.all()
    session.step_into()
    assert not edge_numbers("gradient", session.network.connections[0], read, 1).known.any()
