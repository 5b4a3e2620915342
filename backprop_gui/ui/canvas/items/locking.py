"""Where locks are drawn: on what is frozen, one for a connection that is so as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.edge_item import EdgeItem
from backprop_gui.ui.canvas.items.node_item import NodeItem
from backprop_gui.ui.canvas.places import EdgePlace

MOST_OF_LINES = 100
"""Edges without labels that have a lock of their own, in a connection."""


class Locked(Protocol):
    """Tells what is frozen."""

    def __call__(self, name: str) -> bool:
        """Whether the quantity of this name is, or belongs to what is."""

    def edges(self, source: int, target: int) -> NDArray[np.bool_]:
        """Which weights of a connection are, (units before, units after)."""


def lock_boxes(
    nodes: Sequence[NodeItem],
    edges: Sequence[EdgeItem],
    labels: Mapping[EdgePlace, Box],
    locked: Locked,
) -> Iterator[Box]:
    """Of nodes, of labels, and where edges have none, of the edges themselves."""
    for node in nodes:
        if locked(node.node.cells[0].name):
            yield node.box
    for edge, box in labels.items():
        if locked(edges[edge.bundle].bundle.cells(edge.index)[0].name):
            yield box
    labelled = {edge.bundle for edge in labels}
    for number, item in enumerate(edges):
        if number not in labelled:
            yield from _on_lines(item, locked)


def _on_lines(item: EdgeItem, locked: Locked) -> Iterator[Box]:
    bundle = item.bundle
    frozen = locked.edges(bundle.source, bundle.target)[bundle.origins - 1, bundle.ends - 1]
    frozen = frozen & bundle.kept
    if not frozen.any():
        return
    if frozen[bundle.kept].all():
        yield item.corner
        return
    for x, y in item.middles(np.flatnonzero(frozen)[:MOST_OF_LINES]).tolist():
        yield Box(x, y, 0.0, 0.0)
