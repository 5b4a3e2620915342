"""Where on the canvas a person points."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF

from backprop_gui.ui.canvas.places import place_of
from backprop_gui.ui.canvas.view import CanvasView


def spot(view: CanvasView, name: str) -> QPoint:
    """The middle of a quantity's cell or label, in the viewport."""
    assert view.canvas.graph is not None
    place = place_of(view.canvas.graph, name)
    assert place is not None
    return view.mapFromScene(QPointF(*view.canvas.box_of(place).centre))
