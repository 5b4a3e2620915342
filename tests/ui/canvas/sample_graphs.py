"""Drawings of networks written by hand, so that the canvas is tested without a session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.session.layout.layout import LayoutOptions, lay_out
from backprop_gui.ui.canvas.records import (
    Cell,
    EdgeBundle,
    Flow,
    GraphView,
    Heading,
    Kind,
    NodeView,
    Role,
    State,
)

RELU = ((0.0, 0.0), (0.5, 0.0), (1.0, 1.0))


def cell(name: str, value: float | None, base: str, sub: str = "", sup: str = "", **more) -> Cell:
    symbol = Symbol(base, sub, sup)
    if value is None:
        return Cell(name, symbol, **more)
    more.setdefault("state", State.COMPUTED)
    return Cell(name, symbol, f"{value:.5g}", repr(float(value)), **more)


def edge_bundle(
    layout, source, target, values, *, backward=False, current=(), sources=(), heat=False
):
    """A bundle over all drawn units of two layers; `values` (units before, units after).

    With `heat` over all units, as a picture.
    """
    before, after = layout.layers[source], layout.layers[target]
    rows, columns = (before.all, after.all) if heat else (before.shown, after.shown)
    origins = np.repeat(np.array(rows), len(columns))
    ends = np.tile(np.array(columns), len(rows))
    place = f"{target}" if source == target - 1 else f"{source},{target}"
    names = [f"[{place},{i},{j}]" for i, j in zip(origins, ends, strict=True)]
    weights = values[origins - 1, ends - 1]

    def cells(index: int) -> tuple[Cell, ...]:
        role = Role.CURRENT if index in current else Role.SOURCE if index in sources else Role.REST
        return _edge_cells(names[index], float(weights[index]), role, backward)

    def find(name: str) -> int | None:
        kind, _, rest = name.partition("[")
        known = "[" + rest in names and kind in ("w", "dw")
        return names.index("[" + rest) if known else None

    number = np.arange(len(names))
    return EdgeBundle(
        source,
        target,
        origins,
        ends,
        weights.astype(float),
        np.ones(len(names), dtype=bool),
        np.isin(number, list(current)),
        np.isin(number, list(sources)),
        cells,
        find,
        shape=(len(rows), len(columns)) if heat else None,
    )


def _edge_cells(name: str, weight: float, role: Role, backward: bool) -> tuple[Cell, ...]:
    first = cell("w" + name, weight, "w", editable=True, role=role)
    if not backward:
        return (first,)
    return (replace(first, role=Role.REST), cell("dw" + name, 0.5, "∂w", role=role, sign=1))


def graph(
    sizes=(3, 2, 1),
    *,
    options=None,
    weights=None,
    skips=(),
    flow=Flow.FORWARD,
    current=None,
    heat=False,
) -> GraphView:
    """A network of `sizes`; every value 1 unless `weights` gives a matrix per connection."""
    options = options or LayoutOptions()
    connections = tuple((layer, layer + 1) for layer in range(len(sizes) - 1)) + tuple(skips)
    layout = lay_out(sizes, connections, options)
    backward = flow is Flow.BACKWARD
    weights = weights or [np.ones((sizes[s], sizes[t])) for s, t in connections]
    bundles = tuple(
        edge_bundle(layout, s, t, w, backward=backward, heat=heat)
        for (s, t), w in zip(connections, weights, strict=True)
    )
    headings = [Heading("Input")] + [
        Heading(f"Layer {layer}", "ReLU", RELU) for layer in range(1, len(sizes))
    ]
    phase = {Flow.FORWARD: "forward", Flow.BACKWARD: "backward"}.get(flow, "")
    scale = max(float(np.abs(b.values).max()) for b in bundles)
    nodes = tuple(_nodes(layout, backward, current))
    return GraphView(layout, nodes, bundles, flow, phase, "weight", scale, tuple(headings))


def _nodes(layout, backward: bool, current: str | None) -> Iterator[NodeView]:
    for place in layout.layers:
        yield from (_unit(place.layer, unit, backward, current) for unit in place.shown)
        yield from (_bias(place.layer, unit, backward) for unit in place.shown if place.biases)
    last = layout.layers[-1]
    for unit in last.shown if layout.targets else ():
        target = cell(f"y[{unit}]", 0.0, "y", str(unit), editable=True)
        yield NodeView(Kind.TARGET, last.layer, unit, ((target,),), f"Target {unit}")
    yield NodeView(Kind.LOSS, last.layer, 1, ((cell("loss", 6.0025, "L"),),), "Loss")


def _bias(layer: int, unit: int, backward: bool) -> NodeView:
    bias = cell(f"b[{layer},{unit}]", 0.35, "b", str(unit), editable=True)
    slope = cell(f"db[{layer},{unit}]", -0.2 if backward else None, "∂b", sign=-1)
    return NodeView(
        Kind.BIAS, layer, unit, ((bias, slope),), f"Bias of unit {unit} of layer {layer}"
    )


def _unit(layer: int, unit: int, backward: bool, current: str | None) -> NodeView:
    def role(name: str) -> Role:
        return Role.CURRENT if name == current else Role.REST

    at, sub, sup = f"[{layer},{unit}]", str(unit), str(layer)
    x = cell("x" + at, 1.0, "x", sub, sup, editable=layer == 0, role=role("x" + at))
    if layer == 0:
        return NodeView(Kind.INPUT, 0, unit, ((x,),), f"Input {unit}")
    s = cell("s" + at, 3.0, "s", sub, sup, role=role("s" + at))
    gradient = 0.99752737 if backward else None
    delta = cell("delta" + at, gradient, "δ", sub, sup, sign=1, role=role("delta" + at))
    dx = cell("dx" + at, gradient and 404.43, "∂x", sub, sup, sign=1, role=role("dx" + at))
    dphi = cell("dphi" + at, gradient and 0.0024665, "φ′", sub, sup, role=role("dphi" + at))
    title = f"Unit {unit} of layer {layer}"
    return NodeView(Kind.UNIT, layer, unit, ((s, x), (dphi,), (delta, dx)), title)
