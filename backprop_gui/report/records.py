"""What a report says, in no format yet: every writer reads these records."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.verdicts import Marked
from backprop_gui.report.by_hand import ByHand
from backprop_gui.report.settings import DataTable, Setting
from backprop_gui.session.reading.explaining import Working
from backprop_gui.session.session import Session


@dataclass(frozen=True)
class Derivation:
    """One element: every way to it (the computed one first), and a remark where there is one.

    `by_hand` is what was set right before it was computed.
    """

    quantity: Quantity
    ways: tuple[Working, ...]
    remark: str = ""
    by_hand: tuple[ByHand, ...] = ()


@dataclass(frozen=True)
class Step:
    """One operation, numbered from 1; `omitted` elements are not worked.

    `by_hand` is what was set among the omitted elements, `notes` are pinned to it.
    """

    number: int
    title: str
    line: Equation
    note: str
    elements: tuple[Derivation, ...]
    omitted: int
    by_hand: tuple[ByHand, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PhaseSteps:
    """The steps of one phase."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ParameterRow:
    """One parameter: its value at the iteration's start, its gradient, its value afterwards.

    `set_to` is the value that a person gave it in between.
    """

    quantity: Quantity
    before: float
    gradient: float
    after: float
    set_to: float | None = None


@dataclass(frozen=True)
class ParameterTable:
    """One array of parameters before and after an iteration."""

    name: Quantity
    rows: tuple[ParameterRow, ...]
    omitted: int

    @property
    def by_hand(self) -> bool:
        """Whether a parameter was set inside the iteration."""
        return any(row.set_to is not None for row in self.rows)


@dataclass(frozen=True)
class IterationContent:
    """Everything about one iteration, numbered from 0; `samples` are numbered from 1.

    `by_hand` is what was set at its end, `notes` are pinned there.
    `data_loss` is the loss without its penalty, None where it has none.
    """

    number: int
    samples: tuple[int, ...]
    loss: float
    phases: tuple[PhaseSteps, ...]
    tables: tuple[ParameterTable, ...]
    by_hand: tuple[ByHand, ...] = ()
    notes: tuple[str, ...] = ()
    data_loss: float | None = None


@dataclass(frozen=True)
class Series:
    """One quantity across iterations: a value for each of `iterations`."""

    quantity: Quantity
    iterations: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Curves:
    """The first parameters of one array across iterations; the last value is the one after all."""

    name: Quantity
    series: tuple[Series, ...]
    omitted: int


@dataclass(frozen=True)
class Content:
    """A whole report. `parameters` holds the curves of each array of parameters.

    `drawn` are the numbers of the first iteration that the network's figure shows, by name: those
    of the first sample. `data_loss` is the loss without its penalty, None where it has none.
    `marked` are the session's answers, None where there are none; `later` are the notes on what
    comes after the iterations.
    """

    title: str
    session: Session
    settings: tuple[Setting, ...]
    data: DataTable
    drawn: dict[Quantity, float]
    iterations: tuple[IterationContent, ...]
    loss: Series
    parameters: tuple[Curves, ...]
    data_loss: Series | None = None
    marked: Marked | None = None
    later: tuple[str, ...] = ()
