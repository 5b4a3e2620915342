"""Labels of classes as targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from backprop_gui.engine.data import one_hot
from backprop_gui.engine.samples import Table
from backprop_gui.errors import InvalidValue
from backprop_gui.session.tables.numbers import number

Labels = Literal["none", "one_hot", "index"]
"""What a column of targets holds: numbers; or labels, to be one target for each class, 1 for the
sample's, else 0; or labels, to be one target 0, 1, 2, … that counts the classes."""
KINDS: tuple[Labels, ...] = ("none", "one_hot", "index")

MOST_CLASSES = 1000


def classes(labels: Iterable[str], decimal: str) -> tuple[str, ...]:
    """The different labels in order: numbers by size, words by the alphabet.

    Raises InvalidValue for more than MOST_CLASSES.
    """
    different = set(labels)
    if len(different) > MOST_CLASSES:
        raise InvalidValue(
            f"There are {len(different)} different labels; up to {MOST_CLASSES} classes are "
            "allowed. Are these numbers?"
        )
    values = {label: number(label, decimal) for label in different}
    if None in values.values():
        return tuple(sorted(values))
    return tuple(sorted(values, key=lambda label: (values[label] or 0.0, label)))


def targets(labels: Sequence[str], order: Sequence[str], kind: Labels) -> Table:
    """Targets of shape (samples, classes), or (samples, 1) of their numbers from 0."""
    if kind == "one_hot":
        return one_hot(labels, order)
    places = {label: place for place, label in enumerate(order)}
    return np.array([[places[label]] for label in labels], dtype=np.float64)
