"""The base of all that a person chooses by keyword arguments: layers, losses, optimisers, …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, StructMeta, structs

from backprop_gui.errors import InvalidValue


class _Telling(StructMeta):
    """Says what is allowed where arguments are wrong; msgspec's structs take no __init__."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        try:
            return super().__call__(*given, **named)
        except TypeError:
            if problem := _problem(self, given, named):
                raise InvalidValue(problem) from None
            raise


class Chosen(Struct, metaclass=_Telling, frozen=True, forbid_unknown_fields=True):
    """Raises InvalidValue for unknown, missing and further arguments, and for one given twice."""


def _problem(cls: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> str:
    """What is wrong with the arguments; "" where nothing is."""
    names, placed = cls.__struct_fields__, cls.__match_args__
    by_place = placed[: len(given)]
    needed = (field.name for field in structs.fields(cls) if field.required)
    problems = (
        ("takes no", [name for name in named if name not in names]),
        ("needs", [name for name in needed if name not in (*by_place, *named)]),
        ("is given twice:", [name for name in by_place if name in named]),
        ("takes no further", [repr(value) for value in given[len(placed) :]]),
    )
    for what, found in problems:
        if found:
            allowed = ", ".join(names)
            return f"{cls.__name__} {what} {', '.join(found)}; allowed: {allowed}."
    return ""
