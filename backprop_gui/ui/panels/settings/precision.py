"""How exactly numbers are computed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from backprop_gui.engine.operations.operation import Operation
from backprop_gui.engine.precision import Precision
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Choice, Number, Option
from backprop_gui.ui.panels.settings.section import Deed, Field

_FORMATS = (Option("float64", "float64"), Option("float32", "float32"))
_EXACT, _FIRST_DIGITS = "exact", 4
_ROUNDINGS = (
    Option(_EXACT, "off"),
    Option("digits", "to significant digits"),
    Option("decimals", "to decimals"),
)


class PrecisionSection:
    title = "Precision"

    def summary(self, session: Session) -> str:
        """The format, and how elements are rounded."""
        precision = session.document.precision
        return " · ".join(filter(None, (precision.format, precision.note)))

    def fields(self, session: Session) -> list[Field]:
        """The format, and rounding."""
        return list(_fields(session))

    def deeds(self, session: Session) -> tuple[Deed, ...]:
        """None."""
        return ()

    def operations(self, session: Session) -> tuple[Operation, ...]:
        """None of its own."""
        return ()

    def note(self, session: Session) -> str:
        """What happens to every element."""
        return session.document.precision.note


def _fields(session: Session) -> Iterator[Field]:
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
