"""Faults stop at the element to blame, with the reason, forwards and backwards."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.session.stops.faults.table import FAULTS
from tests.session.stops.oracle import positions, stops, stops_backwards


def single(activation: str = "identity", weight: float = 1.0, **settings: Any) -> bg.Session:
    """One unit, y = w x."""
    network = bg.Network(1, (bg.Layer(1, activation, bias=False),))
    given = {"weights": [[[weight]]], "optimizer": bg.SGD(learning_rate=0.1)} | settings
    return bg.Session(network, [[1.0]], [[0.0]], **given)


def stopped(session: bg.Session, fault: str, **settings: float) -> bg.Session:
    session.add_breakpoint(bg.Fault(fault=fault, settings=settings))
    session.continue_(300)
    assert session.stopped, fault
    assert FAULTS[fault].advice in session.stopped.sentence
    at, found = session.position, session.stopped
    session.step_iteration(3)
    session.reverse_continue()
    assert (session.position, session.stopped) == (at, found)
    return session


def test_the_first_number_that_is_not_finite() -> None:
    session = single(optimizer=bg.SGD(learning_rate=1e30))
    expected = None
    for at in positions(session, 40):
        if session.current and not np.isfinite(session.value(session.current)):
            expected = at
            break
    session.restart()
    stopped(session, "not_finite")
    assert session.position == expected
    assert session.stopped
    assert str(session.stopped.element) in session.stopped.sentence
    assert session.current == session.stopped.element


def test_a_loss_that_rises() -> None:
    session = stopped(single(optimizer=bg.SGD(learning_rate=1.5)), "loss_rises", times=4)
    assert session.position.iteration == 4
    assert str(session.current) == "loss"


def test_a_loss_that_stands_still() -> None:
    session = single(optimizer=bg.SGD(learning_rate=0.0))
    stopped(session, "no_progress", iterations=7)
    assert session.position.iteration == 7


@pytest.mark.parametrize("batch_size", [None, 1, 2])
def test_a_unit_that_is_dead_for_a_whole_epoch(batch_size: int | None) -> None:
    network = bg.Network(1, (bg.Layer(2, "relu", bias=False), bg.Layer(1)))
    session = bg.Session(
        network,
        [[1.0], [2.0], [3.0]],
        [[1.0]] * 3,
        weights=[[[1.0, -1.0]], [[0.1], [0.1]]],
        optimizer=bg.SGD(learning_rate=0.001),
        batch_size=batch_size,
    )
    stopped(session, "dead_unit")
    assert str(session.stopped and session.stopped.element) == "x[1,2]"
    assert session.position.iteration == session.document.batching.per_epoch - 1
    session.continue_(50)
    assert session.stopped is None


def test_a_unit_that_saturates() -> None:
    session = stopped(single("sigmoid", 40.0), "saturated_unit")
    assert str(session.stopped and session.stopped.element) == "x[1,1]"
    assert str(session.current) == "dphi[1,1]"


@pytest.mark.parametrize(
    ("fault", "weight"), [("vanishing_gradients", 1e-5), ("exploding_gradients", 1e5)]
)
def test_gradients_from_layer_to_layer(fault: str, weight: float) -> None:
    network = bg.Network(1, (bg.Layer(1, bias=False), bg.Layer(1, bias=False)))
    session = bg.Session(
        network,
        [[1.0]],
        [[1.0]],
        weights=[[[1.0]], [[weight]]],
        optimizer=bg.SGD(learning_rate=0.0),
    )
    stopped(session, fault)
    assert str(session.stopped and session.stopped.element) == "delta[1]"
    assert str(session.current) == "delta[1,1]"


@pytest.mark.parametrize("rate", [1.0, 1e-9])
def test_updates_of_the_wrong_size(rate: float) -> None:
    session = stopped(single(optimizer=bg.SGD(learning_rate=rate)), "update_ratio")
    assert str(session.stopped and session.stopped.element) == "w_new[1]"


def test_frozen_weights_are_not_updated_too_little() -> None:
    session = single(frozen=["w[1]"])
    session.add_breakpoint(bg.Fault(fault="update_ratio"))
    session.continue_(5)
    assert session.stopped is None


@pytest.mark.parametrize("fault", FAULTS)
def test_settings_are_checked(fault: str) -> None:
    session = single()
    with pytest.raises(bg.InvalidValue):
        session.add_breakpoint(bg.Fault(fault=fault, settings={"nonsense": 1.0}))
    for parameter in FAULTS[fault].parameters:
        with pytest.raises(bg.InvalidValue, match=parameter.name):
            session.add_breakpoint(bg.Fault(fault=fault, settings={parameter.name: -1.0}))


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(bg.InvalidValue, match="not_finite"):
        single().add_breakpoint(bg.Fault(fault="bad_luck"))


def test_faults_do_not_stop_a_healthy_run() -> None:
    session = bg.open_example("xor")
    for fault in ("not_finite", "dead_unit", "vanishing_gradients", "exploding_gradients"):
        session.add_breakpoint(bg.Fault(fault=fault))
    session.continue_(200)
    assert session.stopped is None
    assert session.position.iteration == 199


def test_all_that_arise_in_one_iteration_are_found_backwards() -> None:
    """A fault is seen when its iteration is whole: from within one, the rest is computed aside."""
    network = bg.Network(1, (bg.Layer(1), bg.Layer(1)))
    session = bg.Session(
        network, [[1.0]], [[0.0]], weights=[[[1.0]], [[1.0]]], optimizer=bg.SGD(learning_rate=0.2)
    )
    session.add_breakpoint(bg.Fault(fault="update_ratio"))
    onwards = stops(session, 2)
    assert [at.iteration for at in onwards].count(0) == 2
    assert stops_backwards(session) == onwards[::-1]
    session.seek(onwards[1])
    session.reverse_continue()
    assert session.position == onwards[0]
