"""Bad networks, data, names and commands: one message that says what, where, what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import backprop_gui as bg


def network(**settings: Any) -> bg.Network:
    return bg.Network(2, (bg.Layer(2, "tanh"), bg.Layer(1)), **settings)


def session(**settings: Any) -> bg.Session:
    given = {"inputs": [[1.0, 2.0]], "targets": [[1.0]]} | settings
    return bg.Session(network(), given.pop("inputs"), given.pop("targets"), **given)


CASES: dict[str, Callable[[], Any]] = {
    "There is no activation 'foo'": lambda: bg.Layer(2, "foo"),
    "number of units is 0": lambda: bg.Layer(0),
    "number of units is True": lambda: bg.Layer(True),
    "number of units is 2.0": lambda: bg.Layer(2.0),  # type: ignore[arg-type]
    "number of inputs is -1": lambda: bg.Network(-1, (bg.Layer(1),)),
    "at least one layer": lambda: bg.Network(1, ()),
    "There is no loss 'foo'": lambda: bg.Loss("foo"),
    "factor is -1": lambda: bg.Loss("squared_error", factor=-1),
    "factor is nan": lambda: bg.Loss("squared_error", factor=float("nan")),
    "over_outputs is 'max'": lambda: bg.Loss("squared_error", over_outputs="max"),  # type: ignore[arg-type]
    "from layer 2 to layer 1": lambda: network(connections=(bg.Connection(2, 1),)),
    "from layer 0 to layer 3": lambda: network(connections=(bg.Connection(0, 3),)),
    "same pair of layers": lambda: network(connections=(bg.Connection(0, 2),) * 2),
    "mask is given for w[9]": lambda: network(masks={"w[9]": ((1,),)}),
    "mask of w[1] must have 2 rows of 2": lambda: network(masks={"w[1]": ((1, 1),)}),
    "inputs have shape (1, 3)": lambda: session(inputs=[[1.0, 2.0, 3.0]]),
    "inputs have shape (0, 2)": lambda: session(inputs=np.empty((0, 2))),
    "inputs are not a table": lambda: session(inputs=[[1.0, "a"]]),
    "inputs hold inf or nan": lambda: session(inputs=[[1.0, float("nan")]]),
    "1 rows of inputs and 2 of targets": lambda: session(targets=[[1.0], [2.0]]),
    "1 layers of weights are given; 2": lambda: session(weights=[[[1.0]]]),
    "w[1] has shape (1, 1); allowed is (2, 2)": lambda: session(weights=[[[1.0]], None]),
    "given for w[7]": lambda: session(weights={"w[7]": [[1.0]]}),
    "w[7] is not a parameter": lambda: session(frozen=["w[7]"]),
    "x[0,1] is not a parameter": lambda: session(frozen=["x[0,1]"]),
    "w[1] is not one element": lambda: session(tied=[["w[1]", "w[2]"]]),
    "stands in two ties": lambda: session(tied=[["b[1,1]", "b[1,2]"], ["b[1,1]", "b[2,1]"]]),
    "A tie names 1": lambda: session(tied=[["b[1,1]"]]),
    "b[1,2] is not frozen": lambda: session(tied=[["b[1,1]", "b[1,2]"]], frozen=["b[1,1]"]),
    "are tied but have different values": lambda: session(
        biases=[[1.0, 2.0], None], tied=[["b[1,1]", "b[1,2]"]]
    ),
    "batch size is 0": lambda: session(batch_size=0),
    "seed is -1": lambda: session(seed=-1),
    "0 iterations are asked for": lambda: session().step_iteration(0),
    "no position (0, 99, 0)": lambda: session().seek(bg.Position(0, 99, 0)),
    "no position (-1, 0, 0)": lambda: session().seek(bg.Position(-1, 0, 0)),
    "no position (1.5, 0, 0)": lambda: session().seek(bg.Position(1.5, 0, 0)),  # type: ignore[arg-type]
    "1.5 iterations are asked for": lambda: session().step_iteration(1.5),  # type: ignore[arg-type]
    "w[1,1,1] cannot be 'abc'": lambda: session().set("w[1,1,1]", "abc"),  # type: ignore[arg-type]
    "elements go from 0 to 2": lambda: session().seek(bg.Position(0, 0, 3)),
    "There is no s[9,1]": lambda: session().value("s[9,1]"),
    "There is no s[1,3]": lambda: session().value("s[1,3]"),
    "There is no x[0,0]": lambda: session().value("x[0,0]"),
    "the kinds of quantities are": lambda: session().value("foo"),
    "is not the name of a quantity": lambda: session().value("s[1,"),
    "w[1] is a whole array": lambda: session().set("w[1]", 1.0),
    "w[1,1,1] cannot be inf": lambda: session().set("w[1,1,1]", float("inf")),
    "learning_rate of SGD is -1.0": lambda: session().set("lr", -1.0),
    "no example 'foo'; there are nlp-assignment": lambda: bg.open_example("foo"),
}


@pytest.mark.parametrize(("said", "wrong"), CASES.items(), ids=CASES)
def test_one_message(said: str, wrong: Callable[[], Any]) -> None:
    with pytest.raises(bg.BackpropError) as refused:
        wrong()
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
