"""The settings and conventions of a run, and its data, as a report states them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from msgspec import structs

from backprop_gui.engine.losses import Loss
from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.engine.optimizers import AnyOptimizer
from backprop_gui.engine.schedules import AnySchedule
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.document import Document
from backprop_gui.session.run.edits import Edit
from backprop_gui.session.session import Session


@dataclass(frozen=True)
class Setting:
    """One line: what, and how it is set."""

    name: str
    value: str


@dataclass(frozen=True)
class DataTable:
    """The first samples of the data set; `omitted` more follow, and `omitted_columns` a row."""

    inputs: tuple[Quantity, ...]
    targets: tuple[Quantity, ...]
    rows: tuple[tuple[float, ...], ...]
    omitted: int
    omitted_columns: int


def settings(session: Session) -> tuple[Setting, ...]:
    """Everything that the numbers of a run depend on, beside data and first parameters."""
    document, network = session.document, session.network
    lines = [Setting("Network", "-".join(map(str, network.sizes)) + _units(network))]
    if document.begins:
        lines.append(Setting("From", f"iteration {document.begins}, where the run was changed"))
    lines += [Setting(f"Layer {n}", _layer(e)) for n, e in enumerate(network.layers, start=1)]
    lines += [Setting("Name", f"{_called(name)} is “{text}”") for name, text in document.labels]
    lines += [Setting("Connection", text) for c in network.connections if (text := _edges(c))]
    loss = network.loss
    lines.append(Setting("Loss", f"{loss.entry.title}: {loss.convention()}"))
    if loss.penalised:
        lines.append(Setting("Penalty", _penalty(loss)))
    lines += [Setting("Convention", note) for note in _notes(session, loss.convention())]
    lines.append(Setting("Training", _named(document.optimizer)))
    lines += _further_training(document)
    lines.append(Setting("Batch", _batch(document)))
    lines += _data(document)
    if document.frozen:
        lines.append(Setting("Frozen", ", ".join(map(str, document.frozen))))
    lines += [Setting("Tied", " = ".join(map(str, group))) for group in document.tied]
    operations = session.clock.operations
    lines += [Setting("Edit", _edit(edit, operations)) for edit in session.edits]
    return tuple(lines)


def data_table(document: Document, most: int) -> DataTable:
    """Inputs and targets of the first `most` samples, and of each the first `most` columns."""
    inputs, targets = document.inputs[:most, :most], document.targets[:most, :most]
    columns = document.inputs.shape[1] + document.targets.shape[1]
    shown = inputs.shape[1] + targets.shape[1]
    rows = np.hstack([inputs, targets])
    return DataTable(
        tuple(Quantity("x", (0, i + 1)) for i in range(inputs.shape[1])),
        tuple(Quantity("y", (j + 1,)) for j in range(targets.shape[1])),
        tuple(tuple(map(float, row)) for row in rows),
        len(document.inputs) - len(rows),
        columns - shown,
    )


def _notes(session: Session, stated: str) -> tuple[str, ...]:
    """The conventions that stand beside operations, without the one already stated."""
    operations = session.program.operations
    return tuple(f"{op.title}: {op.note}" for op in operations if op.note not in ("", stated))


def _units(network: Network) -> str:
    return f": {_counted(network.inputs, 'input')}, {_counted(network.sizes[-1], 'output')}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _called(name: Quantity) -> str:
    layer, *unit = name.indices
    return f"unit {unit[0]} of layer {layer}" if unit else f"layer {layer}"


def _layer(layer: Layer) -> str:
    parts = [
        _counted(layer.units, "unit"),
        layer.phi.entry.title,
        _biases(layer),
    ]
    if layer.derivative is not None:
        parts.append(f"backward with the derivative of {layer.slope.entry.title} in place of φ′")
    if layer.dropout:
        parts.append(f"dropout of {layer.dropout:g} of the outputs")
    return ", ".join(parts)


def _biases(layer: Layer) -> str:
    having = [n for n, has in enumerate(layer.biases, start=1) if has]
    if len(having) == layer.units:
        return "with biases"
    of = "unit" if len(having) == 1 else "units"
    return f"biases of {of} {', '.join(map(str, having))}" if having else "no biases"


def _penalty(loss: Loss) -> str:
    parts = ((loss.l1, "L1 {:g} · Σ|w|"), (loss.l2, "L2 {:g} / 2 · Σw²"))
    return ", ".join(words.format(size) for size, words in parts if size)


def _edges(connection: Connection) -> str:
    skips = connection.target - connection.source > 1
    removed = sum(not edge for row in connection.mask or () for edge in row)
    if not skips and not removed:
        return ""
    gone = f", {_counted(removed, 'edge')} removed" if removed else ""
    return f"layer {connection.source} to layer {connection.target}{gone}"


def _further_training(document: Document) -> Iterator[Setting]:
    """Schedule, clipping, the first values of what the optimiser remembers, the precision."""
    if states := document.training.states:
        starts = (f"{rule.title} {rule.start:g}" for rule in states)
        yield Setting("At the start", ", ".join(starts))
    if document.schedule is not None:
        yield Setting("Schedule", _named(document.schedule))
    if document.clip_value is not None:
        yield Setting("Clipping", f"every gradient to at most ±{document.clip_value:g}")
    if document.clip_norm is not None:
        yield Setting("Clipping", f"the norm of all gradients to at most {document.clip_norm:g}")
    precision = document.precision
    yield Setting("Numbers", ", ".join(filter(None, (precision.format, precision.note))))


def _data(document: Document) -> Iterator[Setting]:
    if document.validation:
        kept = "last sample" if document.validation == 1 else f"last {document.validation} samples"
        yield Setting("Validation", f"the {kept} kept out of training")
    if document.standardize:
        how = "inputs to mean 0 and deviation 1 over the training samples"
        yield Setting("Standardised", how)
    if any(layer.dropout for layer in document.network.layers):
        yield Setting("Dropout", f"drawn anew in every iteration with seed {document.seed}")


def _named(chosen: AnyOptimizer | AnySchedule) -> str:
    """The name and the settings, without those that are 0 or off."""
    parts = (
        f"{name.replace('_', ' ')} {_written(value)}"
        for name, value in structs.asdict(chosen).items()
        if value or name == "learning_rate"
    )
    return ", ".join((type(chosen).__name__, *parts))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(map(repr, value)) if isinstance(value, tuple) else repr(value)


def _batch(document: Document) -> str:
    samples, size = len(document.inputs), document.batch_size
    if size is None or size >= samples:
        return "1 sample" if samples == 1 else f"all {samples} samples in one batch"
    order = f"shuffled with seed {document.seed}" if document.shuffle else "in order"
    return f"{size} of {samples} samples, {order}"


def _edit(edit: Edit, operations: int) -> str:
    at = edit.position
    where = f"{'inside' if at.element else 'before'} operation {at.operation + 1}"
    where = "at its end" if at.operation == operations else where
    sample = "" if edit.row is None else f" of sample {edit.row + 1}"
    return f"{edit.quantity}{sample} set to {edit.value!r} in iteration {at.iteration}, {where}"
