"""A history that was not kept: the same bits as one reads who goes from iteration to iteration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import NotComputed
from backprop_gui.formula.quantity import UnknownName
from backprop_gui.session.run.replay import Replay

NAMES = ("dw[1,1,2]", "delta[2,1]", "x[1,2]", "x[1,2,2]", "w[1,2,1]", "b_new[2,1]", "r[1,1]")
ITERATIONS = 14


@dataclass(frozen=True)
class Change:
    """A number set after so many elements of an iteration."""

    iteration: int
    elements: int
    name: str
    value: float


changes = st.lists(
    st.builds(
        Change,
        st.integers(0, ITERATIONS - 1),
        st.integers(1, 4),
        st.sampled_from(["w[1,1,1]", "b[2,1]", "lr", "x[0,1]"]),
        st.floats(0, 1),
    ),
    max_size=4,
)


def trained(edits: list[Change]) -> bg.Session:
    """Batches of 2, 2 and 1 samples, with dropout, changed on the way."""
    network = bg.Network(
        inputs=2,
        layers=[bg.Layer(3, "tanh", dropout=0.25), bg.Layer(1, "sigmoid")],
        loss=bg.Loss("squared_error"),
    )
    numbers = np.random.default_rng(0)
    inputs, targets = numbers.uniform(-1, 1, (5, 2)), numbers.uniform(0, 1, (5, 1))
    session = bg.Session(
        network, inputs, targets, optimizer=bg.SGD(learning_rate=0.5, momentum=0.5), batch_size=2
    )
    for change in sorted(edits, key=lambda edit: (edit.iteration, edit.elements)):
        session.seek(session.clock.end(change.iteration))
        for _ in range(change.elements):
            session.step_into()
        session.set(change.name, change.value)
    session.seek(session.clock.end(ITERATIONS))
    return session


def read(session: bg.Session, name: str) -> list[float]:
    found = []
    for k in range(ITERATIONS + 1):
        session.seek(session.clock.end(k))
        try:
            found.append(float(session.value(name)))
        except (UnknownName, NotComputed):  # this batch has no such sample
            found.append(np.nan)
    return found


@settings(max_examples=20, deadline=None)
@given(changes)
def test_a_history_has_the_numbers_that_each_iteration_ends_with(edits: list[Change]) -> None:
    session = trained(edits)
    histories = {name: session.history(name) for name in NAMES}
    for name in NAMES:
        if name != "w[1,2,1]" or not edits:  # edited in an iteration, it is the one used in it
            np.testing.assert_array_equal(histories[name], read(session, name), name)


def test_only_iterations_with_edits_are_gone_through_operation_by_operation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = trained([Change(5, 2, "w[1,1,1]", 0.5)])
    sought = list[int]()
    seek = Replay.seek
    monkeypatch.setattr(
        Replay, "seek", lambda self, at: (sought.append(at.iteration), seek(self, at))[1]
    )
    assert len(session.history("dw[1,1,1]")) == ITERATIONS + 1
    assert sought == [0, 6]
