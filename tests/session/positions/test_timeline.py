"""Stepping commands across changes of structure: within iterations a change is a step itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.positions.position import Position
from backprop_gui.session.positions.timeline import Timeline
from tests.session.positions.test_clock import UNITS
from tests.strategies import Case, cases

ITERATIONS = 7
# What would not go with any other network or setting.
_PLAIN = {"tied": [], "frozen": [], "clip_value": None, "clip_norm": None}
_DRAWN = {"initializer": bg.Initializer()}


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Up to three documents, one after another."""
    session = draw(cases(samples=3)).session()
    for begins in draw(
        st.lists(st.integers(1, ITERATIONS - 1), unique=True, max_size=2).map(sorted)
    ):
        session.seek(session.clock.end(begins - 1))
        other: Case = draw(cases(samples=3))
        session.change(
            network=other.network,
            inputs=other.inputs,
            targets=other.targets,
            **(_PLAIN | other.without("weights", "biases", "tied", "frozen").settings | _DRAWN),
        )
    return session.clock


def positions(clock: Timeline) -> list[Position]:
    """All positions of some iterations, each once, in order: written down, not stepped."""
    found = [Position()]
    for k in range(ITERATIONS):
        if k in clock.changes:
            found.append(Position(k, 0, 0))
        for i, operation in enumerate(clock.program(k).operations):
            found += [Position(k, i, e) for e in range(1, operation.output.size)]
            found.append(Position(k, i + 1, 0))
    return found


@settings(max_examples=10, deadline=None)
@given(clock=timelines())
def test_elements_and_changes_are_stepped_through_one_by_one(clock: Timeline) -> None:
    found = positions(clock)
    for before, after in pairwise(found):
        assert before < after
        assert clock.into(before) == after
        assert clock.back_into(after) == before
    assert clock.back_into(found[0]) == found[0]


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=10, deadline=None)
@given(clock=timelines())
def test_every_step_moves_on_and_its_twin_moves_back(unit: str, clock: Timeline) -> None:
    forward, back = (getattr(clock, name) for name in UNITS[unit])
    found = set(positions(clock))
    for at in found:
        assert back(at) in found
        assert back(at) < at or at == Position() == back(at)
        if (on := forward(at)).iteration < ITERATIONS:
            assert on in found
        assert on > at


@settings(max_examples=10, deadline=None)
@given(clock=timelines(), k=st.integers(0, ITERATIONS - 1), n=st.integers(1, 4))
def test_iterations_are_counted_without_the_changes(clock: Timeline, k: int, n: int) -> None:
    at = clock.end(k)
    assert clock.iteration(at, n) == clock.end(k + n)
    assert clock.back_iteration(clock.iteration(at, n), n) in (at, Position(k + 1, 0, 0))
    assert clock.iteration(clock.back_iteration(at), 1) == at
    if k + 1 in clock.changes:
        assert clock.back_iteration(Position(k + 1, 0, 0)) == clock.back_iteration(at)


@settings(max_examples=10, deadline=None)
@given(clock=timelines(), k=st.integers(0, ITERATIONS - 1))
def test_the_same_place_of_another_iteration_exists(clock: Timeline, k: int) -> None:
    found = set(positions(clock))
    for at in found:
        there = clock.alike(at, k)
        assert there in found
        assert clock.is_end(there) or not clock.is_end(at)
        assert clock.alike(at, at.iteration) == at or at.operation + at.element == 0
