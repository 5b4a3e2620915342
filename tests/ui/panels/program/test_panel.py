"""The lines of the program are readable in a list however narrow, and stepping moves none."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.program.delegate import GUTTER, SMALLER, lines_left, room_pt
from backprop_gui.ui.panels.program.model import Pointer, Row
from tests.ui.conftest import Open

EXAMPLES = ("xor", "digits", "nlp-assignment", "momentum-in-a-ravine")


def typeset(qtbot: QtBot, window: MainWindow) -> None:
    rows = window.program.program_model.operations
    qtbot.waitUntil(lambda: all(row.drawing is not None for row in rows), timeout=10_000)


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_line_shrinks_to_what_nobody_can_read(
    open_window: Open, qtbot: QtBot, example: str
) -> None:
    window = open_window(bg.open_example(example))
    typeset(qtbot, window)
    readable = room_pt(window.program) + 2  # the margins of its page
    for row in window.program.program_model.operations:
        assert row.drawing is not None
        assert row.drawing.viewBoxF().width() <= readable, row.typst
    assert SMALLER >= 0.85


@pytest.mark.parametrize("percent", [100, 150, 250])
def test_a_line_is_painted_as_large_and_as_high_when_the_arrow_points_at_it(
    open_window: Open, qtbot: QtBot, appearance: Appearance, percent: int
) -> None:
    """Its counter stands beside it where there is room, else below, in room that is kept."""
    appearance.set_text_size(percent)
    window = open_window(bg.open_example("xor"))
    typeset(qtbot, window)
    for row in window.program.program_model.operations:
        (place,) = (n for n, other in enumerate(rows(window)) if other is row)
        pointed_at = painted(window, place)
        window.desk.session.step_over()
        window.program.refresh()
        assert window.program.program_model.counter(row)
        assert painted(window, place) == pointed_at
        height, width = pointed_at
        counter = window.program.fontMetrics().horizontalAdvance(
            window.program.program_model.counter(row)
        )
        room = window.program.viewport().width() - lines_left(window.program)
        line = window.program.fontMetrics().height()
        assert width + counter < room or height >= row.pixmap.height() + line, row.text  # type: ignore[union-attr]


@pytest.mark.parametrize("percent", [100, 250])
def test_the_numbers_of_lines_are_whole(
    open_window: Open, appearance: Appearance, percent: int
) -> None:
    appearance.set_text_size(percent)
    program = open_window(bg.open_example("xor")).program
    assert lines_left(program) - GUTTER > program.fontMetrics().horizontalAdvance("17")


def rows(window: MainWindow) -> list[Row]:
    return window.program.program_model.rows


def painted(window: MainWindow, place: int) -> tuple[int, int]:
    """How high a row is and how wide its line, in pixels."""
    program = window.program
    index = program.program_model.index(place)
    program.scrollTo(index)
    program.grab()
    pixmap = rows(window)[place].pixmap
    assert pixmap is not None
    assert pixmap.width() <= program.viewport().width() - lines_left(program)
    return program.visualRect(index).height(), pixmap.width()


def test_the_current_line_stays_in_sight_when_the_list_gets_lower(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(bg.open_example("xor"))
    window.resize(1280, 1000)
    typeset(qtbot, window)
    window.desk.session.step_iteration()
    program, model = window.program, window.program.program_model
    qtbot.waitUntil(lambda: model.pointer == Pointer(19, 1, 1))
    place = model.place(model.pointer)
    assert place is not None
    for height in (800, 620):
        before = program.viewport().height()
        window.resize(1280, height)
        qtbot.waitUntil(lambda before=before: program.viewport().height() < before)
        assert program.viewport().rect().contains(program.visualRect(model.index(place)))
