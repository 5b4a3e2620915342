"""A run in slices stops to look at the clock often enough, however long an iteration takes."""

from __future__ import annotations

from itertools import pairwise

import pytest

import backprop_gui as bg
from backprop_gui.engine.machine import Machine
from backprop_gui.session.run import replay

SLICE = 0.005


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> bg.Session:
    """A session whose iterations take 4 ms each, by its clock."""
    now, iterate = [0.0], Machine.iterate

    def slowly(machine: Machine) -> None:
        now[0] += 0.004
        iterate(machine)

    monkeypatch.setattr(Machine, "iterate", slowly)
    monkeypatch.setattr(replay, "perf_counter", lambda: now[0])
    monkeypatch.setattr("backprop_gui.session.stops.running.perf_counter", lambda: now[0])
    return bg.open_example("nlp-assignment")


@pytest.mark.parametrize("how", ["seek", "continue"])
def test_a_slice_takes_no_more_iterations_than_fit(slow: bg.Session, how: str) -> None:
    far = bg.Position(500, 0, 0)
    slices = slow.slices(far, SLICE) if how == "seek" else slow.slices_until_stop(500, SLICE)
    places = [slow.position.iteration for _ in zip(slices, range(60), strict=False)]
    steps = [after - before for before, after in pairwise(places)]
    assert max(steps) <= 3  # two fit into a slice, one more may have been begun before
    assert sum(steps) >= 60
