"""Data and run: batches, order, validation, standardised inputs, precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from backprop_gui.engine.operations.operation import Operation
from backprop_gui.engine.precision import Precision
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Choice, Flag, Number, Option
from backprop_gui.ui.panels.settings.section import Deed, Field

_FORMATS = (Option("float64", "float64"), Option("float32", "float32"))
_EXACT, _FIRST_DIGITS = "exact", 4
_ROUNDINGS = (
    Option(_EXACT, "off"),
    Option("digits", "to significant digits"),
    Option("decimals", "to decimals"),
)


class RunningSection:
    title = "Data and run"

    def summary(self, session: Session) -> str:
        """Samples and batch size."""
        document = session.document
        size = document.batch_size or "all"
        return f"{len(document.inputs)} samples · batch {size} · {document.precision.format}"

    def fields(self, session: Session) -> list[Field]:
        """Everything about samples, and how exactly numbers are computed."""
        return [*_data(session), *_precision(session)]

    def deeds(self, session: Session) -> tuple[Deed, ...]:
        """None."""
        return ()

    def operations(self, session: Session) -> tuple[Operation, ...]:
        """None of its own."""
        return ()

    def note(self, session: Session) -> str:
        """What happens to the inputs and to every element."""
        document = session.document
        scaled = "inputs: (x − mean) / standard deviation, of the training samples"
        parts = [scaled] if document.standardize else []
        return " · ".join([*parts, document.precision.note] if document.precision.note else parts)


def _data(session: Session) -> Iterator[Field]:
    document = session.document
    samples = len(document.inputs)
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
            "Validation samples",
            Number(whole=True),
            f"the last ones, kept out of training; 0 to {samples - 1} are allowed",
        ),
        ("standardize", "Standardise inputs", Flag(), "mean 0 and standard deviation 1"),
    ):
        yield Field(key, label, kind, getattr(document, key), _setting(session, key), meaning)


def _setting(session: Session, key: str) -> Callable[[Any], object]:
    return lambda value: session.change(**{key: value})


def _precision(session: Session) -> Iterator[Field]:
    chosen = session.document.precision

    def change(**choices: Any) -> None:
        session.change(precision=replace(chosen, **choices))

    now = _rounding(chosen)
    yield Field(
        "format", "Numbers", Choice(_FORMATS), chosen.format, lambda value: change(format=value)
    )
    yield Field(
        "rounding",
        "Round as by hand",
        Choice(_ROUNDINGS),
        now,
        lambda name: change(**(dict.fromkeys(_COUNTS) | _first(name))),
        "every element is rounded as it is computed",
    )
    if now != _EXACT:
        yield Field(
            now,
            now.capitalize(),
            Number(whole=True),
            getattr(chosen, now),
            lambda count: change(**{now: count}),
            f"{'1' if now == 'digits' else '0'} to 17 are allowed",
        )


_COUNTS = ("digits", "decimals")


def _rounding(precision: Precision) -> str:
    return next((name for name in _COUNTS if getattr(precision, name) is not None), _EXACT)


def _first(name: str) -> dict[str, int]:
    return {} if name == _EXACT else {name: _FIRST_DIGITS}
