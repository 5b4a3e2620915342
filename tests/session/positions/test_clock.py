"""Stepping commands: forward to the next boundary of their unit, back to the last one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import pytest
from hypothesis import given, settings

from backprop_gui.session.positions.clock import Clock
from backprop_gui.session.positions.position import Position
from tests.strategies import Case, cases

UNITS = {
    "into": ("into", "back_into"),
    "over": ("over", "back_over"),
    "out": ("out", "back_out"),
    "iteration": ("iteration", "back_iteration"),
    "epoch": ("epoch", "back_epoch"),
}
ITERATIONS = 7


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=25)
@given(case=cases())
def test_twins_lead_to_the_neighbouring_boundaries(unit: str, case: Case) -> None:
    clock = case.session().clock
    forward, back = (getattr(clock, name) for name in UNITS[unit])
    edges = boundaries(clock, unit)
    for at in positions(clock):
        assert back(at) == edges[max(0, bisect_left(edges, at) - 1)]
        after = bisect_right(edges, at)
        if after < len(edges):
            assert forward(at) == edges[after]


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=25)
@given(case=cases())
def test_twins_are_inverse_at_boundaries_of_their_unit(unit: str, case: Case) -> None:
    clock = case.session().clock
    forward, back = (getattr(clock, name) for name in UNITS[unit])
    for at in boundaries(clock, unit)[:-1]:
        assert back(forward(at)) == at
        assert at == Position() or forward(back(at)) == at


def positions(clock: Clock) -> list[Position]:
    """All positions of some iterations, each once, in order: written down, not stepped."""
    found = [Position()]
    for k in range(ITERATIONS):
        for i, operation in enumerate(clock.program(k).operations):
            found += [Position(k, i, e) for e in range(1, operation.output.size)]
            found.append(Position(k, i + 1, 0))
    return found


def boundaries(clock: Clock, unit: str) -> list[Position]:
    """The positions between two units."""
    at_rest = clock.operations
    phases = [op.phase for op in clock.program(0).operations]
    starts = [i for i in range(1, at_rest) if phases[i] != phases[i - 1]]
    per_epoch = clock.batching.per_epoch
    rules = {
        "into": lambda at: True,
        "over": lambda at: at.element == 0,
        "out": lambda at: at.element == 0 and at.operation in (*starts, at_rest),
        "iteration": lambda at: at.operation == at_rest,
        "epoch": lambda at: at.operation == at_rest and (at.iteration + 1) % per_epoch == 0,
    }
    return [at for at in positions(clock) if at == Position() or rules[unit](at)]
