"""What the canvas draws: frozen records, made anew whenever the session has moved.

The canvas knows nothing of networks. `reading/` writes these records from a session; a test or a
figure may write them by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.session.layout.layout import GraphLayout

ABSENT_TEXT = "—"


class State(Enum):
    """How far a shown number can be trusted."""

    ABSENT = "not computed yet"
    COMPUTED = "computed"
    STALE = "computed before an edit"


class Role(Enum):
    """The part that something takes in the element computed last."""

    REST = ""
    SOURCE = "used just now"
    CURRENT = "computed just now"


class Kind(Enum):
    INPUT = "input"
    UNIT = "unit"
    BIAS = "bias"
    TARGET = "target"
    LOSS = "loss"


class Flow(Enum):
    """Which way numbers travel on the edges in the phase at hand."""

    NONE = 0
    FORWARD = 1
    BACKWARD = -1


@dataclass(frozen=True, slots=True)
class Cell:
    """One number with its name. `sign` is -1, 0 or 1 where the number is coloured by sign.

    `told` is the name as a person reads it, "" where that is `name`.
    """

    name: str
    symbol: Symbol
    text: str = ABSENT_TEXT
    exact: str = ABSENT_TEXT
    state: State = State.ABSENT
    role: Role = Role.REST
    editable: bool = False
    sign: int = 0
    told: str = ""

    @property
    def spoken(self) -> str:
        """The cell in words, for screen readers and hovering."""
        number = State.ABSENT.value if self.state is State.ABSENT else self.exact
        remarks = [self.role.value, self.state.value if self.state is State.STALE else ""]
        return ", ".join([f"{self.told or self.name} = {number}", *(r for r in remarks if r)])


@dataclass(frozen=True, slots=True)
class Setting:
    """How the cells of cards are set.

    `share` is what the first of two columns takes of the width. `stacked` where names are so long
    that they stand above their numbers, not beside them.
    """

    share: float = 0.5
    stacked: bool = False


EVEN = Setting()


@dataclass(frozen=True, slots=True)
class NodeView:
    """A unit, input, bias, target or the loss.

    `rows` are its cells as drawn: one row, or the forward values above their gradients. A cell
    alone in a later row stands in the middle: φ′ between s → x and δ ← ∂x. `others` are known of
    it, but not drawn. `bar` is the size of its number among those of all units, from -1 to 1; None
    where none is shown. `name` is what a person calls it, `setting` that of its cells.
    """

    kind: Kind
    layer: int
    unit: int
    rows: tuple[tuple[Cell, ...], ...]
    title: str
    others: tuple[Cell, ...] = ()
    bar: float | None = None
    name: str = ""
    setting: Setting = EVEN

    @property
    def reached(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, below them what is not drawn: all that can be selected."""
        return (*self.rows, self.others) if self.others else self.rows

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for row in self.rows for cell in row)

    @property
    def accessible(self) -> str:
        return "; ".join([self.title, *(cell.spoken for cell in self.cells + self.others)])


@dataclass(frozen=True, slots=True, eq=False)
class EdgeBundle:
    """All drawn edges of one connection; arrays of one entry per edge.

    `origins` and `ends` are unit numbers from 1. `values` set hue and width where they are `known`
    (None: where they are no nan), which also what is not finite may be.
    `kept` is False where the mask removes the edge. `current` and `sources` mark the element
    computed last. `cells` gives an edge's numbers when they are needed, the one that can be edited
    first, `labels` those that are written on it (None: all); `find` gives the index of the edge
    that has a quantity of this name, or None. With a `shape` (units before, units after) all edges
    of the connection are drawn as one picture, also those of units that are folded away.
    """

    source: int
    target: int
    origins: NDArray[np.intp]
    ends: NDArray[np.intp]
    values: NDArray[np.float64]
    kept: NDArray[np.bool_]
    current: NDArray[np.bool_]
    sources: NDArray[np.bool_]
    cells: Callable[[int], tuple[Cell, ...]] = field(repr=False)
    find: Callable[[str], int | None] = field(repr=False)
    labels: Callable[[int], tuple[Cell, ...]] | None = field(default=None, repr=False)
    shape: tuple[int, int] | None = None
    known: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.values)

    @property
    def absent(self) -> NDArray[np.bool_]:
        """Which edges have no number yet."""
        return np.isnan(self.values) if self.known is None else ~self.known

    @property
    def strange(self) -> NDArray[np.bool_]:
        """Which edges have a number that is not finite."""
        return self.kept & ~np.isfinite(self.values) & ~self.absent

    def label(self, index: int) -> tuple[Cell, ...]:
        """What is written on an edge."""
        return (self.labels or self.cells)(index)

    @property
    def drawn(self) -> NDArray[np.bool_]:
        """Which edges are drawn unless they are pointed at: of a skip connection with few, these.

        Elsewhere a removed edge stays in sight, dashed.
        """
        few = self.target > self.source + 1 and 2 * np.count_nonzero(self.kept) < len(self)
        return self.kept if few else np.ones(len(self), bool)

    def accessible(self, index: int) -> str:
        origin = f"unit {self.origins[index]} of layer {self.source}"
        title = f"Edge from {origin} to unit {self.ends[index]} of layer {self.target}"
        if not self.kept[index]:
            return f"{title}; removed by the mask"
        return "; ".join([title, *(cell.spoken for cell in self.cells(index))])


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a layer. `curve` is its activation's graph in the unit square, y up."""

    title: str
    note: str = ""
    curve: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class GraphView:
    """The whole drawing. `scale` is the size of value that the widest edges have.

    `edges_show` says in words what hue and width of the edges mean, `units_show` what the bars of
    units do ("" where there are none), the longest of which has the size `unit_scale`. A scale of 0
    says that there is no finite number to be seen; the numbers of `strange` edges are not finite.
    """

    layout: GraphLayout
    nodes: tuple[NodeView, ...]
    bundles: tuple[EdgeBundle, ...]
    flow: Flow = Flow.NONE
    phase: str = ""
    edges_show: str = "weight"
    scale: float = 1.0
    headings: tuple[Heading, ...] = ()
    units_show: str = ""
    unit_scale: float = 1.0
    strange: int = 0
