"""The lines of the program are readable in a list as narrow as it is at first."""

from __future__ import annotations

import pytest

import backprop_gui as bg
from backprop_gui.ui.panels.program_delegate import SMALLER, room_pt
from tests.ui.conftest import Open


@pytest.mark.parametrize("example", ["xor", "digits", "nlp-assignment", "momentum-in-a-ravine"])
def test_no_line_shrinks_to_what_nobody_can_read(open_window: Open, qtbot, example: str) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bg.open_example(example))
    rows = window.program.program_model.operations
    qtbot.waitUntil(lambda: all(row.drawing is not None for row in rows), timeout=10_000)
    readable = room_pt(window.program)
    for row in rows:
        assert row.drawing.viewBoxF().width() <= readable / SMALLER, row.typst
