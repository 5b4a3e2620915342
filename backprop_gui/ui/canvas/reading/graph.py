"""From a session to what the canvas draws of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.activations import Activation
from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.engine.operations.operation import Phase
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.document import labels
from backprop_gui.session.document.labels import Labels
from backprop_gui.session.layout.layout import CardSizes, GraphLayout, LayoutOptions, lay_out
from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.items.card_sizes import cards_of
from backprop_gui.ui.canvas.reading.cells import Cells
from backprop_gui.ui.canvas.reading.edges import Edges
from backprop_gui.ui.canvas.reading.moment import Moment
from backprop_gui.ui.canvas.reading.nodes import Node, plan_nodes
from backprop_gui.ui.canvas.reading.slots import Slots
from backprop_gui.ui.canvas.records import Flow, GraphView, Heading
from backprop_gui.ui.canvas.shows import BY_PHASE, Showing

FLOWS = {
    None: (Flow.NONE, ""),
    Phase.FORWARD: (Flow.FORWARD, "forward"),
    Phase.LOSS: (Flow.FORWARD, "loss"),
    Phase.BACKWARD: (Flow.BACKWARD, "backward"),
    Phase.UPDATE: (Flow.NONE, "update"),
}
# Edges that may be drawn as a picture, and so many lines that they are always.
MANY, MOST_LINES = 400, 20_000
MOST_PLANS = 8
USUAL = CardSizes()
# The activation is drawn over this range of s.
DRAWN_S = np.linspace(-3.0, 3.0, 25)


def read_graph(
    session: Session,
    writing: Writing | None = None,
    unfolded: frozenset[int] = frozenset(),
    showing: Showing = BY_PHASE,
    moves: Moves | None = None,
) -> GraphView:
    """The network with its values where the session stands.

    Layers in `unfolded` are drawn whole; `moves` are those of the session unless others are given.
    """
    writing = writing or Writing()
    plan = _plan(session, session.moves if moves is None else moves, unfolded, showing, writing)
    moment = Moment(session)
    cells = Cells(moment, writing)
    flow, phase = FLOWS[moment.phase]
    if moment.sample is not None:
        phase += " · sample {} of {}".format(*moment.sample)
    bundles = tuple(edges.read(cells, showing) for edges in plan.edges)
    unit_scale = _size(np.array([v for n in plan.nodes if (v := n.size(moment)) is not None]))
    return GraphView(
        layout=plan.layout,
        nodes=tuple([node.read(cells, unit_scale) for node in plan.nodes]),
        bundles=bundles,
        flow=flow,
        phase=phase,
        edges_show=showing.on_edges(moment.phase).told(writing.notation),
        scale=_size(np.concatenate([b.values[b.kept] for b in bundles])),
        strange=sum(int(np.count_nonzero(b.strange)) for b in bundles),
        headings=plan.headings,
        units_show=showing.on_units.told(writing.notation),
        unit_scale=unit_scale,
    )


@dataclass(frozen=True)
class _Plan:
    """What stays the same while a program runs."""

    layout: GraphLayout
    nodes: tuple[Node, ...]
    edges: tuple[Edges, ...]
    headings: tuple[Heading, ...]


def _plan(
    session: Session,
    moves: Moves,
    unfolded: frozenset[int],
    showing: Showing,
    writing: Writing,
) -> _Plan:
    program, focus, notation = session.program, session.focus, writing.notation
    kind, heat = showing.on_units.kind, showing.heat
    plans = program.memo.setdefault("drawings", {})
    key = focus, unfolded, kind, heat, notation, moves
    if key not in plans:
        if len(plans) >= MOST_PLANS:  # while something is dragged, each one is another
            plans.clear()
        network, slots = program.network, Slots(program, focus, notation)
        names = session.document.labels
        nodes = tuple(plan_nodes(layout_of(network, unfolded), slots, kind, names))
        cards = cards_of([node.named() for node in nodes])
        layout = layout_of(network, unfolded, moves, cards.sizes, labels.with_units(names))
        plans[key] = _Plan(
            layout,
            tuple(replace(node, setting=cards.setting) for node in nodes),
            tuple(
                Edges(network, c, layout, slots, as_picture(layout, c, heat))
                for c in network.connections
            ),
            _headings(network.layers, names),
        )
    plan: _Plan = plans[key]
    return plan


def as_picture(layout: GraphLayout, connection: Connection, wanted: bool) -> bool:
    """Whether edges are drawn as one: so many that lines say nothing, or many where wanted."""
    before, after = layout.layers[connection.source], layout.layers[connection.target]
    lines = len(before.shown) * len(after.shown)
    many = before.size * after.size >= MANY
    return lines > MOST_LINES or (wanted and many)


def layout_of(
    network: Network,
    unfolded: frozenset[int] = frozenset(),
    moves: Moves = (),
    cards: CardSizes = USUAL,
    named: frozenset[int] = frozenset(),
) -> GraphLayout:
    """Where the parts of a network are drawn."""
    connections = tuple((c.source, c.target) for c in network.connections)
    biased = frozenset(n for n, layer in enumerate(network.layers, start=1) if any(layer.biases))
    options = LayoutOptions(unfolded=unfolded, biased=biased, named=named, moves=moves, cards=cards)
    return _lay_out(network.sizes, connections, options)


_lay_out = lru_cache(maxsize=8)(lay_out)


def _size(values: NDArray[np.float64]) -> float:
    """The largest finite one by size; 1 where all are 0, 0 where there is none."""
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) or 1.0 if len(finite) else 0.0


@lru_cache(maxsize=8)
def _headings(layers: tuple[Layer, ...], names: Labels) -> tuple[Heading, ...]:
    first, *titles = (
        f"{title} · {name}" if (name := labels.of(names, number)) else title
        for number, title in enumerate(_titles(len(layers)))
    )
    return (Heading(first), *map(_heading, titles, layers))


def _titles(last: int) -> tuple[str, ...]:
    hidden = (f"Layer {number}" for number in range(1, last))
    return ("Input", *hidden, f"Layer {last} · output")


def _heading(title: str, layer: Layer) -> Heading:
    note = layer.phi.entry.title
    if layer.derivative is not None:
        note += f", φ′ of {layer.slope.entry.title}"
    return Heading(title, note, activation_curve(layer.phi))


@lru_cache(maxsize=32)
def activation_curve(activation: Activation) -> tuple[tuple[float, float], ...]:
    """φ over `DRAWN_S`, scaled into the unit square."""
    s = Quantity("s")
    x = evaluate(activation.formula(Ref(s)), lambda _: DRAWN_S)
    low, high = float(np.min(x)), float(np.max(x))
    heights = (x - low) / (high - low) if high > low else np.full_like(x, 0.5)
    return tuple(zip(np.linspace(0, 1, len(heights)).tolist(), heights.tolist(), strict=True))
