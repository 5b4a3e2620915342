"""Units, inputs, biases, targets and the loss as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isnan

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document import labels
from backprop_gui.session.document.labels import Labels
from backprop_gui.session.layout.layout import GraphLayout, LayerPlace
from backprop_gui.ui.canvas.reading.cells import Cells
from backprop_gui.ui.canvas.reading.moment import Moment
from backprop_gui.ui.canvas.reading.slots import Parameter, Slot, Slots
from backprop_gui.ui.canvas.records import EVEN, Cell, Kind, NodeView, Setting


@dataclass(frozen=True)
class Node:
    """A node without its numbers."""

    kind: Kind
    layer: int
    unit: int
    rows: tuple[tuple[Slot | Parameter, ...], ...]
    title: str
    others: tuple[Slot, ...] = ()
    sized: Slot | None = None
    """The number that its bar shows."""
    name: str = ""
    setting: Setting = EVEN

    def read(self, cells: Cells, scale: float) -> NodeView:
        """The record that the canvas draws; a bar is as long as can be at a size of `scale`."""
        rows = tuple([tuple([cells.of(drawn) for drawn in row]) for row in self.rows])
        others = tuple([cells.of(slot) for slot in self.others])
        value = self.size(cells.moment)
        shown = value is not None and scale > 0 and not isnan(value)
        bar = min(max(value / scale, -1.0), 1.0) if shown and value is not None else None
        title = f"{self.title} “{self.name}”" if self.name else self.title
        place = self.kind, self.layer, self.unit
        return NodeView(*place, rows, title, others, bar, self.name, self.setting)

    def named(self) -> NodeView:
        """Its names alone, as they are drawn."""
        rows = tuple(tuple(_blank(drawn) for drawn in row) for row in self.rows)
        return NodeView(self.kind, self.layer, self.unit, rows, self.title)

    def size(self, moment: Moment) -> float | None:
        """What its bar shows; None where there is nothing to show."""
        return None if self.sized is None else moment.value(self.sized)


def _blank(drawn: Slot | Parameter) -> Cell:
    slot = drawn.now if isinstance(drawn, Parameter) else drawn
    return Cell(slot.name, slot.symbol)


def plan_nodes(
    layout: GraphLayout, slots: Slots, kind: str = "", names: Labels = ()
) -> Iterator[Node]:
    """All nodes that are drawn, column by column, the loss last.

    With a `kind` of quantity units show that alone; `names` are what layers and units are called.
    """
    for place in layout.layers:
        for node in _column(place, slots, kind):
            own = node.kind in (Kind.INPUT, Kind.UNIT)
            name = labels.of(names, node.layer, node.unit) if own else ""
            yield replace(node, name=name) if name else node
    last = len(layout.layers) - 1
    for unit in layout.layers[last].shown:
        target = slots.of(Quantity("y", (unit,)), editable=True)
        yield Node(Kind.TARGET, last, unit, ((target,),), f"Target {unit}")
    yield Node(Kind.LOSS, last, 1, ((slots.of(Quantity("loss")),),), "Loss")


def _column(place: LayerPlace, slots: Slots, kind: str) -> Iterator[Node]:
    layer = place.layer
    for unit in place.shown:
        if layer == 0:
            value = slots.of(Quantity("x", (0, unit)), editable=True)
            sized = value if kind == "x" else None
            yield Node(Kind.INPUT, 0, unit, ((value,),), f"Input {unit}", sized=sized)
        else:
            yield _unit(layer, unit, slots, kind)
    for unit in place.shown if place.biases else ():
        if not slots.exists(Quantity("b", (layer, unit))):
            continue
        bias = slots.parameter("b", (layer, unit))
        row = (bias, slots.of(Quantity("db", (layer, unit))))
        title = f"Bias of unit {unit} of layer {layer}"
        yield Node(Kind.BIAS, layer, unit, (row,), title)


def _unit(layer: int, unit: int, slots: Slots, kind: str) -> Node:
    """With all its numbers, or with one of a kind that stands for it."""
    rows, title = _unit_rows(layer, unit, slots), f"Unit {unit} of layer {layer}"
    chosen = next((slot for row in rows for slot in row if slot.quantity.kind == kind), None)
    if chosen is None:
        return Node(Kind.UNIT, layer, unit, rows, title)
    others = tuple(slot for row in rows for slot in row if slot is not chosen)
    return Node(Kind.UNIT, layer, unit, ((chosen,),), title, others, chosen)


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
