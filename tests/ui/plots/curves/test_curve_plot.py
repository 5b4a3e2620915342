from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from backprop_gui.formula.writing import Writing
from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.curves.series import Series
from tests.ui.plots.curves.curves import loss, random_walks

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MOVE, PRESS, RELEASE = (
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
)
Make = Callable[..., CurvePlot]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def make(
        series: list[Series], iteration: int = 0, size: tuple[int, int] = (900, 300)
    ) -> CurvePlot:
        plot = CurvePlot("loss L", log_axis=True)
        qtbot.addWidget(plot)
        plot.resize(*size)
        plot.show_series(series)
        plot.show_iteration(iteration)
        with qtbot.waitExposed(plot):
            plot.show()
        QTest.qWait(20)  # the axes take the room for their numbers when these are first drawn
        return plot

    return make


def place(plot: CurvePlot, iteration: float, height: float) -> QPoint:
    """Where on the chart's viewport a value is drawn."""
    chart = plot.chart
    return chart.mapFromScene(chart.getViewBox().mapViewToScene(QPointF(iteration, height)))


def mouse(plot: CurvePlot, kind: QEvent.Type, at: QPoint, held: Qt.MouseButton = NONE) -> None:
    QTest.qWait(12)  # pyqtgraph looks at a hundred moves a second at most
    viewport = plot.chart.viewport()
    button = NONE if kind == MOVE else LEFT
    where, screen = QPointF(at), QPointF(viewport.mapToGlobal(at))
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QMouseEvent(kind, where, screen, button, held, modifiers))


def drag(plot: CurvePlot, start: QPoint, stop: QPoint) -> None:
    mouse(plot, MOVE, start)
    mouse(plot, PRESS, start, LEFT)
    for step in range(1, 6):
        mouse(plot, MOVE, start + (stop - start) * step / 5, LEFT)
    mouse(plot, RELEASE, stop)


def has_colour(plot: CurvePlot, at: QPoint, colour: str, around: int = 3) -> bool:
    image = plot.chart.viewport().grab().toImage()
    spots = range(-around, around + 1)
    return any(image.pixelColor(at + QPoint(x, y)) == QColor(colour) for x in spots for y in spots)


def test_before_the_first_iteration_words_stand_in_the_place_of_an_empty_box(make: Make) -> None:
    plot = make([])
    shown = [label.text() for label in plot.findChildren(QLabel) if label.isVisible()]
    assert shown == ["no iteration finished yet"]
    assert not plot.chart.isVisible()
    plot.show_series(loss(6.0))
    assert plot.chart.isVisible()


def test_a_single_iteration_is_a_dot(make: Make) -> None:
    plot = make(loss(6.0), iteration=1)
    at = place(plot, 0, 6.0)
    colour = theme.current().series[0]
    assert has_colour(plot, at, colour, around=0)
    assert not has_colour(plot, at + QPoint(12, 0), colour)
    assert plot.readout.text() == "iteration 1: not finished yet"


def test_one_value_between_two_gaps_is_a_dot(make: Make) -> None:
    values = [1.0] * 100 + [math.nan, 3.0, math.nan] + [1.0] * 100
    plot = make(loss(*values))
    assert has_colour(plot, place(plot, 101, 3.0), theme.current().series[0], around=1)


def test_the_value_under_the_mouse_is_said_and_exactly_where_it_rests(make: Make) -> None:
    plot = make(loss(6.0, 0.1 + 0.2, 3.0))
    at = place(plot, 1.1, 2.0)
    mouse(plot, MOVE, at)
    assert plot.readout.text() == "iteration 1: L = 0.3"
    viewport = plot.chart.viewport()
    rests = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, rests)
    assert QToolTip.text() == "iteration 1: L = 0.30000000000000004"
    QToolTip.hideText()
    plot.chart.leaveEvent(QEvent(QEvent.Type.Leave))
    assert plot.readout.text() == "iteration 0: L = 6"


def test_keys_read_every_curve_and_space_tells_it_exactly(make: Make) -> None:
    plot = make([*loss(0.1 + 0.2, 2.0), *random_walks(2, 2)], iteration=0)
    plot.set_writing(Writing(3, ","))
    plot.chart.setFocus()
    read = []
    for key in (Qt.Key.Key_Down,) * 4 + (Qt.Key.Key_Up,):
        QTest.keyClick(plot.chart, key)
        read.append((plot.curve, sorted(plot.legend.selected)))
    names = ["loss", "w[1,1,1]", "w[1,1,2]", "loss", "w[1,1,2]"]
    assert read == list(zip(names, [[0], [1], [2], [], [2]], strict=True))
    QTest.keyClick(plot.chart, Qt.Key.Key_Down)
    assert plot.chart.accessibleDescription() == "iteration 0: L = 0,3"
    QTest.keyClick(plot.chart, Qt.Key.Key_Space)
    assert QToolTip.text() == "iteration 0: L = 0,30000000000000004"
    QToolTip.hideText()


@pytest.mark.parametrize("digits", [3, 17])
def test_the_reading_has_the_digits_that_the_person_chose(make: Make, digits: int) -> None:
    plot = make(loss(1 / 3))
    plot.set_writing(Writing(digits))
    assert plot.readout.text() == f"iteration 0: L = {1 / 3:.{digits}g}"


def test_a_logarithmic_axis_has_the_decimal_mark_and_numbers_that_are_apart(make: Make) -> None:
    plot = make(loss(0.011, 0.005, 0.0014), size=(600, 170))
    plot.set_writing(Writing(5, ","))
    plot.log_button.click()
    axis = plot.chart.getAxis("left")
    length = axis.size().height()
    ((_, places),) = axis.tickValues(*axis.range, length)
    written = axis.tickStrings(places, 1.0, 1.0)
    assert written == ["0,002", "0,005", "0,01"]
    apart = length / (axis.range[1] - axis.range[0]) * min(np.diff(places))
    assert apart >= plot.fontMetrics().height()


def test_numbers_have_the_decimal_mark_that_the_person_chose(make: Make) -> None:
    plot = make(loss(-0.25, 0.5))
    plot.set_writing(Writing(5, ","))
    assert plot.readout.text() == "iteration 0: L = −0,25"
    assert plot.chart.getAxis("left").tickStrings([-0.5, 0.25], 1.0, 0.01) == ["−0,50", "0,25"]


def test_of_many_curves_the_nearest_is_named_and_drawn_strongly(make: Make) -> None:
    walks = random_walks(300, 40)
    plot = make(list(walks))
    at = place(plot, 200, float(walks[17].values[200]))
    mouse(plot, MOVE, at)
    nearest = plot.readout.text().split(": ")[1].split(" = ")[0]
    value = next(w.values[200] for w in walks if w.label == nearest)
    assert abs(place(plot, 200, float(value)).y() - at.y()) <= 1
    assert has_colour(plot, at, theme.current().text)


def test_a_click_chooses_the_iteration(make: Make, qtbot: QtBot) -> None:
    plot = make(loss(6.0, 5.0, 4.0, 3.0))
    with qtbot.waitSignal(plot.iteration_chosen) as chosen:
        at = place(plot, 2.2, 4.0)
        mouse(plot, PRESS, at, LEFT)
        mouse(plot, RELEASE, at)
    assert chosen.args == [2]


def test_the_line_is_dragged_over_whole_iterations(make: Make) -> None:
    plot = make(loss(*range(10)), iteration=2)
    chosen: list[int] = []
    plot.iteration_chosen.connect(chosen.append)
    drag(plot, place(plot, 2, 4.0), place(plot, 7, 4.0))
    assert chosen == sorted(set(chosen))
    assert chosen[-1] == 7


def test_the_line_cannot_be_dragged_past_the_last_iteration(make: Make) -> None:
    plot = make(loss(*range(10)), iteration=8)
    chosen: list[int] = []
    plot.iteration_chosen.connect(chosen.append)
    drag(plot, place(plot, 8, 4.0), place(plot, 30, 4.0))
    assert chosen == [9]


@pytest.mark.parametrize(
    ("key", "iteration"),
    [
        (Qt.Key.Key_Left, 19),
        (Qt.Key.Key_Right, 21),
        (Qt.Key.Key_PageDown, 10),
        (Qt.Key.Key_PageUp, 30),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 49),
    ],
)
def test_keys_choose_an_iteration(make: Make, qtbot: QtBot, key: Qt.Key, iteration: int) -> None:
    plot = make(loss(*range(50)), iteration=20)
    with qtbot.waitSignal(plot.iteration_chosen) as chosen:
        qtbot.keyClick(plot.chart, key)
    assert chosen.args == [iteration]


def test_no_key_leads_out_of_the_iterations(make: Make, qtbot: QtBot) -> None:
    plot = make(loss(1.0, 2.0), iteration=0)
    with qtbot.assertNotEmitted(plot.iteration_chosen):
        qtbot.keyClick(plot.chart, Qt.Key.Key_Left)


def test_a_logarithmic_axis_says_what_it_cannot_show(make: Make, qtbot: QtBot) -> None:
    plot = make(loss(100.0, 1.0, 0.0))
    assert not plot.note.isVisible()
    qtbot.keyClick(plot.chart, Qt.Key.Key_L)
    assert plot.log_button.isChecked()
    assert plot.note.text() == "⚠ values ≤ 0 have no place on a logarithmic axis"
    assert has_colour(plot, place(plot, 0, 2.0), theme.current().series[0], around=1)


def test_what_is_no_number_is_said_and_leaves_a_gap(make: Make) -> None:
    plot = make(loss(1.0, 2.0, math.nan, 2.0, math.inf))
    assert plot.note.text() == "⚠ inf or nan from iteration 2: not drawn"
    mouse(plot, MOVE, place(plot, 2, 1.5))
    assert plot.readout.text() == "iteration 2: L = nan"
    assert not has_colour(plot, place(plot, 2, 2.0), theme.current().series[0])


@pytest.mark.parametrize("largest", [1.8e308, 5e-324, 0.0, -1e300])
def test_extreme_values_are_painted_without_complaint(make: Make, largest: float) -> None:
    plot = make(loss(*[largest * i / 50 for i in range(50)], -1.0, -1.0, largest))
    assert not plot.grab().isNull()


def test_what_no_axis_reaches_is_said(make: Make) -> None:
    plot = make(loss(1.0, -1e150, 2.0))
    assert plot.note.text() == "⚠ values beyond ±1e100 have no place here"
    plot.show_series(loss(1.0, 1e99))
    assert not plot.note.isVisible()


def test_equal_values_are_a_line_in_the_middle(make: Make) -> None:
    plot = make(loss(1.0, 1.0, 1.0))
    low, high = plot.chart.getViewBox().viewRange()[1]
    assert low < 1.0 < high


def test_zooming_stays_until_fit(make: Make, qtbot: QtBot) -> None:
    plot = make(loss(*range(100)), iteration=50)
    whole = plot.chart.getViewBox().viewRange()
    qtbot.keyClick(plot.chart, Qt.Key.Key_Plus)
    closer = plot.chart.getViewBox().viewRange()
    assert closer[0][0] > whole[0][0]
    plot.show_series(loss(*range(200)), grown=True)
    assert plot.chart.getViewBox().viewRange() == closer
    qtbot.mouseClick(plot.fit_button, LEFT)
    assert plot.chart.getViewBox().viewRange()[0][1] > 199


@pytest.mark.parametrize(
    ("key", "held", "axis", "shifts"),
    [
        (Qt.Key.Key_Left, SHIFT, 0, (-0.1, -0.1)),
        (Qt.Key.Key_Right, SHIFT, 0, (0.1, 0.1)),
        (Qt.Key.Key_Up, SHIFT, 1, (0.1, 0.1)),
        (Qt.Key.Key_Down, SHIFT, 1, (-0.1, -0.1)),
        (Qt.Key.Key_Up, CTRL, 1, (0.1, -0.1)),
        (Qt.Key.Key_Down, CTRL, 1, (-0.125, 0.125)),
    ],
)
def test_keys_show_another_part_as_dragging_does(
    make: Make,
    qtbot: QtBot,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    axis: int,
    shifts: tuple[float, float],
) -> None:
    """By tenths of what is in sight; until Fit, and nobody goes to another iteration."""
    plot = make(loss(*range(100)), iteration=50)
    whole = plot.chart.getViewBox().viewRange()
    with qtbot.assertNotEmitted(plot.chart.iteration_chosen):
        qtbot.keyClick(plot.chart, key, held)
    part, size = plot.chart.getViewBox().viewRange(), whole[axis][1] - whole[axis][0]
    moved = [(new - old) / size for new, old in zip(part[axis], whole[axis], strict=True)]
    assert moved == pytest.approx(shifts)
    assert part[1 - axis] == whole[1 - axis]
    plot.show_series(loss(*range(200)), grown=True)
    assert plot.chart.getViewBox().viewRange() == part
    qtbot.mouseClick(plot.fit_button, LEFT)
    assert plot.chart.getViewBox().viewRange()[0][1] > 199


def test_few_curves_are_listed_beside_the_chart(make: Make) -> None:
    plot = make(list(random_walks(20, 3)))
    assert plot.legend.isVisible()
    assert [plot.legend.item(i).text() for i in range(3)] == ["w₁,1", "w₁,2", "w₁,3"]
    assert not plot.legend.geometry().intersects(plot.chart.geometry())


def test_many_curves_fold_the_legend(make: Make, qtbot: QtBot) -> None:
    plot = make(list(random_walks(20, 30)))
    assert not plot.legend.isVisible()
    assert plot.legend_button.text() == "Curves (30)"
    qtbot.keyClick(plot.chart, Qt.Key.Key_C)
    assert plot.legend.isVisible()


def test_one_curve_needs_no_legend(make: Make) -> None:
    plot = make(loss(1.0, 2.0))
    assert not plot.legend_button.isVisible()
    assert not plot.legend.isVisible()


def test_a_selected_curve_is_strong_and_the_others_are_calm(make: Make, qtbot: QtBot) -> None:
    walks = random_walks(40, 3)
    plot = make(list(walks))
    second, third = (place(plot, 39, float(walks[i].values[39])) for i in (1, 2))
    assert has_colour(plot, third, theme.current().series[2])
    qtbot.mouseClick(
        plot.legend.viewport(), LEFT, pos=plot.legend.visualItemRect(plot.legend.item(1)).center()
    )
    assert has_colour(plot, second, theme.current().series[1])
    assert not has_colour(plot, third, theme.current().series[2])
    assert plot.readout.text().startswith("iteration 0: w₁,2 = ")


def test_a_selection_outlives_new_values(make: Make) -> None:
    plot = make(list(random_walks(40, 3)))
    plot.legend.item(2).setSelected(True)
    plot.show_series(random_walks(60, 3), grown=True)
    plot.show_series(random_walks(60, 4))
    assert plot.legend.selected == {2}


def test_fewer_curves_than_the_one_under_the_mouse(make: Make) -> None:
    walks = random_walks(40, 3)
    plot = make(list(walks))
    mouse(plot, MOVE, place(plot, 39, float(walks[2].values[39])))
    plot.show_series(loss(1.0, 2.0))
    assert plot.readout.text() == "iteration 0: L = 1"


def test_curves_of_other_branches_lie_behind(make: Make) -> None:
    plot = make(loss(1.0, 2.0, 3.0))
    faded = [
        Series("loss", "L", *(s.iterations for s in loss(0, 0, 0)), loss(3.0, 2.0, 1.0)[0].values)
    ]
    before = plot.chart.viewport().grab().toImage()
    plot.show_series(loss(1.0, 2.0, 3.0), faded=faded)
    at = place(plot, 1.5, 1.5)
    after = plot.chart.viewport().grab().toImage()
    assert before.pixelColor(at) != after.pixelColor(at)
    assert before.pixelColor(place(plot, 1, 2.0)) == after.pixelColor(place(plot, 1, 2.0))


def test_another_theme_is_taken_at_once(make: Make, qapp: QApplication) -> None:
    plot = make(loss(1.0, 2.0))
    before = qapp.palette()
    try:
        for name in ("dark", "light"):
            qapp.setPalette(theme.palette(theme.theme(name)))
            qapp.processEvents()
            background = plot.chart.viewport().grab().toImage().pixelColor(3, 3)
            assert background == QColor(theme.theme(name).panel)
    finally:
        qapp.setPalette(before)


def test_the_axes_keep_to_whole_iterations(make: Make) -> None:
    plot = make(loss(1.0, 2.0))
    axis = plot.chart.getAxis("bottom")
    levels = axis.tickValues(*axis.range, axis.size().width())
    assert all(float(tick).is_integer() for _, ticks in levels for tick in ticks)


def test_a_reader_of_the_screen_hears_heading_and_value(make: Make) -> None:
    plot = make(loss(6.0, 5.0), iteration=1)
    plot.set_heading("loss L · natural logarithm")
    assert plot.chart.accessibleName() == "loss L · natural logarithm"
    assert plot.chart.accessibleDescription() == "iteration 1: L = 5"


def test_in_a_narrow_plot_the_value_is_whole_and_the_heading_gives_way(make: Make) -> None:
    plot = make(loss(6.002475685137778), size=(260, 200))
    plot.set_writing(Writing(17))
    plot.set_heading("loss L · binary cross-entropy, natural logarithm, mean over the batch")
    plot.grab()
    assert not plot.readout.toolTip()  # which would say what has been cut off
    assert plot.heading.toolTip() == plot.heading.text()
    assert plot.readout.geometry().top() >= plot.log_button.geometry().bottom()
