"""Units, inputs, biases, targets and the loss as records."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.layout import GraphLayout, LayerPlace
from backprop_gui.ui.canvas.reading_cells import Cells
from backprop_gui.ui.canvas.records import Cell, Kind, NodeView


def read_nodes(layout: GraphLayout, cells: Cells) -> Iterator[NodeView]:
    """All nodes that are drawn, column by column, the loss last."""
    for place in layout.layers:
        yield from _column(place, cells)
    last = len(layout.layers) - 1
    for unit in layout.layers[last].shown:
        target = cells.of(Quantity("y", (unit,)), editable=True)
        yield NodeView(Kind.TARGET, last, unit, ((target,),), f"Target {unit}")
    yield NodeView(Kind.LOSS, last, 1, ((cells.of(Quantity("loss")),),), "Loss")


def _column(place: LayerPlace, cells: Cells) -> Iterator[NodeView]:
    layer = place.layer
    for unit in place.shown:
        if layer == 0:
            value = cells.of(Quantity("x", (0, unit)), editable=True)
            yield NodeView(Kind.INPUT, 0, unit, ((value,),), f"Input {unit}")
        else:
            title = f"Unit {unit} of layer {layer}"
            yield NodeView(Kind.UNIT, layer, unit, _unit_rows(layer, unit, cells), title)
    for unit in place.shown if place.biases else ():
        if not cells.exists(Quantity("b", (layer, unit))):
            continue
        bias = cells.in_force("b", (layer, unit))
        row = (bias, cells.of(Quantity("db", (layer, unit))))
        title = f"Bias of unit {unit} of layer {layer}"
        yield NodeView(Kind.BIAS, layer, unit, (row,), title)


def _unit_rows(layer: int, unit: int, cells: Cells) -> tuple[tuple[Cell, ...], ...]:
    """s → x; below it φ′; below that δ ← ∂x: gradients under what they belong to.

    A softmax unit has its own place of the Jacobian instead of φ′; dropout's factor stands
    beside them.
    """
    rows = (("s", "x"), ("dphi", "jac", "r"), ("delta", "dx"))
    return tuple(
        tuple(cells.of(_name(kind, layer, unit)) for kind in row if cells.has(kind, (layer,)))
        for row in rows
    )


def _name(kind: str, layer: int, unit: int) -> Quantity:
    return Quantity(kind, (layer, unit, unit) if kind == "jac" else (layer, unit))
