"""Parameters that are named because they are frozen, or one with others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.errors import InvalidValue, listed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.given import Matrix, part

Specs = tuple[ArraySpec, ...]
Group = tuple[Quantity, ...]


def read_frozen(specs: Specs, names: Iterable[str]) -> Group:
    """Parameters and whole arrays of them. Raises InvalidPart."""
    with part("frozen"):
        fixed = tuple(map(Quantity.parse, names))
        _check_names(specs, fixed, whole=True)
    return fixed


def read_ties(specs: Specs, tied: Iterable[Iterable[str]], frozen: Group) -> tuple[Group, ...]:
    """Groups of parameters that are one. Raises InvalidPart."""
    with part("tied"):
        groups = tuple(tuple(map(Quantity.parse, group)) for group in tied)
        names = tuple(name for group in groups for name in group)
        _check_names(specs, names)
        if len(set(names)) < len(names):
            raise InvalidValue("A parameter stands in two ties; it may stand in one.")
        for group in groups:
            _check_tie(group, frozen)
    return groups


def share(specs: Specs, values: Sequence[Matrix], groups: Iterable[Group], given: bool) -> None:
    """Tied parameters start with one value: that of the first. Raises InvalidPart."""
    with part("tied"):
        for group in groups:
            _share(specs, values, group, given)


def is_among(name: Quantity, frozen: Group) -> bool:
    """Whether a weight or bias stands among these parameters and whole arrays of them."""
    array = Quantity(name.kind, name.indices[: 1 if name.kind == "b" else -2])
    return name in frozen or array in frozen


def _check_names(specs: Specs, names: Group, whole: bool = False) -> None:
    """Every name is an element of a parameter array, or, with `whole`, such an array."""
    for name in names:
        one = any(spec.covers(name) and spec.place(name) is not None for spec in specs)
        if not one and not (whole and any(name == spec.name for spec in specs)):
            kind = "a parameter" if whole else "one element of a parameter"
            raise InvalidValue(f"{name} is not {kind} of this network.")


def _check_tie(group: Group, frozen: Group) -> None:
    free = [name for name in group if not is_among(name, frozen)]
    if len(group) < 2:
        raise InvalidValue(f"A tie names {len(group)} parameters; at least 2 are allowed.")
    if free and len(free) < len(group):
        raise InvalidValue(
            f"{listed(group)} are tied, but {listed(free)} is not frozen with the rest; "
            "freeze all of them or none."
        )


def _share(specs: Specs, values: Sequence[Matrix], group: Group, given: bool) -> None:
    places = [
        (values[n], place)
        for name in group
        for n, spec in enumerate(specs)
        if spec.covers(name) and (place := spec.place(name)) is not None
    ]
    numbers = [float(array[place]) for array, place in places]
    if given and len(set(numbers)) > 1:
        raise InvalidValue(f"{listed(group)} are tied but have different values {listed(numbers)}.")
    for array, place in places:
        array[place] = numbers[0]
