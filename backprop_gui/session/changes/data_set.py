"""The data set exchanged, and its samples added, removed, repeated, moved, shuffled.

Samples are numbered from 1, the last ones are those for validation. Each change is one that can
be undone; a sample keeps its part, training or validation, unless it is moved or shuffled.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backprop_gui.engine.choices import check_whole
from backprop_gui.engine.samples import Samples
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.changes.restructuring import fitted
from backprop_gui.session.document import labels
from backprop_gui.session.document.given import numbers as checked_numbers
from backprop_gui.session.session import Session


@dataclass(frozen=True)
class SizeChange:
    """The sizes of the network's layers before, and with other data."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    def __str__(self) -> str:
        return f"{_sizes(self.before)} → {_sizes(self.after)}"


def size_change(session: Session, samples: Samples) -> SizeChange | None:
    """How the network has to change for other data; None: not at all."""
    sizes = session.network.sizes
    after = (samples.sizes[0], *sizes[1:-1], samples.sizes[1])
    return None if after == sizes else SizeChange(sizes, after)


def use(session: Session, samples: Samples, validation: int | None = None) -> None:
    """Put other data in the place of those in use.

    Input and output layer get as many units as the data need, called what the data call them;
    surviving parameters stay. The last `validation` samples are kept out of training (None: the
    same share as now). Raises InvalidValue.
    """
    now, count = session.document, len(samples)
    share = now.validation / len(now.inputs)
    kept = min(round(share * count), count - 1) if validation is None else validation
    network = fitted(session.network, *samples.sizes)
    session.change(
        network=network,
        inputs=samples.inputs,
        targets=samples.targets,
        validation=kept,
        labels=_named(session, samples, network.depth),
    )


def _named(session: Session, samples: Samples, last: int) -> dict[str, str]:
    """Names of layers and hidden units stay; inputs and outputs are others with other data."""
    names = {
        str(name): text
        for name, text in session.document.labels
        if len(name.indices) == 1 or name.indices[0] not in (0, last)
    }
    classes = samples.classes if len(samples.classes) == samples.sizes[1] else ()
    for layer, called in ((0, samples.features), (last, classes)):
        for unit, text in enumerate(called, start=1):
            names[f"x[{layer},{unit}]"] = labels.shortened(text)
    return names


def add(session: Session, after: int, inputs: ArrayLike, targets: ArrayLike) -> None:
    """Insert samples after sample `after` (0: before the first); raises InvalidValue.

    Shapes (new samples, inputs) and (new samples, outputs).
    """
    x, y = session.data
    check_whole("The number of a sample", after, 0)
    if after > len(x):
        raise InvalidValue(f"There is no sample {after}; 0 to {len(x)} are allowed.")
    new = _like(inputs, x, "inputs"), _like(targets, y, "targets")
    if len(new[0]) != len(new[1]):
        raise InvalidValue(f"There are {len(new[0])} new rows of inputs, {len(new[1])} of targets.")
    document = session.document
    more = len(new[0]) if after > len(x) - document.validation else 0
    session.change(
        inputs=np.insert(x, after, new[0], axis=0),
        targets=np.insert(y, after, new[1], axis=0),
        validation=document.validation + more,
    )


def add_blank(session: Session, after: int) -> None:
    """Insert a sample whose numbers are all 0 after sample `after` (0: before the first)."""
    x, y = session.data
    add(session, after, np.zeros_like(x[:1]), np.zeros_like(y[:1]))


def duplicate(session: Session, numbers: Collection[int]) -> None:
    """Insert samples once more behind the last of them; raises InvalidValue."""
    rows = _rows(session, numbers)
    x, y = session.data
    add(session, int(rows[-1]) + 1, x[rows], y[rows])


def remove(session: Session, numbers: Collection[int]) -> None:
    """Remove samples; raises InvalidValue where none would be left to train on."""
    rows, document = _rows(session, numbers), session.document
    training = len(document.inputs) - document.validation
    fewer = int((rows >= training).sum())
    if len(rows) - fewer == training:
        raise InvalidValue("At least one sample must be left to train on.")
    kept = np.delete(np.arange(len(document.inputs)), rows)
    _reorder(session, kept, document.validation - fewer)


def move(session: Session, numbers: Collection[int], step: int) -> tuple[int, ...]:
    """Move samples one place towards the end (1) or the start (−1); their new numbers.

    Those that stand at that end already stay. Raises InvalidValue.
    """
    if step not in (1, -1):
        raise InvalidValue(f"The step is {quoted(step)}; 1 and -1 are allowed.")
    rows = set(_rows(session, numbers).tolist())
    order = list(range(len(session.document.inputs)))
    for place in sorted(rows, reverse=step > 0):
        if 0 <= place + step < len(order) and order[place + step] not in rows:
            order[place], order[place + step] = order[place + step], order[place]
    if order != sorted(order):
        _reorder(session, np.array(order), session.document.validation)
    return tuple(place + 1 for place, row in enumerate(order) if row in rows)


def shuffle(session: Session, seed: int) -> None:
    """Put all samples, those for validation too, into an order drawn from a seed."""
    check_whole("The seed", seed, 0)
    order = np.random.default_rng(seed).permutation(len(session.document.inputs))
    _reorder(session, order, session.document.validation)


def _reorder(session: Session, order: NDArray[np.intp], validation: int) -> None:
    x, y = session.data
    session.change(inputs=x[order], targets=y[order], validation=validation)


def _rows(session: Session, numbers: Collection[int]) -> NDArray[np.intp]:
    """Samples' places from 0, in order; raises InvalidValue."""
    count = len(session.document.inputs)
    for number in numbers:
        check_whole("The number of a sample", number, 1)
        if number > count:
            raise InvalidValue(f"There is no sample {number}; 1 to {count} are allowed.")
    if not numbers:
        raise InvalidValue("No sample is named; at least one is needed.")
    return np.unique(np.array(list(numbers), np.intp)) - 1


def _like(rows: ArrayLike, old: Array, what: str) -> Array:
    table = checked_numbers(rows, f"The new {what}")
    if table.ndim != 2 or table.shape[1] != old.shape[1]:
        raise InvalidValue(
            f"The new {what} have shape {table.shape}; (samples, {old.shape[1]}) is allowed."
        )
    return table


def _sizes(sizes: tuple[int, ...]) -> str:
    return "–".join(map(str, sizes))
