from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backprop_gui.engine.losses import Loss
from backprop_gui.engine.network import Layer, Network
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.plots import PlotPanels, make_plot_panels
from backprop_gui.ui.plots.curves.series import AnySeries
from backprop_gui.ui.plots.tabs import feeds
from backprop_gui.ui.plots.tabs.parameter_choice import ParameterChoice
from backprop_gui.ui.plots.tabs.session_plots import SessionPlots

Join = Callable[[Session], PlotPanels]


def make_session(hidden: int = 2) -> Session:
    layers = [Layer(hidden, activation="sigmoid"), Layer(1, activation="sigmoid", bias=False)]
    network = Network(inputs=2, layers=layers, loss=Loss("squared_error", factor=0.5))
    return Session(network, inputs=[[0.05, 0.10]], targets=[[0.01]], seed=1)


@pytest.fixture
def join(qtbot: QtBot) -> Join:
    def join(session: Session) -> PlotPanels:
        panels = make_plot_panels()
        for plot in (panels.loss, panels.weights):
            qtbot.addWidget(plot)
            with qtbot.waitExposed(plot):
                plot.show()
        plots = SessionPlots(session, panels, session.seek)
        for signal in (session.moved, session.changed):
            signal.connect(lambda *_: plots.refresh())
        return panels

    return join


def drawn(panels: PlotPanels) -> list[AnySeries]:
    return [*panels.loss.chart.group.series, *panels.weights.chart.group.series]


def assert_drawn_is_history(panels: PlotPanels, session: Session) -> None:
    for series in drawn(panels):
        np.testing.assert_array_equal(series.values, session.history(series.name))
        assert series.iterations.tolist() == list(range(session.finished))


def test_every_parameter_and_the_loss_are_drawn(join: Join) -> None:
    session = make_session()
    panels = join(session)
    session.step_iteration(3)
    weights = ["w[1,1,1]", "w[1,1,2]", "w[1,2,1]", "w[1,2,2]"]
    names = ["loss", *weights, "b[1,1]", "b[1,2]", "w[2,1,1]", "w[2,2,1]"]
    assert [series.name for series in drawn(panels)] == names
    assert panels.weights.legend.item(2).text() == "w₂,₁¹"
    assert_drawn_is_history(panels, session)


def test_nothing_is_drawn_before_the_first_iteration_ends(join: Join) -> None:
    session = make_session()
    panels = join(session)
    session.step_out()
    assert panels.loss.chart.group.length == 0
    assert not panels.loss.chart.isVisible()


def test_curves_follow_running_editing_and_undoing(join: Join) -> None:
    session = make_session()
    panels = join(session)
    session.step_iteration(70)
    session.back_iteration(30)
    session.step_into()
    session.set("w[2,1,1]", 5.0)
    assert_drawn_is_history(panels, session)
    session.step_iteration(5)
    assert_drawn_is_history(panels, session)
    session.undo()
    assert_drawn_is_history(panels, session)
    session.redo()
    session.step_iteration(100)
    assert_drawn_is_history(panels, session)


def test_the_line_stands_at_the_current_iteration(join: Join) -> None:
    session = make_session()
    panels = join(session)
    session.step_iteration(10)
    session.back_iteration(4)
    assert panels.loss.chart.iteration == session.position.iteration == 5
    assert panels.loss.readout.text() == f"iteration 5: L = {session.history('loss')[5]:.5g}"


def test_choosing_an_iteration_goes_to_its_end(join: Join) -> None:
    session = make_session()
    panels = join(session)
    session.step_iteration(10)
    panels.weights.iteration_chosen.emit(3)
    assert session.position.iteration == 3
    assert session.value("loss") == session.history("loss")[3]


def test_a_hidden_plot_catches_up_when_shown(join: Join) -> None:
    session = make_session()
    panels = join(session)
    panels.weights.hide()
    session.step_iteration(5)
    assert panels.weights.chart.group.length == 0
    panels.weights.show()
    assert panels.weights.chart.group.length == 5


def test_weights_of_iterations_that_are_not_kept_are_left_out_and_said_so(join: Join) -> None:
    session = make_session()
    session.checkpoint_budget = 2_000  # bytes: for some 16 checkpoints
    panels = join(session)
    session.step_iteration(100)
    group = panels.weights.chart.group
    for series in group.series:
        kept = session.history(series.name)[series.iterations]
        np.testing.assert_array_equal(series.values, kept)
    note = f"⚠ drawn at {group.length} of 100 iterations, the others are not kept"
    assert panels.weights.note.text() == note
    assert panels.weights.readout.text().startswith(f"iteration {group.last}: w₁,₁¹ = ")
    assert panels.loss.chart.group.length == 100


def test_while_fewer_and_fewer_states_are_kept_the_curves_go_on(join: Join) -> None:
    session = make_session()
    session.checkpoint_budget = 400_000  # bytes: for some 4,000 checkpoints
    panels = join(session)
    for _ in range(40):
        session.step_iteration(500)
    group = panels.weights.chart.group
    stride = int(group.series[0].iterations[1])
    assert stride > 2
    first = group.series[0]
    whole, drawn = session.history(first.name), group.points(0, group.last)
    np.testing.assert_array_equal(first.values, whole[first.iterations])
    np.testing.assert_array_equal(drawn[1][0], whole[drawn[0][0].astype(int)])
    assert drawn[1][0].min() <= first.values.min()
    assert drawn[1][0].max() >= first.values.max()
    odd = drawn[0][0] % stride != 0
    assert odd.any()  # among those kept no longer were extremes
    assert not group.has(stride + 1)
    assert group.values_at(stride)[0] == whole[stride]
    close, values = group.points(0, 40 * stride)
    assert close[0].tolist() == first.iterations[: close.shape[1]].tolist()
    np.testing.assert_array_equal(values[0], whole[close[0].astype(int)])


def test_of_a_large_network_the_first_weights_are_drawn_and_the_rest_counted(join: Join) -> None:
    session = make_session(hidden=100)
    panels = join(session)
    session.step_iteration(2)
    assert len(panels.weights.chart.group.series) == 200
    assert panels.weights.note.text() == "⚠ the first 200 of 400 parameters"


def test_headings_say_what_is_drawn_and_by_which_convention(join: Join) -> None:
    panels = join(make_session())
    heading = "loss L · squared error · factor ½ · sum over outputs · mean over the batch"
    assert panels.loss.heading.text() == heading
    heading = "weights w and biases b, as used in the iteration"
    assert panels.weights.heading.text() == heading


def test_another_session_replaces_the_curves(qtbot: QtBot) -> None:
    panels, session = make_plot_panels(), make_session()
    session.step_iteration(5)
    for plot in (panels.loss, panels.weights):
        qtbot.addWidget(plot)
        plot.show()
    plots = SessionPlots(session, panels, session.seek)
    other = make_session(hidden=3)
    plots.set_session(other)
    assert panels.loss.chart.group.length == 0
    assert len(panels.weights.chart.group.series) == 12


def test_the_validation_loss_is_drawn_beside_the_training_loss(join: Join) -> None:
    session = make_session()
    session.change(inputs=[[0.05, 0.1], [0.3, 0.4]], targets=[[0.01], [0.9]], validation=1)
    panels = join(session)
    session.step_iteration(3)
    (series,) = panels.loss.chart.beside.series
    np.testing.assert_array_equal(series.values, session.history("validation_loss"))
    assert panels.loss.beside_label.isVisible()
    assert panels.loss.beside_label.text() == "— validation"
    assert panels.loss.readout.text().endswith(f" · validation = {series.values[2]:.5g}")
    session.change(validation=0)
    session.step_iteration()
    assert not panels.loss.beside_label.isVisible()
    assert not panels.loss.chart.beside.length


def test_a_long_validation_curve_is_completed_after_the_run(qtbot: QtBot, join: Join) -> None:
    session = make_session()
    session.change(inputs=[[0.05, 0.1], [0.3, 0.4]], targets=[[0.01], [0.9]], validation=1)
    panels = join(session)
    session.step_iteration(2_000)
    qtbot.waitUntil(lambda: panels.loss.chart.beside.length == 500)
    curve = session.validation_curve()
    np.testing.assert_array_equal(panels.loss.chart.beside.series[0].values, curve.values)


def parted(join: Join, hidden: int = 2, iterations: int = 6) -> tuple[Session, PlotPanels]:
    """After an edit in iteration 2: main has so many iterations, branch 1 has four."""
    session = make_session(hidden)
    panels = join(session)
    session.step_iteration(iterations)
    session.seek(Position(2, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 0.25)
    session.step_iteration(1)
    return session, panels


def test_the_curves_of_other_branches_stand_faded_behind(join: Join) -> None:
    session, panels = parted(join)
    for plot in (panels.loss, panels.weights):
        own, faded = plot.chart.group.series, plot.chart.faded.series
        assert [one.name for one in faded] == [one.name for one in own]
        for one in faded:
            assert one.label.endswith(" · main")
            assert one.iterations.tolist() == list(range(6))
            np.testing.assert_array_equal(one.values, session.history(one.name, "main"))
    assert session.history("w[1,1,1]")[3] == 0.25


def test_renamed_deleted_and_returned_to_the_faded_curves_follow(join: Join) -> None:
    session, panels = parted(join)
    charts = panels.loss.chart, panels.weights.chart
    session.rename_branch("main", "first try")
    assert {chart.faded.branches for chart in charts} == {("first try",)}
    session.switch_branch("first try")
    assert {chart.faded.branches for chart in charts} == {("branch 1",)}
    assert [chart.faded.last for chart in charts] == [3, 3]
    session.delete_branch("branch 1")
    assert {chart.faded.branches for chart in charts} == {()}
    session.undo()
    assert {chart.faded.branches for chart in charts} == {("branch 1",)}


def test_branches_are_named_in_the_list_and_a_faded_curve_in_the_reading(join: Join) -> None:
    session, panels = parted(join)
    for plot in (panels.loss, panels.weights):
        legend = plot.legend
        assert legend.isVisible()
        assert legend.item(legend.count() - 1).text() == "main (faded)"
        legend.selectAll()
        assert len(legend.selected) == legend.count() - 1
        legend.clearSelection()
    plot = panels.loss
    value = float(session.history("loss", "main")[5])
    box = plot.chart.getViewBox()
    plot.chart._hover(box.mapViewToScene(QPointF(5, value)))
    assert plot.readout.text() == f"iteration 5: L · main = {value:.5g}"
    assert plot.curve == "loss"


def test_of_many_curves_those_selected_are_faded_behind(join: Join) -> None:
    _, panels = parted(join, hidden=10)
    plot = panels.weights
    assert len(plot.chart.group.series) > 12
    assert plot.chart.faded.series == ()
    assert plot.note.text() == "⚠ select curves to see them in other branches"
    for row in (3, 5):
        plot.legend.item(row).setSelected(True)
    assert [one.name for one in plot.chart.faded.series] == ["w[1,1,4]", "w[1,1,6]"]
    assert not plot.note.text().endswith("branches")
    plot.legend.clearSelection()
    assert plot.chart.faded.series == ()


def test_a_long_branch_is_read_in_bounded_memory(
    join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_EXACT", 1000)
    session, panels = parted(join, iterations=5000)
    loss = session.history("loss", "main")
    for one in (*panels.loss.chart.faded.series, *panels.weights.chart.faded.series):
        assert 1000 < len(one.values) <= 2560
        whole = session.history(one.name, "main") if one.name != "loss" else loss
        np.testing.assert_array_equal(one.values, whole[one.iterations])
        assert one.values.min() == whole.min()
        assert one.values.max() == whole.max()


def test_of_many_parameters_those_of_one_layer_are_chosen(join: Join) -> None:
    session = make_session(hidden=80)
    panels = join(session)
    session.step_iteration(3)
    choice = panels.weights.findChild(ParameterChoice)
    assert isinstance(choice, ParameterChoice)
    assert [choice.itemText(row) for row in range(choice.count())] == ["all", "layer 1", "layer 2"]
    assert "the first 200 of 320 parameters" in panels.weights.note.text()
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_End)
    drawn = panels.weights.chart.group.series
    assert [series.name for series in drawn] == [f"w[2,{n},1]" for n in range(1, 81)]
    for series in (drawn[0], drawn[-1]):
        np.testing.assert_array_equal(series.values, session.history(series.name))
    assert not panels.weights.note.isVisible()
    session.step_iteration(2)
    assert panels.weights.chart.group.last == 4
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert panels.weights.chart.group.series[0].name == "w[1,1,1]"
