"""The hand-worked assignment: every printed number, and the ones that are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import backprop_gui as bg
from tests.playbook import play
from tests.printed import prints_as

CASE = json.loads((Path(__file__).parents[1] / "data/assignment_case.json").read_text("utf-8"))
PRINTED = [entry for entry in CASE["printed"] if "quantity" in entry]
# The last bit of w_new[2,1,1] depends on how the engine orders its products.
LAST_BITS = 2


@pytest.fixture(scope="module")
def finished() -> bg.Session:
    session = bg.open_example("nlp-assignment")
    session.step_iteration()
    return session


@pytest.fixture(scope="module")
def as_written() -> bg.Session:
    session = bg.open_example("nlp-assignment-as-written")
    session.step_iteration()
    return session


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("loss", 6.002475685137778),
        ("x[2,1]", 0.9975273768433653),
        ("delta[2,1]", 0.9975273768433653),
        *((f"delta[1,{j}]", 0.9975273768433653) for j in (1, 2)),
        *((f"w_new[1,{i},{j}]", 0.9002472623156634) for i in (1, 2, 3) for j in (1, 2)),
        *((f"w_new[2,{i},1]", 0.7007417869469904) for i in (1, 2)),
    ],
)
def test_numbers(finished: bg.Session, name: str, right: float) -> None:
    value = finished.value(name)
    assert abs(value - right) <= LAST_BITS * np.spacing(right)


@pytest.mark.parametrize("entry", PRINTED, ids=lambda e: f"eq{e['equation']}-{e['quantity']}")
def test_printed(finished: bg.Session, entry: dict[str, Any]) -> None:
    """Right ones to every digit, or to what their rounded factors (`note`) left of them."""
    value = finished.value(entry["quantity"])
    if entry["right"]:
        carried = "note" in entry and value == pytest.approx(float(entry["value"]), rel=5e-9)
        assert carried or prints_as(value, entry["value"])
    else:
        assert abs(value - entry["engine"]) <= LAST_BITS * np.spacing(entry["engine"])
        assert value != pytest.approx(float(entry["value"]), rel=1e-3)


@pytest.mark.parametrize(
    "entry", [e for e in PRINTED if e["quantity"] != "loss"], ids=lambda e: e["quantity"]
)
def test_as_written(as_written: bg.Session, entry: dict[str, Any]) -> None:
    """With the logistic derivative in the hidden layer, every printed value but the loss."""
    value = as_written.value(entry["quantity"])
    assert value == pytest.approx(float(entry["value"]), rel=5e-9)


def test_as_written_to_ten_digits(as_written: bg.Session) -> None:
    assert f"{as_written.value('delta[1,1]'):.10f}" == "0.0450649549"
    assert f"{as_written.value('w_new[1,1,1]'):.10f}" == "0.9954935045"


def test_exclusive_or_is_learnt() -> None:
    session = bg.open_example("xor")
    session.run_to("loss")
    assert session.value("loss") > 0.3
    assert session.network.sizes[1] >= 4
    assert len(session.array("y").values) == 4
    session.step_iteration(5000)
    assert session.history("loss")[-1] < 0.05


def test_step_by_step() -> None:
    play(
        bg.open_example("nlp-assignment"),
        """
        s[1,1] is absent
        step into
        s[1,1] is 3
        s[1,2] is absent
        step over
        s[1,2] is 3
        step out
        x[2,1] is 0.9975273768433653
        loss is absent
        step out
        loss is 6.002475685137778
        step over ×3
        delta[2,1] is 0.9975273768433653
        dw[2,1,1] is absent
        step iteration
        w_new[1,1,1] is 0.9002472623156634
        back iteration
        loss is absent
        """,
    )
