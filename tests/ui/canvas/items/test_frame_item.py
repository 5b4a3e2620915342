"""What is painted around the graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from backprop_gui.engine.network import Layer, Network
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.items.frame_item import FrameItem
from backprop_gui.ui.canvas.session_canvas import SessionCanvas
from backprop_gui.ui.look import theme
from tests.ui.canvas.sample_graphs import graph


@pytest.mark.parametrize("bias", [(True, False), (False, True), (False, False), True, False])
def test_only_a_unit_with_a_bias_has_a_stem(qtbot: QtBot, bias: bool | tuple[bool, ...]) -> None:
    network = Network(1, (Layer(2, bias=bias), Layer(1, bias=False)))
    canvas = SessionCanvas(Session(network, [[1]], [[1]]))
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    canvas.fit()
    graph = canvas.canvas.graph
    assert graph is not None
    image = canvas.viewport().grab().toImage()
    units = graph.layout.layers[1].boxes
    found = [_stem(image, canvas.mapFromScene(QPointF(u.centre[0], u.top - 4))) for u in units]
    assert found == list(network.layers[0].biases)


def _stem(image: QImage, middle: QPoint) -> bool:
    """Whether anything but the ground is painted there, across the line."""
    ground = QColor(theme.current().window).rgb()
    return any(image.pixel(middle.x() + x, middle.y()) != ground for x in (-1, 0, 1))


def test_a_long_heading_at_the_side_lies_inside_the_drawing() -> None:
    drawing = graph()
    long = replace(drawing.headings[0], title="Input · what has been measured in the field")
    item = FrameItem(replace(drawing, headings=(long, *drawing.headings[1:])), theme.current())
    assert item.boundingRect().contains(item.heading_rect(0))
