"""An operation: one line of the program, vectorised, with the formula of each of its elements."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser

Bind = Callable[[Quantity], Array]


class Phase(IntEnum):
    """The parts of an iteration, in order."""

    FORWARD = 0
    LOSS = 1
    BACKWARD = 2
    UPDATE = 3


@dataclass(frozen=True)
class Form:
    """One way to write what an element is; `label` says which, where there are several."""

    right: Expression
    label: str = ""


@dataclass(frozen=True)
class Contribution:
    """What an operation adds to the gradient of one of its sources.

    `terms` gives the summands for one element of the source's gradient; `steps` the calls that
    leave the whole contribution in the given array; `line` is the same for whole arrays.
    """

    source: Quantity
    line: Expression
    terms: Callable[[Quantity], tuple[Expression, ...]]
    steps: Callable[[Bind, Vectoriser, Array], list[Step]]
    forms: Callable[[Quantity], tuple[Form, ...]] | None = None


class Operation(ABC):
    """Computes one array, `output`, from others.

    `forms(element)` are the formulas of one element: the first is the one that is computed, the
    others are equal to it in exact arithmetic.
    """

    phase: Phase
    output: ArraySpec
    title: str
    sign: str = "="
    note: str = ""

    @property
    @abstractmethod
    def line(self) -> Equation:
        """The whole operation as one equation of arrays."""

    @abstractmethod
    def forms(self, element: Quantity) -> tuple[Form, ...]:
        """The formulas of one element, the computed one first."""

    @abstractmethod
    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        """Calls that compute the whole output from the arrays that `bind` gives."""

    def local_derivatives(self) -> tuple[Operation, ...]:
        """Operations that the backward phase needs before it can pass this one."""
        return ()

    def contributions(self) -> tuple[Contribution, ...]:
        """What this operation adds to the gradients of its sources."""
        return ()

    def target(self, element: Quantity) -> Ref:
        """What stands on the left of the element's equation."""
        return Ref(element)

    def equation(self, element: Quantity) -> Equation:
        """The computed form of one element as an equation."""
        return Equation(self.forms(element)[0].right, self.target(element), self.sign)


def kept(array: Array, present: NDArray[np.bool_] | None) -> list[Step]:
    """A call that sets removed elements to 0, if there are any."""
    if present is None or present.all():
        return []
    return [partial(np.copyto, array, np.zeros((), array.dtype), where=~present)]
