"""Units, inputs, biases, targets and the loss as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.layout import GraphLayout, LayerPlace
from backprop_gui.ui.canvas.reading_cells import Cells
from backprop_gui.ui.canvas.reading_slots import Parameter, Slot, Slots
from backprop_gui.ui.canvas.records import Kind, NodeView


@dataclass(frozen=True)
class Node:
    """A node without its numbers."""

    kind: Kind
    layer: int
    unit: int
    rows: tuple[tuple[Slot | Parameter, ...], ...]
    title: str

    def read(self, cells: Cells) -> NodeView:
        """The record that the canvas draws."""
        rows = tuple([tuple([cells.of(drawn) for drawn in row]) for row in self.rows])
        return NodeView(self.kind, self.layer, self.unit, rows, self.title)


def plan_nodes(layout: GraphLayout, slots: Slots) -> Iterator[Node]:
    """All nodes that are drawn, column by column, the loss last."""
    for place in layout.layers:
        yield from _column(place, slots)
    last = len(layout.layers) - 1
    for unit in layout.layers[last].shown:
        target = slots.of(Quantity("y", (unit,)), editable=True)
        yield Node(Kind.TARGET, last, unit, ((target,),), f"Target {unit}")
    yield Node(Kind.LOSS, last, 1, ((slots.of(Quantity("loss")),),), "Loss")


def _column(place: LayerPlace, slots: Slots) -> Iterator[Node]:
    layer = place.layer
    for unit in place.shown:
        if layer == 0:
            value = slots.of(Quantity("x", (0, unit)), editable=True)
            yield Node(Kind.INPUT, 0, unit, ((value,),), f"Input {unit}")
        else:
            title = f"Unit {unit} of layer {layer}"
            yield Node(Kind.UNIT, layer, unit, _unit_rows(layer, unit, slots), title)
    for unit in place.shown if place.biases else ():
        if not slots.exists(Quantity("b", (layer, unit))):
            continue
        bias = slots.parameter("b", (layer, unit))
        row = (bias, slots.of(Quantity("db", (layer, unit))))
        title = f"Bias of unit {unit} of layer {layer}"
        yield Node(Kind.BIAS, layer, unit, (row,), title)


def _unit_rows(layer: int, unit: int, slots: Slots) -> tuple[tuple[Slot, ...], ...]:
    """s → x; below it φ′; below that δ ← ∂x: gradients under what they belong to.

    A softmax unit has its own place of the Jacobian instead of φ′; dropout's factor stands
    beside them.
    """
    rows = (("s", "x"), ("dphi", "jac", "r"), ("delta", "dx"))
    return tuple(
        tuple(slots.of(_name(kind, layer, unit)) for kind in row if slots.has(kind, (layer,)))
        for row in rows
    )


def _name(kind: str, layer: int, unit: int) -> Quantity:
    return Quantity(kind, (layer, unit, unit) if kind == "jac" else (layer, unit))
