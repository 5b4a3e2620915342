from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from backprop_gui.session.layout.layout import LayoutOptions
from backprop_gui.ui.canvas.items import edge_item
from backprop_gui.ui.canvas.places import NodePlace, place_of
from backprop_gui.ui.canvas.records import Flow, GraphView
from backprop_gui.ui.canvas.scene import CanvasScene
from backprop_gui.ui.look import theme
from tests.ui.canvas.sample_graphs import graph

LIGHT = theme.theme("light")
WHOLE = LayoutOptions(most_units=40)


def picture(scene: CanvasScene) -> QImage:
    image = QImage(800, 500, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)  # what the scene leaves free would be an older picture
    painter = QPainter(image)
    scene.render(painter, source=scene.itemsBoundingRect())
    painter.end()
    return image


def ink(image: QImage, colour: str) -> int:
    """How many pixels are much like a colour."""
    wanted = np.array(QColor(colour).getRgb()[:3])
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(500, 800, 4)[..., 2::-1]
    return int((np.abs(pixels.astype(int) - wanted).sum(axis=2) < 24).sum())


def shown(drawing: GraphView) -> CanvasScene:
    scene = CanvasScene(LIGHT)
    scene.show_graph(drawing)
    return scene


def test_moving_values_keep_the_items(qtbot: QtBot) -> None:
    scene = shown(graph())
    items = set(scene.items())
    assert scene.show_graph(graph(flow=Flow.BACKWARD)) is False
    assert set(scene.items()) == items
    assert scene.show_graph(graph((3, 3, 1))) is True


def test_while_values_change_only_the_strongest_edges_are_drawn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge_item, "STRONGEST", 20)
    weights = [np.random.default_rng(0).normal(size=(30, 30))]
    scene = shown(graph((30, 30), options=WHOLE, weights=weights))
    scene.show_graph(graph((30, 30), options=WHOLE, weights=weights))
    empty = ink(picture(scene), LIGHT.window)
    qtbot.waitUntil(lambda: ink(picture(scene), LIGHT.window) < 0.8 * empty)


def test_the_sign_of_a_weight_is_its_hue(qtbot: QtBot) -> None:
    pictures = [
        picture(shown(graph(weights=[sign * np.ones((3, 2)), sign * np.ones((2, 1))])))
        for sign in (-1, 1)
    ]
    strongest = [edge_item.edge_pens(LIGHT, 1.0)[number].color().name() for number in (5, 9)]
    negative, positive = ([ink(p, colour) for colour in strongest] for p in pictures)
    assert negative[0] > 10 * max(positive[0], 1)
    assert positive[1] > negative[1]


def test_absent_weights_have_neither_hue(qtbot: QtBot) -> None:
    drawing = graph()
    nothing = tuple(replace(b, values=np.full(len(b), np.nan)) for b in drawing.bundles)
    plain = picture(shown(replace(drawing, bundles=nothing)))
    strong = edge_item.edge_pens(LIGHT, 1.0)[9].color().name()
    assert ink(plain, strong) < ink(picture(shown(drawing)), strong) / 3


def test_the_current_element_stands_out(qtbot: QtBot) -> None:
    calm, marked = picture(shown(graph())), picture(shown(graph(current="s[1,2]")))
    assert ink(calm, LIGHT.current) < 20 < ink(marked, LIGHT.current)
    assert ink(marked, LIGHT.current_line) > ink(calm, LIGHT.current_line)


def test_heads_of_edges_point_to_the_left_in_the_backward_phase() -> None:
    line = np.array([[[0.0, 0.0], [50.0, 10.0], [100.0, 10.0]]])
    ((tip, *base),) = edge_item.arrow_heads(line, Flow.FORWARD)
    assert tip.tolist() == [100, 10]
    assert max(x for x, _ in base) < 100
    ((tip, *base),) = edge_item.arrow_heads(line, Flow.BACKWARD)
    assert tip.tolist() == [0, 0]
    assert min(x for x, _ in base) > 0


def test_forward_and_backward_look_different_with_the_same_numbers(qtbot: QtBot) -> None:
    backward = graph(flow=Flow.BACKWARD)
    one, other = (picture(shown(replace(backward, flow=flow))) for flow in list(Flow)[1:])
    assert ink(one, LIGHT.current) < ink(other, LIGHT.current)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_each_theme_has_its_background(qtbot: QtBot, name: str) -> None:
    scene = shown(graph())
    scene.set_theme(theme.theme(name))
    assert picture(scene).pixelColor(2, 2).name() == theme.theme(name).window


def test_a_selection_stays_with_its_quantity_in_another_structure(qtbot: QtBot) -> None:
    scene = shown(graph())
    scene.select(place_of(graph(), "x[2,1]"))
    larger = graph((3, 4, 1))
    scene.show_graph(larger)
    assert scene.selection == place_of(larger, "x[2,1]") != NodePlace(0)
