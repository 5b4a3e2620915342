"""Large layers: folded, opened, folded again; their edges as a picture whose pixels are edges."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.canvas.items.heat_item import HeatItem
from backprop_gui.ui.canvas.places import EdgePlace, cell_at, place_of
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.canvas.shows import Showing
from backprop_gui.ui.look import theme
from backprop_gui.ui.main_window import MainWindow

Open = Callable[..., MainWindow]
Left = Qt.MouseButton.LeftButton
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def large(open_window: Open) -> MainWindow:
    """A window on 40-30-2 with a removed edge."""
    mask = np.ones((40, 30))
    mask[1, 2] = 0
    network = bg.Network(
        inputs=40, layers=[bg.Layer(30, "tanh"), bg.Layer(2)], masks={"w[1]": mask.tolist()}
    )
    numbers = np.random.default_rng(1)
    session = bg.Session(network, numbers.normal(size=(1, 40)), [[0.0, 1.0]])
    window = open_window(session)
    window.resize(1280, 800)
    return window


def on_screen(window: MainWindow, x: float, y: float) -> QPoint:
    return window.canvas.mapFromScene(x, y)


def layout_of(window: MainWindow):
    graph = window.canvas.canvas.graph
    assert graph is not None
    return graph.layout


def test_a_click_on_the_dots_opens_and_one_on_the_mark_folds(
    large: MainWindow, qtbot: QtBot
) -> None:
    fold = layout_of(large).layers[1].fold
    at = on_screen(large, *fold.centre)
    qtbot.mouseClick(large.canvas.viewport(), Left, pos=at)
    place = layout_of(large).layers[1]
    assert len(place.shown) == 30
    assert layout_of(large).layers[0].folded
    at = on_screen(large, *place.closer.centre)
    qtbot.mouseClick(large.canvas.viewport(), Left, pos=at)
    assert layout_of(large).layers[1].folded
    assert layout_of(large).layers[1].closer is None


def test_a_key_opens_the_layer_of_the_selected_unit(large: MainWindow, qtbot: QtBot) -> None:
    action = large.actions_by_id["fold-layer"]
    large.canvas.select("")
    large.actions_by_id.refresh()
    assert not action.isEnabled()  # two layers are large
    large.canvas.select("x[0,2]")
    large.actions_by_id.refresh()
    qtbot.keyClick(
        large, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert len(layout_of(large).layers[0].shown) == 40
    assert large.canvas.selected_name == "x[0,2]"


def test_another_session_begins_folded(large: MainWindow) -> None:
    large.canvas.fold_or_open(1)
    large.desk.open(large.desk.session, "again")
    assert layout_of(large).layers[1].folded


def test_each_pixel_is_an_edge_in_its_hue(large: MainWindow) -> None:
    session = large.desk.session
    large.parts.choose_showing(Showing(heat=True))
    item = large.canvas.canvas.edge_items[0]
    assert isinstance(item, HeatItem)
    weights, graph = session.value("w[1]"), large.canvas.canvas.graph
    assert graph is not None
    assert graph.bundles[0].shape == (40, 30)
    assert np.array_equal(graph.bundles[0].values.reshape(40, 30), weights)
    area = item.area
    for i, j in [(0, 0), (7, 12), (39, 29), (20, 0)]:
        x = area.left() + (j + 0.5) * area.width() / 30
        y = area.top() + (i + 0.5) * area.height() / 40
        place = large.canvas.canvas.place_at(x, y, 3.0)
        assert isinstance(place, EdgePlace)
        assert cell_at(graph, place).name == f"w[1,{i + 1},{j + 1}]"
        assert place_of(graph, f"w[1,{i + 1},{j + 1}]") == place
        wanted = theme.current().diverging(round(weights[i, j] / graph.scale * 31) / 31)
        assert item.pixel_colour(i, j).rgb() == wanted.rgb()
    assert item.pixel_colour(1, 2).rgb() == QColor(theme.current().window).rgb()


def test_a_click_on_a_pixel_selects_its_weight(large: MainWindow, qtbot: QtBot) -> None:
    large.parts.choose_showing(Showing(heat=True))
    item = large.canvas.canvas.edge_items[0]
    assert isinstance(item, HeatItem)
    area = item.area
    at = on_screen(
        large,
        area.left() + 12.5 * area.width() / 30,
        area.top() + 7.5 * area.height() / 40,
    )
    qtbot.mouseClick(large.canvas.viewport(), Left, pos=at)
    kind, *indices = large.canvas.selected_name.replace("[", ",").rstrip("]").split(",")
    assert kind == "w"
    assert np.abs(np.array(indices, int) - (1, 8, 13)).max() <= 1  # a pixel of the screen beside


def test_absent_numbers_are_transparent(large: MainWindow) -> None:
    large.parts.choose_showing(Showing("gradient", heat=True))
    item = large.canvas.canvas.edge_items[0]
    assert isinstance(item, HeatItem)
    assert item.pixel_colour(0, 0).alpha() == 0


def test_lines_that_say_nothing_become_a_picture_by_themselves() -> None:
    network = bg.Network(inputs=200, layers=[bg.Layer(120), bg.Layer(2)])
    session = bg.Session(network, [[0.0] * 200], [[0.0, 1.0]])
    assert read_graph(session).bundles[0].shape is None
    opened = read_graph(session, unfolded=frozenset({0, 1}))
    assert opened.bundles[0].shape == (200, 120)
    assert opened.bundles[1].shape is None


def test_a_skip_connection_of_large_layers_has_a_picture_in_its_lane(
    open_window: Open, qtbot: QtBot
) -> None:
    layers, skip = [bg.Layer(2), bg.Layer(20)], [bg.Connection(0, 2)]
    network = bg.Network(30, layers, connections=skip)
    window = open_window(bg.Session(network, [[1.0] * 30], [[0.0] * 20]))
    window.parts.choose_showing(Showing(heat=True))
    scene = window.canvas.canvas
    (item,) = (item for item in scene.edge_items if isinstance(item, HeatItem))
    assert item.bundle.shape == (30, 20)
    for box in (node.box for node in scene._nodes):
        assert not item.area.intersects(QRectF(box.left, box.top, box.width, box.height))
    qtbot.mouseClick(
        window.canvas.viewport(), Left, pos=window.canvas.mapFromScene(item.area.center())
    )
    assert window.canvas.selected_name.startswith("w[0,2,")
