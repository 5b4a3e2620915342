"""Surface and curve as a person uses them: what is drawn, samples clicked, another part seen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.predictions import surface as surfaces
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.plots.planes.plane import Plane
from backprop_gui.ui.plots.planes.surface_plot import SurfacePlot
from tests.ui.conftest import Open
from tests.ui.plots.hands import click, double_click, hover, place, settle, tab

Key = Qt.Key
POINTS = [[0.0, 0.0], [0.0, 4.0], [4.0, 0.0], [4.0, 4.0]]


def make_session(**settings: object) -> bg.Session:
    network = bg.Network(
        2, [bg.Layer(3, "tanh"), bg.Layer(1, "sigmoid")], bg.Loss("binary_cross_entropy")
    )
    return bg.Session(network, POINTS, [[0], [1], [1], [0]], seed=1, **settings)


def surface(window: MainWindow) -> SurfacePlot:
    page = tab(window, "Surface")
    assert isinstance(page, SurfacePlot)
    return page


def plane(page: SurfacePlot) -> Plane:
    assert page.plane is not None
    return page.plane


def drawn_colour(page: SurfacePlot, x: float, y: float) -> tuple[int, int, int]:
    picture = page.chart.viewport().grab().toImage()
    ratio, at = picture.devicePixelRatio(), place(page.chart, x, y)
    colour = picture.pixelColor(int(at.x() * ratio), int(at.y() * ratio))
    return colour.red(), colour.green(), colour.blue()


def test_it_shows_what_the_network_says_and_follows_the_position(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = surface(window)
    assert page.heading.text() == "decision surface · weights used in iteration 0"
    for step in (lambda: session.step_iteration(5), session.step_into, session.restart):
        step()
        settle(window)
        shown, ways = plane(page), ("used in", "after")
        rests = session.position.operation == session.clock.operations
        words = f"weights {ways[rests]} iteration {session.position.iteration}"
        assert page.heading.text() == f"decision surface · {words}"
        grid = [[x, shown.surface.axes[1][7]] for x in shown.surface.axes[0]]
        np.testing.assert_allclose(shown.surface.outputs[7], session.predict(grid), rtol=1e-12)


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_each_class_has_its_own_hue(open_window: Open, choice: str) -> None:
    session = make_session()
    window = open_window(session)
    window.parts.choose_theme("dark" if choice == "dark" else "light")
    page = surface(window)
    session.set("b[2,1]", 4.0)  # everything is of class 1
    settle(window)
    red, _, blue = drawn_colour(page, 1.5, 2.2)
    assert red > blue
    session.set("b[2,1]", -4.0)
    settle(window)
    red, _, blue = drawn_colour(page, 1.5, 2.2)
    assert blue > red


def test_a_click_on_a_sample_focuses_it(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = surface(window)
    click(page.chart, place(page.chart, 4.0, 0.0))
    settle(window)
    assert session.focus == 3
    assert page.chart.row == 2
    assert page.readout.text().startswith("sample 3: x₁⁰ = 4, x₂⁰ = 0 → class ")
    click(page.chart, place(page.chart, 2.0, 2.0))
    settle(window)
    assert session.focus == 3


def test_arrow_keys_go_from_sample_to_sample(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = surface(window)
    page.chart.setFocus()
    for key, sample in ((Key.Key_Right, 2), (Key.Key_End, 4), (Key.Key_Left, 3), (Key.Key_Home, 1)):
        QTest.keyClick(page.chart, key)
        settle(window)
        assert session.focus == sample
        assert page.chart.accessibleDescription().startswith(f"sample {sample}:")


def test_a_sample_of_another_batch_is_shown_and_gone_to(open_window: Open) -> None:
    session = make_session(batch_size=2, validation=1)
    window = open_window(session)
    page = surface(window)
    click(page.chart, place(page.chart, 4.0, 0.0))
    settle(window)
    assert session.batch == (1, 2)
    assert page.chart.row == 2
    assert session.position == bg.Position(0, 0, 0)
    double_click(page.chart, place(page.chart, 4.0, 0.0))
    settle(window)
    assert session.batch == (3,)
    assert page.chart.row == 2
    double_click(page.chart, place(page.chart, 4.0, 4.0))
    settle(window)
    assert session.batch == (3,)
    assert page.chart.row == 3
    assert "Sample 4 is in no batch" in window.message.text


def test_what_is_under_the_mouse_is_read_out(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = surface(window)
    hover(page.chart, place(page.chart, 1.0, 3.0))
    assert page.chart.pointed_at is not None
    said = float(session.predict([page.chart.pointed_at])[0, 0])
    assert page.readout.text().endswith(f"class {int(said >= 0.5)} (x₁² = {said:.5g})")


def test_digits_and_decimal_comma_reach_reading_key_and_axes(open_window: Open) -> None:
    window = open_window(make_session())
    page = surface(window)
    page.choice.setFocus()
    QTest.keyClick(page.choice, Key.Key_Down)  # from the classes to the output
    for name in ("decimal-comma", "fewer-digits"):
        window.actions_by_id[name].trigger()
    settle(window)
    hover(page.chart, place(page.chart, 0.51234, 3.0))
    assert page.chart.pointed_at is not None
    at = page.chart.pointed_at
    said = float(window.desk.session.predict([at])[0, 0])
    written = f"x₁⁰ = {at[0]:.4g}; x₂⁰ = {at[1]:.4g} → x₁² = {said:.4g}".replace(".", ",")
    assert page.readout.text() == page.chart.accessibleDescription() == written
    QTest.keyClick(page.chart, Qt.Key.Key_Space)
    assert f"x₁² = {said!r}".replace(".", ",") in QToolTip.text()
    QToolTip.hideText()
    assert "." not in page.key.accessibleName()
    for side in ("left", "bottom"):
        axis = page.chart.getAxis(side)
        spacing, values = axis.tickValues(*axis.range, axis.size().width())[-1]
        assert all("." not in text for text in axis.tickStrings(values, 1.0, spacing))


def test_wheel_and_keys_show_another_part_and_fit_comes_back(open_window: Open) -> None:
    window = open_window(make_session())
    page = surface(window)
    whole = plane(page).surface.axes[0]
    page.chart.setFocus()
    QTest.keyClick(page.chart, Key.Key_Plus)
    settle(window)
    part = plane(page).surface.axes[0]
    assert whole[0] < part[0] < part[-1] < whole[-1]
    assert page.chart.spans[0] == pytest.approx((part[0], part[-1]))
    QTest.keyClick(page.chart, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    beside = plane(page).surface.axes[0]
    assert beside[0] > part[0]
    assert beside[-1] - beside[0] == pytest.approx(part[-1] - part[0])
    QTest.keyClick(page.chart, Key.Key_F)
    settle(window)
    assert plane(page).surface.axes[0].tolist() == whole.tolist()


def test_a_coarse_one_is_made_finer_at_leisure(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surfaces, "_IN_PASSING", 1)
    session = make_session()
    window = open_window(session)
    page = surface(window)
    assert len(plane(page).surface.axes[0]) == surfaces.LEAST
    session.step_iteration(3)
    settle(window)
    assert len(plane(page).surface.axes[0]) == surfaces.LEAST
    qtbot.waitUntil(lambda: len(plane(page).surface.axes[0]) == surfaces.FINE)
    assert plane(page).surface.sweep.is_of(session.newest)


def test_hidden_it_computes_nothing_and_catches_up(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = surface(window)
    window.parts.show_dock("notes")
    settle(window)
    before = plane(page).surface
    session.step_iteration(2)
    settle(window)
    assert plane(page).surface is before
    window.parts.show_dock("plots")
    settle(window)
    assert plane(page).surface.sweep.is_of(session.newest)


def test_numbers_are_a_regression_surface_and_one_input_a_curve(open_window: Open) -> None:
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(2)])
    targets = [[0.1, 1.0], [0.2, 3.0], [0.5, 2.0], [0.9, 7.0]]
    window = open_window(bg.Session(network, POINTS, targets, seed=1, standardize=True))
    page = surface(window)
    assert page.heading.text().startswith("regression surface · ")
    assert page.heading.text().endswith("inputs before standardising")
    assert [page.choice.itemText(n) for n in range(page.choice.count())] == ["x₁²", "x₂²"]
    low, high = plane(page).range(1)
    assert low <= 1.0
    assert high >= 7.0
    window.desk.open(bg.open_example("overfitting"), "overfitting")
    settle(window)
    assert page.heading.text().startswith("fitted curve · ")
    assert page.choice.isHidden()
    inputs, targets_1 = window.desk.session.sample(2)
    click(page.chart, place(page.chart, float(inputs[0]), float(targets_1[0])))
    settle(window)
    assert page.chart.row == 1


def test_what_it_needs_is_said(window: MainWindow) -> None:
    page = surface(window)
    needs = "A curve or surface needs a network with one or two inputs; this one has 3."
    assert page.says == needs
    window.desk.open(make_session(), "two")
    settle(window)
    assert page.says == ""


def test_another_notation_renames_its_axes(open_window: Open) -> None:
    window = open_window(make_session())
    page = surface(window)
    assert page.chart.getAxis("bottom").labelText == "x₁⁰"
    window.actions_by_id["notation-nielsen"].trigger()
    settle(window)
    assert page.chart.getAxis("bottom").labelText == label(Quantity.parse("x[0,1]")) != "x₁⁰"


def test_during_a_run_it_goes_along_and_is_up_to_date_after_pause(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = surface(window)
    first = plane(page).surface
    window.desk.run(1_000_000)
    for _ in range(200):
        QTest.qWait(10)
        if plane(page).surface is not first:
            break
    assert window.desk.runner.running
    assert plane(page).surface is not first
    window.actions_by_id["pause"].trigger()
    settle(window)
    assert plane(page).surface.sweep.is_of(session.newest)
    assert str(session.position.iteration) in page.heading.text().replace("\u202f", "")


def test_a_sample_is_outlined_as_wrong_only_as_long_as_it_is(open_window: Open) -> None:
    session = make_session(optimizer=bg.SGD(learning_rate=0.5))
    window = open_window(session)
    page = surface(window)
    chart = page.chart
    wrong = theme.current().text

    def outlined() -> list[bool]:
        points = chart.marks.points()
        return [point.pen().color().name() == QColor(wrong).name() for point in points]

    settle(window)
    assert any(outlined())
    session.step_iteration(3000)
    settle(window)
    assert session.classification().training.accuracy == 1
    assert not any(outlined())
    session.restart()
    settle(window)
    assert any(outlined())
