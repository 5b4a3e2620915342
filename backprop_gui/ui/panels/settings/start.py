"""The parameters: their first values, which are frozen, which are tied."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from backprop_gui.engine.initializers import INITIALIZERS, Initializer
from backprop_gui.engine.operations.operation import Operation
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Choice, Number, Text
from backprop_gui.ui.panels.settings.of_table import options, parameter_fields
from backprop_gui.ui.panels.settings.section import Deed, Field


class StartSection:
    """The initialiser is only chosen here; its button draws the numbers, as one edit."""

    title = "Parameters"

    def __init__(self) -> None:
        self._initializer = Initializer()
        self._seed: int | None = None

    def summary(self, session: Session) -> str:
        """What holds still."""
        document = session.document
        return f"{len(document.frozen)} frozen · {len(document.tied)} tied"

    def fields(self, session: Session) -> list[Field]:
        """Initialiser and seed; frozen and tied parameters."""
        chosen, document = self._initializer, session.document
        return [
            Field(
                "initializer",
                "Initialiser",
                Choice(options(INITIALIZERS.values())),
                chosen.name,
                lambda name: self._choose(Initializer(name)),
            ),
            *parameter_fields(
                INITIALIZERS[chosen.name].parameters, chosen.settings, self._set_parameter
            ),
            Field(
                "seed",
                "Seed",
                Number(whole=True),
                self._seed_for(session),
                self._set_seed,
                "of these numbers alone, not of the order of samples and of dropout",
            ),
            Field(
                "frozen",
                "Frozen",
                Text(_names, _written, "b[1]  w[1,2,1]"),
                document.frozen,
                lambda names: session.change(frozen=names),
                "parameters that keep their values, separated by spaces: b[1] w[1,2,1]",
            ),
            Field(
                "tied",
                "Tied",
                Text(_groups, _written_groups, "b[1,1] = b[1,2]"),
                document.tied,
                lambda groups: session.change(tied=groups),
                "parameters that are one: b[1,1] = b[1,2]; b[2,1] = b[2,2]",
            ),
        ]

    def deeds(self, session: Session) -> list[Deed]:
        """Draw the numbers."""
        return [
            Deed(
                "Initialise",
                lambda: session.change(
                    initializer=self._initializer, initializer_seed=self._seed_for(session)
                ),
                "Draw all weights anew, set all biases to 0, and begin at the start",
            )
        ]

    def operations(self, session: Session) -> tuple[Operation, ...]:
        """None: the numbers are drawn before the program begins."""
        return ()

    def note(self, session: Session) -> str:
        """The law that the weights are drawn from."""
        return INITIALIZERS[self._initializer.name].law

    def _seed_for(self, session: Session) -> int:
        return session.document.seed if self._seed is None else self._seed

    def _choose(self, initializer: Initializer) -> None:
        self._initializer = initializer

    def _set_parameter(self, name: str, value: Any) -> None:
        self._choose(replace(self._initializer, **{name: value}))

    def _set_seed(self, seed: int) -> None:
        if seed < 0:
            raise InvalidValue(f"The seed is {seed}; a whole number of at least 0 is allowed.")
        self._seed = seed


def _names(text: str) -> list[str]:
    return [str(Quantity.parse(name)) for name in text.replace(";", " ").split()]


def _written(names: tuple[Quantity, ...]) -> str:
    return "  ".join(map(str, names))


def _groups(text: str) -> list[list[str]]:
    groups = (group.split("=") for group in text.split(";") if group.strip())
    return [[str(Quantity.parse(name.strip())) for name in group] for group in groups]


def _written_groups(groups: tuple[tuple[Quantity, ...], ...]) -> str:
    return "; ".join(" = ".join(map(str, group)) for group in groups)
