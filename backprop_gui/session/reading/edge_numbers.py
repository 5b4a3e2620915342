"""What edges carry, connection by connection: weights, gradients, updates, contributions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np

from backprop_gui.engine.network import Connection
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array

EdgeNumber = Literal["weight", "gradient", "update", "contribution"]
EDGE_NUMBERS: tuple[EdgeNumber, ...] = get_args(EdgeNumber)

Read = Callable[[Quantity], Array]
"""Gives a whole array, nan where this iteration has not computed it or has no such array."""


def edge_numbers(which: EdgeNumber, connection: Connection, read: Read, sample: int) -> Array:
    """A number for each edge of a connection, (units before, units after); nan where absent.

    "weight" is the one in force, the new one once it has been computed; "update" is w_new − w, what
    the update adds; "contribution" is x · w, the edge's term of the weighted sum, for the sample of
    this number in the batch, from 1. Where one of both numbers is absent, so is what they give.
    """
    return _NUMBERS[which](connection, read, sample)


def reader(program: Program, known: Callable[[Quantity], Array]) -> Read:
    """Reads with `known`, which gives nan for what is absent, what arrays the program has."""

    def read(name: Quantity) -> Array:
        there = any(spec.name == name for spec in program.of_kind.get(name.kind, ()))
        return known(name) if there else np.array(np.nan)

    return read


def _weight(connection: Connection, read: Read, sample: int) -> Array:
    new = read(new_name(connection.weights))
    return np.asarray(np.where(np.isnan(new), read(connection.weights), new))


def _gradient(connection: Connection, read: Read, sample: int) -> Array:
    return _whole(read(gradient_name(connection.weights)), read(connection.weights))


def _update(connection: Connection, read: Read, sample: int) -> Array:
    weights = read(connection.weights)
    return _whole(read(new_name(connection.weights)) - weights, weights)


def _contribution(connection: Connection, read: Read, sample: int) -> Array:
    outputs = read(Quantity("x", (connection.source,)))
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(outputs[sample - 1][:, None] * read(connection.weights))


def _whole(numbers: Array, weights: Array) -> Array:
    """One for every edge also where the iteration has no such array."""
    return np.broadcast_to(numbers, weights.shape)


_NUMBERS: dict[EdgeNumber, Callable[[Connection, Read, int], Array]] = {
    "weight": _weight,
    "gradient": _gradient,
    "update": _update,
    "contribution": _contribution,
}
