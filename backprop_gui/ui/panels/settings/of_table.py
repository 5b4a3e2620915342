"""Fields made from the engine's tables, so that a new entry appears by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Any, Protocol, get_args, get_origin

import msgspec

from backprop_gui.engine.choices import Parameter
from backprop_gui.ui.panels.settings.kinds import Flag, Kind, Number, Numbers, Option
from backprop_gui.ui.panels.settings.section import Field

Change = Callable[[str, Any], object]
_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")
# What the letters of the books are called here; other names are written as they are.
_LABELS = {
    "at_kink": "Slope at the kink",
    "betas": "β₁ and β₂",
    "eps": "ε",
    "alpha": "α",
    "rho": "ρ",
    "delta": "δ",
    "learning_rate": "Learning rate η",
    "maximize": "Maximise the loss",
    "l1": "L1 penalty",
    "l2": "L2 penalty",
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
    allowed = f"{parameter.minimum:g} to {parameter.maximum:g} is allowed"
    return f"{parameter.meaning}; {allowed}" if parameter.meaning else allowed


def struct_fields(
    struct: msgspec.Struct,
    change: Change,
    parameters: Sequence[Parameter] = (),
    prefix: str = "",
) -> Iterator[Field]:
    """A field for each keyword argument of an optimiser or a schedule."""
    allowed = {parameter.name: meaning(parameter) for parameter in parameters}
    for field in msgspec.structs.fields(type(struct)):
        yield Field(
            prefix + field.name,
            label(field.name),
            kind_of(field.type),
            getattr(struct, field.name),
            _entering(change, field.name),
            allowed.get(field.name, ""),
        )


def kind_of(annotation: Any) -> Kind:
    """How values of a type are entered."""
    if annotation is bool:
        return Flag()
    if get_origin(annotation) is tuple:
        return Numbers(len(get_args(annotation)))
    given = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    return Number(whole=int in given, optional=type(None) in given)


def _entering(change: Change, name: str) -> Callable[[Any], object]:
    return lambda value: change(name, value)
