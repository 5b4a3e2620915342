"""Published worked examples: every number that their authors got right, to every printed digit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import backprop_gui as bg
from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.engine.losses import LOSSES
from tests.printed import prints_as

Example = dict[str, Any]
_FILE = Path(__file__).parents[1] / "data/worked_examples.json"
EXAMPLES: list[Example] = json.loads(_FILE.read_text("utf-8"))["examples"]
# One that needs what the engine does not have yet joins by itself when it does.
READY = [
    example
    for example in EXAMPLES
    if set(example["activations"]) <= ACTIVATIONS.keys() and example["loss"]["name"] in LOSSES
]


@pytest.mark.parametrize("example", READY, ids=lambda example: example["id"])
def test_every_right_number(example: Example) -> None:
    first = opened(example)
    first.step_iteration()
    last = opened(example)
    last.step_iteration(steps(example))
    for entry in example["printed"]:
        session = last if "_new" in entry["quantity"] else first
        value = float(session.value(entry["quantity"]))
        if entry["right"]:
            assert prints_as(value, entry["value"]), (entry["quantity"], value, entry["value"])
        assert value == pytest.approx(entry["engine"], rel=1e-12, abs=1e-15), entry["quantity"]


def test_there_are_examples() -> None:
    assert len(READY) >= 11
    assert sum(entry["right"] for example in READY for entry in example["printed"]) >= 100


def steps(example: Example) -> int:
    """How many full-batch steps lead to the new parameters that are printed."""
    return int(example["schedule"].split()[0]) if example["schedule"] else 1


def opened(example: Example) -> bg.Session:
    """A session on the example's network and data."""
    sizes, biases = example["sizes"], example["biases"]
    layers = [
        bg.Layer(units, activation, bias=bias is not None)
        for units, activation, bias in zip(sizes[1:], example["activations"], biases, strict=True)
    ]
    return bg.Session(
        bg.Network(sizes[0], tuple(layers), bg.Loss(**example["loss"])),
        example["inputs"],
        example["targets"],
        weights=example["weights"],
        biases=biases,
        optimizer=bg.SGD(learning_rate=example["learning_rate"] or 0.0),
        **_shared_biases(example),
    )


def _shared_biases(example: Example) -> dict[str, Any]:
    """One bias per layer for all of its units, where the example says so."""
    layers = [n for n, bias in enumerate(example["biases"], start=1) if bias is not None]
    frozen = [f"b[{n}]" for n in layers] if example["biases_frozen"] else []
    if not example["biases_shared"]:
        return {"frozen": frozen}
    groups = [[f"b[{n},{j}]" for j in range(1, example["sizes"][n] + 1)] for n in layers]
    return {"frozen": frozen, "tied": [group for group in groups if len(group) > 1]}
