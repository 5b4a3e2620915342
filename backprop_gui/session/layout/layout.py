"""Where the parts of a network are drawn: computed positions, without Qt.

Layers run left to right, each centred on the height 0; y grows downwards. Lengths are points of
the drawing at zoom 1. The canvas and the report's figures draw from the same layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from backprop_gui.session.layout.moves import Moves, Offset, offset
from backprop_gui.session.layout.routes import Box, Lane, Route

__all__ = ["Box", "GraphLayout", "Lane", "LayerPlace", "LayoutOptions", "Route", "lay_out"]

SPACE, PILL_SPACE, NAME_SPACE = 34.0, 10.0, 14.0
# Few units get more air, so that the numbers on their edges find room; of four, each has less.
AIR = {1: 58.0, 2: 58.0, 3: 58.0, 4: 16.0}
PILL_DISTANCE = 8.0
LOSS_DISTANCE = 46.0
CLOSER = 26.0
NARROWEST_GAP, WIDEST_GAP = 158.0, 300.0
# Few tall layers stand further apart: what they are drawn on is wider than high.
ASPECT, WIDEST_SPREAD = 1.5, 520.0
LANE_CLEARANCE = 30.0
LANE_PER_EDGE, LOWEST_LANE, HIGHEST_LANE = 14.0, 30.0, 112.0
# Edges that turn into a lane need a wider gap to do it.
TURN = 50.0


Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CardSizes:
    """Width and height of the cards of each kind."""

    unit: Size = (152.0, 72.0)
    input: Size = (68.0, 38.0)
    bias: Size = (152.0, 22.0)
    target: Size = (70.0, 22.0)
    loss: Size = (102.0, 58.0)


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """Which parts there are besides units, how many units of a layer are drawn, and how large.

    `most_units` bounds the units drawn of one layer; a larger layer folds to its first ones, "…"
    and its last ones, unless it is in `unfolded`. `biased` are the layers that have biases, `named`
    those that have units with names, `moves` what a person has moved.
    """

    most_units: int = 12
    unfolded: frozenset[int] = frozenset()
    biased: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    targets: bool = True
    moves: Moves = ()
    cards: CardSizes = CardSizes()


@dataclass(frozen=True)
class LayerPlace:
    """One layer's column: `shown` are the numbers, from 1, of the units that are drawn."""

    layer: int
    size: int
    shown: tuple[int, ...]
    boxes: tuple[Box, ...]
    fold: Box | None = None
    biases: tuple[Box, ...] = ()
    closer: Box | None = None
    """Where an opened large layer can be folded again."""

    @property
    def folded(self) -> bool:
        return self.fold is not None

    @property
    def all(self) -> tuple[int, ...]:
        """The numbers of its units, drawn or not."""
        return tuple(range(1, self.size + 1))

    @property
    def hidden(self) -> int:
        """How many units the fold stands for."""
        return self.size - len(self.shown)

    def row_of(self, unit: int) -> int | None:
        """Position among the drawn units, or None where the unit is inside the fold."""
        head = len(self.shown) if self.fold is None else (len(self.shown) + 1) // 2
        if 1 <= unit <= head:
            return unit - 1
        row = unit - 1 - self.hidden
        return row if head <= row < len(self.shown) else None

    @cached_property
    def bounds(self) -> Box:
        return Box.around(self.boxes + self.biases)


@dataclass(frozen=True)
class GraphLayout:
    """Places of all that is drawn. Two layouts of the same structure are equal."""

    layers: tuple[LayerPlace, ...]
    routes: tuple[Route, ...]
    loss: Box
    targets: tuple[Box, ...] = field(default=())

    @cached_property
    def bounds(self) -> Box:
        lanes = tuple(route.lane.extent(route) for route in self.routes if route.lane is not None)
        return Box.around(
            tuple(p.bounds for p in self.layers) + self.targets + (self.loss,) + lanes
        )

    def fold_at(self, x: float, y: float) -> int | None:
        """The layer whose fold, or whose mark to fold it again, holds a point; None elsewhere."""
        for place in self.layers:
            for box in (place.fold, place.closer):
                if box is not None and box.holds(x, y):
                    return place.layer
        return None

    def route(self, source: int, target: int) -> Route:
        """The route of the connection between two layers; KeyError where there is none."""
        for route in self.routes:
            if (route.source, route.target) == (source, target):
                return route
        raise KeyError((source, target))

    def unit(self, layer: int, unit: int) -> Box | None:
        """Place of a unit, numbered from 1, or None where it is folded away."""
        place = self.layers[layer]
        row = place.row_of(unit)
        return None if row is None else place.boxes[row]


def lay_out(
    sizes: Sequence[int],
    connections: Sequence[tuple[int, int]],
    options: LayoutOptions = LayoutOptions(),
) -> GraphLayout:
    """Place layers of `sizes` units (0 is the input) joined by (source, target) `connections`.

    Raises ValueError for fewer than two layers, an empty layer, or a connection that does not run
    from an earlier layer to a later one.
    """
    _check(sizes, connections)
    last = len(sizes) - 1
    layers: list[LayerPlace] = []
    left = 0.0
    for layer, size in enumerate(sizes):
        has_targets = layer == last and options.targets
        place = _column(layer, size, left, options, has_targets)
        layers.append(place)
        turns = any(t - s > 1 and layer in (s, t - 1) for s, t in connections)
        left = place.boxes[0].right + _gap(place, sizes, options) + (TURN if turns else 0.0)
    layers = [_moved(place, options.moves) for place in layers]
    targets = _targets(layers[-1], options.cards.target) if options.targets else ()
    edge = max(box.right for box in layers[-1].boxes + targets)
    width, height = options.cards.loss
    loss = Box(edge + LOSS_DISTANCE, -height / 2, width, height)
    return GraphLayout(tuple(layers), _routes(layers, connections), loss, targets)


def _check(sizes: Sequence[int], connections: Sequence[tuple[int, int]]) -> None:
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"layers of {list(sizes)} units: at least two layers of at least one unit")
    for source, target in connections:
        if not 0 <= source < target < len(sizes):
            raise ValueError(
                f"connection {source} → {target}: from an earlier layer to a later one"
            )


def _shown(layer: int, size: int, options: LayoutOptions) -> tuple[int, ...]:
    most = max(2, options.most_units)
    if size <= most or layer in options.unfolded:
        return tuple(range(1, size + 1))
    head = (most + 1) // 2
    return tuple(range(1, head + 1)) + tuple(range(size - (most - head) + 1, size + 1))


def _column(
    layer: int, size: int, left: float, options: LayoutOptions, has_targets: bool
) -> LayerPlace:
    shown, cards = _shown(layer, size, options), options.cards
    width, height = cards.unit if layer else cards.input
    biased = layer > 0 and layer in options.biased
    pills = [cards.bias] * biased + [cards.target] * has_targets
    space = max(SPACE, sum(pill[1] + PILL_SPACE for pill in pills) + 8.0)
    if layer in options.named and biased and not has_targets:
        space += NAME_SPACE  # below the unit, above the next one's bias; an output's is beside
    pitch = height + space + AIR.get(size, 0.0)
    folded = len(shown) < size
    head = (len(shown) + 1) // 2 if folded else len(shown)
    rows = len(shown) + folded
    top = -((rows - 1) * pitch + height) / 2
    lines = [row for row in range(rows) if not (folded and row == head)]
    boxes = tuple(Box(left, top + row * pitch, width, height) for row in lines)
    fold = Box(left, top + head * pitch, width, height) if folded else None
    biases = tuple(_above(box, cards.bias) for box in boxes) if biased else ()
    place = LayerPlace(layer, size, shown, boxes, fold, biases)
    if folded or size <= options.most_units or layer not in options.unfolded:
        return place
    return replace(place, closer=Box(left, place.bounds.top - CLOSER, width, CLOSER - 4.0))


def _moved(place: LayerPlace, moves: Moves) -> LayerPlace:
    """A layer's column where the person has put it and its units."""
    own = tuple(move for move in moves if move.layer == place.layer)
    if not own:
        return place
    whole = offset(own, place.layer, 0)
    steps = [_sum(whole, offset(own, place.layer, unit)) for unit in place.shown]
    return replace(
        place,
        boxes=tuple(map(_shifted, place.boxes, steps)),
        biases=tuple(map(_shifted, place.biases, steps)),
        fold=place.fold and _shifted(place.fold, whole),
        closer=place.closer and _shifted(place.closer, whole),
    )


def _sum(one: Offset, other: Offset) -> Offset:
    return one[0] + other[0], one[1] + other[1]


def _shifted(box: Box, by: Offset) -> Box:
    return replace(box, left=box.left + by[0], top=box.top + by[1])


def _above(unit: Box, size: Size) -> Box:
    left = unit.left + (unit.width - size[0]) / 2
    return Box(left, unit.top - PILL_DISTANCE - size[1], *size)


def _targets(outputs: LayerPlace, size: Size) -> tuple[Box, ...]:
    return tuple(
        Box(box.right - size[0], box.bottom + PILL_DISTANCE, *size) for box in outputs.boxes
    )


def _gap(place: LayerPlace, sizes: Sequence[int], options: LayoutOptions) -> float:
    """Taller columns get wider gaps, so that edges stay far from vertical."""
    row = options.cards.unit[1] + SPACE
    heights = [len(_shown(layer, size, options)) * row for layer, size in enumerate(sizes)]
    following = min(place.layer + 1, len(sizes) - 1)
    cards = options.cards
    tall = 0.3 * max(place.bounds.height, heights[following])
    columns = cards.input[0] + cards.unit[0] * (len(sizes) - 1) + LOSS_DISTANCE + cards.loss[0]
    spread = (ASPECT * max(heights) - columns) / (len(sizes) - 1)
    return max(min(max(tall, NARROWEST_GAP), WIDEST_GAP), min(spread, WIDEST_SPREAD))


def _routes(
    layers: Sequence[LayerPlace], connections: Sequence[tuple[int, int]]
) -> tuple[Route, ...]:
    """Skip connections take lanes above and below the layers between, in turn, the short inside."""
    lanes: dict[tuple[int, int], Lane] = {}
    outer = {True: 0.0, False: 0.0}
    skips = sorted((c for c in connections if c[1] - c[0] > 1), key=lambda c: (c[1] - c[0], c))
    for number, (source, target) in enumerate(skips):
        above = number % 2 == 0
        between = layers[source + 1 : target]
        reach = max((-place.bounds.top if above else place.bounds.bottom) for place in between)
        near = max(reach + LANE_CLEARANCE, outer[above])
        edges = len(layers[source].shown) * len(layers[target].shown)
        far = near + min(max(edges * LANE_PER_EDGE, LOWEST_LANE), HIGHEST_LANE)
        outer[above] = far + LANE_CLEARANCE / 2
        ends = (between[0].bounds.left - 12, between[-1].bounds.right + 12)
        lanes[source, target] = Lane(*ends, *((-near, -far) if above else (near, far)))
    return tuple(Route(s, t, lanes.get((s, t))) for s, t in connections)
