from __future__ import annotations

import numpy as np
import pytest

from backprop_gui.engine.losses import Loss
from backprop_gui.engine.network import Layer, Network
from backprop_gui.errors import InvalidValue
from backprop_gui.session.session import Session


def make_session() -> Session:
    network = Network(inputs=2, layers=[Layer(1, activation="sigmoid")], loss=Loss("squared_error"))
    return Session(network, inputs=[[1.0, 2.0]], targets=[[0.0]], seed=3)


def test_what_is_kept_is_what_was_used() -> None:
    session = make_session()
    session.step_iteration(6)
    session.step_into()
    session.set("w[1,2,1]", 7.0)
    session.step_iteration(4)
    names = ["w[1,2,1]", "b[1,1]"]
    kept = session.kept([session.find(name) for name in names], first=3)
    assert kept.iterations.tolist() == list(range(3, session.finished))
    for column, name in zip(kept.rows.T, names, strict=True):
        np.testing.assert_array_equal(column, session.history(name)[3:])


def test_nothing_but_parameters_is_kept() -> None:
    session = make_session()
    session.step_iteration()
    with pytest.raises(InvalidValue, match="Only parameters are kept"):
        session.kept([session.find("w[1,1,1]"), session.find("s[1,1]")])
