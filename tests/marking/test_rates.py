"""A seeded sample of what `python -m tests.marking.rates` measures."""

from __future__ import annotations

from backprop_gui.marking.mistakes.table import TABLE
from tests.marking.rates import false_alarms, rates


def test_mistakes_are_named_and_placed() -> None:
    found = rates(1, (6,), seed=5)
    tried = sum(rate.tried for rate in found.values())
    assert tried >= len({mistake.id for mistake in TABLE}) - 3
    assert sum(rate.named for rate in found.values()) >= 0.97 * tried
    assert sum(rate.placed for rate in found.values()) >= 0.97 * tried


def test_right_sheets_raise_no_alarm() -> None:
    assert false_alarms(12, 4) == []
    assert false_alarms(12, 7, written=0.5) == []
