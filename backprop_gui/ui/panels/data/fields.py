"""How the samples are used: batches, order, validation, standardised inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from backprop_gui.errors import InvalidValue
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Flag, Number, Text
from backprop_gui.ui.panels.settings.section import Field


def fields(session: Session) -> Iterator[Field]:
    """One choice each."""
    document = session.document
    samples = len(document.inputs)
    share = Text(lambda text: count(text, samples), str, "20 or 25 %", short=True)
    for key, label, kind, meaning in (
        (
            "batch_size",
            "Batch size",
            Number(whole=True, optional=True, absent="all samples"),
            "samples of one iteration; empty: all samples in one batch",
        ),
        ("shuffle", "Shuffle every epoch", Flag(), "another order in each epoch, from the seed"),
        ("seed", "Seed", Number(whole=True), "of the order of samples and of dropout"),
        (
            "validation",
            "Validation",
            share,
            f"the last ones, kept out of training: a number, 0 to {samples - 1}, or a share, 25 %",
        ),
        (
            "standardize",
            "Standardise inputs",
            Flag(),
            "(x − mean) / standard deviation, of the training samples",
        ),
    ):
        yield Field(key, label, kind, getattr(document, key), _setting(session, key), meaning)


def note(session: Session) -> str:
    """How many samples are used for what."""
    document = session.document
    training = len(document.inputs) - document.validation
    kept = f", {document.validation} for validation" if document.validation else ""
    scaled = "\nthe network sees (x − mean) / deviation" if document.standardize else ""
    return f"{training} to train on{kept}{scaled}"


def count(text: str, samples: int) -> int:
    """A number of samples, or a share of them in percent; raises InvalidValue."""
    share = text.strip().removesuffix("%")
    if share == text.strip():
        return int(Number(whole=True).read(share) or 0)
    number = Number().read(share) if share else None
    if number is None or not 0 <= number < 100:
        raise InvalidValue(f"{text.strip()} is not allowed; from 0 % to below 100 % is.")
    return min(round(samples * number / 100), samples - 1)


def _setting(session: Session, key: str) -> Callable[[Any], object]:
    return lambda value: session.change(**{key: value})
