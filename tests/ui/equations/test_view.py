"""Equations are shown typeset, at once as text, never cut, and can be copied and heard."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backprop_gui.report import typesetting
from backprop_gui.ui.equations.page import left_side
from backprop_gui.ui.equations.view import EquationView, TypesetLine
from backprop_gui.ui.look.theme import palette, theme

LINES = (
    TypesetLine("delta_1^2 = (partial L)/(partial hat(y)) dot a", "δ = ∂L/∂ŷ · a", r"\delta = a"),
    TypesetLine("= 404.43 dot 0.0024665", "= 404.43 · 0.0024665", r"= 404.43 \cdot 0.0024665"),
    TypesetLine("= 0.99753", "= 0.99753", "= 0.99753"),
)
BAD = TypesetLine("nosuch(x", "a formula that Typst does not know", "x")
WIDE = TypesetLine(f"L = ({' + '.join('123456' for _ in range(30))})/2", "L = 123456 + …", "L")


@pytest.fixture
def view(qtbot: QtBot) -> EquationView:
    made = EquationView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Typst works only once the event is set."""
    ready, inner = Event(), typesetting.equations_svg

    def wait(*arguments, **settings):  # type: ignore[no-untyped-def]
        assert ready.wait(5)
        return inner(*arguments, **settings)

    monkeypatch.setattr(typesetting, "equations_svg", wait)
    yield ready
    ready.set()


def ink(view: EquationView) -> NDArray[np.bool_]:
    """Which pixels of the view differ from its background."""
    grabbed = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = (grabbed.height(), grabbed.width(), 4)
    image = np.array(grabbed.constBits(), np.uint8).reshape(shape)[..., :3].astype(int)
    return np.abs(image - image[-4, -4]).sum(axis=2) > 120


def show(view: EquationView, qtbot: QtBot, *lines: TypesetLine) -> None:
    view.show_lines(lines)
    qtbot.waitUntil(lambda: view.is_typeset, timeout=5000)


def test_lines_are_typeset_below_each_other_aligned_at_the_equals_sign(
    view: EquationView, qtbot: QtBot
) -> None:
    show(view, qtbot, *LINES)
    first, second, third = view.widget().places
    assert first.bottom() < second.top() < second.bottom() < third.top()
    assert first.left() < second.left() == third.left()
    drawn = ink(view)
    starts = [
        np.flatnonzero(drawn[int(place.top()) : int(place.bottom())].any(axis=0))
        for place in (second, third)
    ]
    assert starts[0][0] == starts[1][0]
    equals = starts[1][0]
    assert drawn[int(first.top()) : int(first.bottom()), equals : equals + 6].any()


def test_equations_take_the_themes_ink(view: EquationView, qtbot: QtBot) -> None:
    show(view, qtbot, *LINES)
    assert theme("dark").text not in view._job.colour
    before = QApplication.palette()
    try:
        QApplication.setPalette(palette(theme("dark")))
        qtbot.waitUntil(lambda: view._job.colour == theme("dark").text)
        qtbot.waitUntil(lambda: ink(view).any())
        assert view.grab().toImage().pixelColor(395, 295).name() == theme("dark").panel
    finally:
        QApplication.setPalette(before)


def test_the_text_stands_there_until_typst_is_ready(
    view: EquationView, qtbot: QtBot, slow: Event
) -> None:
    view.show_lines(LINES)
    assert not view.is_typeset
    as_text = ink(view)
    assert as_text.any()
    with qtbot.waitSignal(view.typeset):
        slow.set()
    assert view.is_typeset
    assert (ink(view) != as_text).any()


def test_held_keys_do_not_wait_and_only_the_newest_is_set(
    view: EquationView, qtbot: QtBot, slow: Event
) -> None:
    jobs = []
    view._worker.done.connect(lambda job, drawings: jobs.append(job.sources[0]))
    started = time.perf_counter()
    for k in range(50):
        view.show_lines([TypesetLine(f"x = {k}", f"x = {k}", f"x = {k}")])
    assert time.perf_counter() - started < 0.5
    slow.set()
    qtbot.waitUntil(lambda: view.is_typeset, timeout=5000)
    assert jobs == ["x = 49"]


def test_a_bad_equation_stays_text_beside_the_others(view: EquationView, qtbot: QtBot) -> None:
    show(view, qtbot, LINES[0], BAD)
    place = view.widget().places[1]
    assert ink(view)[int(place.top()) : int(place.bottom())].any()


@pytest.mark.parametrize("width", [120, 200, 300, 500])
def test_nothing_is_cut(view: EquationView, qtbot: QtBot, width: int) -> None:
    view.resize(width, 300)
    show(view, qtbot, *LINES, BAD, WIDE)
    page = view.widget()
    assert all(page.rect().toRectF().contains(place) for place in page.places)
    hidden = page.width() - view.viewport().width()
    assert view.horizontalScrollBar().maximum() == max(hidden, 0)


def test_a_long_sum_is_broken_instead_of_scrolled(view: EquationView, qtbot: QtBot) -> None:
    terms = " + ".join(f"0.{k} dot 0.5" for k in range(10, 30))
    show(view, qtbot, TypesetLine(f"s = {terms}", "s = …", "s"))
    assert view.horizontalScrollBar().maximum() == 0
    tall = view.widget().places[0].height()
    view.resize(1600, 300)
    qtbot.waitUntil(lambda: view.widget().places[0].height() < tall / 2)


def test_a_formula_too_long_to_draw_quickly_stays_text(view: EquationView, qtbot: QtBot) -> None:
    terms = " + ".join(f"w_({k},1) dot 0.125" for k in range(400))
    with qtbot.waitSignal(view.typeset, timeout=5000):
        view.show_lines([TypesetLine(f"s = {terms}", "s = a very long sum", "s")])
    assert not view.is_typeset
    assert ink(view).any()


def test_it_is_heard_as_text(view: EquationView) -> None:
    view.show_lines(LINES)
    assert view.accessibleName() == "δ = ∂L/∂ŷ · a\n= 404.43 · 0.0024665\n= 0.99753"
    assert "LaTeX" in view.accessibleDescription()


def test_every_notation_can_be_copied(view: EquationView, qtbot: QtBot) -> None:
    view.show_lines(LINES[1:])
    copied = []
    for action in view.actions():
        action.trigger()
        copied.append(QGuiApplication.clipboard().text())
    assert copied == [
        "= 404.43 \\cdot 0.0024665\n= 0.99753",
        "= 404.43 dot 0.0024665\n= 0.99753",
        "= 404.43 · 0.0024665\n= 0.99753",
    ]


def test_the_copy_key_copies_latex(view: EquationView, qtbot: QtBot) -> None:
    view.show_lines(LINES)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith(r"\delta = a")


def test_nothing_to_copy_is_disabled(view: EquationView) -> None:
    assert not any(action.isEnabled() for action in view.actions())
    view.show_lines(LINES)
    assert all(action.isEnabled() for action in view.actions())
    view.show_lines(())
    assert view.accessibleName() == "Equations"
    assert not any(action.isEnabled() for action in view.actions())


def test_a_larger_font_makes_larger_equations(view: EquationView, qtbot: QtBot) -> None:
    show(view, qtbot, LINES[2])
    small: QSize = view.widget().places[0].size().toSize()
    font = view.font()
    font.setPointSizeF(2 * font.pointSizeF())
    view.setFont(font)
    qtbot.waitUntil(lambda: view.widget().places[0].height() > 1.8 * small.height())


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("s_1^2 = 3", "s_1^2"),
        ("L &= 3", "L"),
        ("sum_(i=1)^n x_i = s", "sum_(i=1)^n x_i"),
        ('op("a=b") = 1', 'op("a=b")'),
        ("= 3", ""),
        ("a <= b", ""),
        ("a", ""),
    ],
)
def test_the_left_side_ends_at_the_outer_equals_sign(source: str, left: str) -> None:
    assert left_side(source) == left
