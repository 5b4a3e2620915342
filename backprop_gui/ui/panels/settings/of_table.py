"""Fields made from the engine's tables, so that a new entry appears by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from msgspec import structs

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers.rule import Optimizer
from backprop_gui.engine.schedules import Schedule
from backprop_gui.ui.panels.settings.kinds import Flag, Number, Option
from backprop_gui.ui.panels.settings.section import Field

Change = Callable[[str, Any], object]
Holder = TypeVar("Holder", Optimizer, Schedule)
_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")
# What the letters of the books are called here; other names are written as they are.
_LABELS = {
    "at_kink": "Slope at the kink",
    "beta1": "β₁",
    "beta2": "β₂",
    "eps": "ε",
    "alpha": "α",
    "rho": "ρ",
    "delta": "δ",
    "learning_rate": "Learning rate η",
    "lr_decay": "Decay of η",
    "momentum": "Momentum μ",
    "momentum_decay": "Momentum decay ψ",
    "dampening": "Dampening τ",
    "weight_decay": "Weight decay λ",
    "maximize": "Maximise the loss",
    "l1": "L1 penalty λ₁",
    "l2": "L2 penalty λ₂",
    "factor": "Factor γ",
    "every": "Every T updates",
    "period": "Period T",
    "minimum": "Least η",
    "iterations": "Iterations T",
}


class Entry(Protocol):
    """An entry of one of the engine's tables."""

    @property
    def name(self) -> str:
        """The name in the scripting interface."""

    @property
    def title(self) -> str:
        """The name in words."""


def label(name: str) -> str:
    """A parameter's name in words."""
    words = name.replace("_", " ")
    return _LABELS.get(name, words[:1].upper() + words[1:])


def options(table: Iterable[Entry]) -> tuple[Option, ...]:
    """The entries of a table to choose from."""
    return tuple(Option(entry.name, entry.title) for entry in table)


def classes(kinds: Iterable[type]) -> tuple[Option, ...]:
    """Classes to choose from."""
    return tuple(Option(kind, kind.__name__) for kind in kinds)


def worded(kinds: Iterable[type]) -> tuple[Option, ...]:
    """Classes to choose from, their names in words: step decay for StepDecay."""
    return tuple(Option(kind, _HUMP.sub(" ", kind.__name__).lower()) for kind in kinds)


def parameter_fields(
    parameters: Sequence[Parameter], values: Mapping[str, float], change: Change, prefix: str = ""
) -> Iterator[Field]:
    """A number for each parameter of a table's entry; `prefix` begins their keys."""
    for parameter in parameters:
        name = parameter.name
        yield Field(
            prefix + name,
            label(name),
            Number(),
            values[name],
            _entering(change, name),
            meaning(parameter),
        )


def meaning(parameter: Parameter) -> str:
    """What a parameter is and which numbers are allowed."""
    allowed = f"{parameter.allowed} is allowed"
    return f"{parameter.meaning}; {allowed}" if parameter.meaning else allowed


def struct_fields(
    struct: Holder, exchange: Callable[[Holder], object], prefix: str = ""
) -> Iterator[Field]:
    """A field for each keyword argument of an optimiser or a schedule; `exchange` takes another.

    A tuple of numbers is a field for each of them; what is no number is a flag.
    """
    for name in struct.__struct_fields__:
        numbers = [p for p in struct.allowed if name in (p.name, p.field)]
        for parameter in numbers:
            yield _number_of(struct, parameter, exchange, prefix)
        if not numbers:
            yield _flag_of(struct, name, exchange, prefix)


def _number_of(
    struct: Holder, parameter: Parameter, exchange: Callable[[Holder], object], prefix: str
) -> Field:
    return Field(
        prefix + parameter.name,
        label(parameter.name),
        Number(whole=parameter.whole),
        parameter.of(struct),
        lambda value: exchange(parameter.put(struct, value)),
        meaning(parameter),
    )


def _flag_of(struct: Holder, name: str, exchange: Callable[[Holder], object], prefix: str) -> Field:
    return Field(
        prefix + name,
        label(name),
        Flag(),
        getattr(struct, name),
        lambda value: exchange(structs.replace(struct, **{name: value})),
    )


def _entering(change: Change, name: str) -> Callable[[Any], object]:
    return lambda value: change(name, value)
