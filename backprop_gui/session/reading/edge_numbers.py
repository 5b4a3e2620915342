"""What edges carry, connection by connection: weights, gradients, updates, contributions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.network import Connection
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.reading.reading import ArrayReading

EdgeNumber = Literal["weight", "gradient", "update", "contribution"]
EDGE_NUMBERS: tuple[EdgeNumber, ...] = get_args(EdgeNumber)


@dataclass(frozen=True)
class Numbers:
    """Numbers of edges, and which of them this iteration has computed; the others are nan."""

    values: Array
    known: NDArray[np.bool_]


Read = Callable[[Quantity], Numbers]
"""Gives a whole array, of which nothing is known where the iteration has no such array."""
ABSENT = Numbers(np.array(np.nan), np.array(False))


def edge_numbers(which: EdgeNumber, connection: Connection, read: Read, sample: int) -> Numbers:
    """A number for each edge of a connection, (units before, units after).

    "weight" is the one in force, the new one once it has been computed; "update" is w_new − w, what
    the update adds; "contribution" is x · w, the edge's term of the weighted sum, for the sample of
    this number in the batch, from 1. Where one of both numbers is absent, so is what they give.
    """
    return _NUMBERS[which](connection, read, sample)


def reader(program: Program, known: Callable[[Quantity], ArrayReading]) -> Read:
    """Reads with `known` what arrays the program has."""

    def read(name: Quantity) -> Numbers:
        if not any(spec.name == name for spec in program.of_kind.get(name.kind, ())):
            return ABSENT
        found = known(name)
        return Numbers(found.values, found.known)

    return read


def _weight(connection: Connection, read: Read, sample: int) -> Numbers:
    new, old = read(new_name(connection.weights)), read(connection.weights)
    values = np.where(new.known, new.values, old.values)
    return Numbers(values, np.asarray(new.known | old.known))


def _gradient(connection: Connection, read: Read, sample: int) -> Numbers:
    shape = read(connection.weights).values.shape
    found = read(gradient_name(connection.weights))
    return Numbers(np.broadcast_to(found.values, shape), np.broadcast_to(found.known, shape))


def _update(connection: Connection, read: Read, sample: int) -> Numbers:
    new, old = read(new_name(connection.weights)), read(connection.weights)
    with np.errstate(over="ignore", invalid="ignore"):
        return Numbers(new.values - old.values, np.asarray(new.known & old.known))


def _contribution(connection: Connection, read: Read, sample: int) -> Numbers:
    outputs, weights = read(Quantity("x", (connection.source,))), read(connection.weights)
    known = outputs.known[sample - 1][:, None] & weights.known
    with np.errstate(over="ignore", invalid="ignore"):
        return Numbers(outputs.values[sample - 1][:, None] * weights.values, known)


_NUMBERS: dict[EdgeNumber, Callable[[Connection, Read, int], Numbers]] = {
    "weight": _weight,
    "gradient": _gradient,
    "update": _update,
    "contribution": _contribution,
}
