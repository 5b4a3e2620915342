"""The layers: units, activation, surrogate derivative, biases, dropout, skip connections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from backprop_gui.engine.activations import ACTIVATIONS, Activation
from backprop_gui.engine.network import Layer
from backprop_gui.engine.operations.operation import Operation
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import restructuring
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Checks, Choice, Number, Numbers, Option, Pick
from backprop_gui.ui.panels.settings.of_table import options, parameter_fields
from backprop_gui.ui.panels.settings.section import Deed, Field

MOST_UNITS = 4096  # what one layer can have; two such layers hold 134 MB of weights
_SHOWN = ("s", "a", "r", "x", "dphi", "jac")
_ALL, _NONE, _SOME = "all", "none", "some"
_BIASES = (
    Option(_ALL, "every unit"),
    Option(_NONE, "no unit"),
    Option(_SOME, "some units"),
)
_OWN = Option(None, "that of the activation itself")


class LayersSection:
    """The layer `selected`, 0 the input, is the one whose choices are shown."""

    title = "Layers"

    def __init__(self) -> None:
        self.selected = 1

    def select(self, number: int) -> None:
        """Show another layer's choices."""
        self.selected = number

    def summary(self, session: Session) -> str:
        """The sizes."""
        return " – ".join(map(str, session.network.sizes))

    def fields(self, session: Session) -> list[Field]:
        """The list of layers, then the selected one's choices."""
        self.selected = min(self.selected, session.network.depth)
        sizes = Option(0, f"0 · input · {_units(session.network.inputs)}")
        rows = (sizes, *(Option(n, _words(n, session)) for n in _numbers(session)))
        found = [Field("layer", "Layer", Pick(rows), self.selected, self.select)]
        return found + (list(_LayerFields(session, self.selected)) if self.selected else [])

    def deeds(self, session: Session) -> list[Deed]:
        """Add and remove."""
        n = self.selected
        alone = session.network.depth == 1
        why = "the only layer has to stay" if alone else "the input has to stay" if n == 0 else ""
        return [
            Deed(
                "Add before",
                lambda: self.add(session, n - 1),
                f"Add a layer before layer {n}" if n else "Nothing can stand before the input",
                can=n > 0,
            ),
            Deed("Add after", lambda: self.add(session, n), f"Add a layer after layer {n}"),
            Deed(
                "Remove",
                lambda: restructuring.remove_layer(session, n),
                f"Remove layer {n}" + (f": {why}" if why else ""),
                can=not why,
            ),
        ]

    def add(self, session: Session, after: int) -> None:
        """Add a layer and select it."""
        restructuring.add_layer(session, after)
        self.selected = after + 1

    def is_hidden(self, session: Session) -> bool:
        """Whether the selected layer is neither the input nor the output."""
        return 0 < self.selected < session.network.depth

    def has_spare_unit(self, session: Session) -> bool:
        """Whether a unit can be taken from the selected layer."""
        return session.network.sizes[self.selected] > 1

    def operations(self, session: Session) -> Iterator[Operation]:
        """What the layer computes, and its local derivatives."""
        for operation in session.program.operations:
            name = operation.output.name
            if name.indices == (self.selected,) and name.kind in _SHOWN:
                yield operation

    def note(self, session: Session) -> str:
        """The convention at kinks."""
        if not self.selected:
            return ""
        layer = session.network.layers[self.selected - 1]
        return "" if layer.phi.entry.per_layer else layer.slope.convention


class _LayerFields:
    """The choices of one layer; each is entered as one change."""

    def __init__(self, session: Session, number: int) -> None:
        self._session, self._number = session, number
        self._layer = session.network.layers[number - 1]

    def __iter__(self) -> Iterator[Field]:
        yield Field(
            "units",
            "Units",
            Number(whole=True, largest=MOST_UNITS),
            self._layer.units,
            self._enter("units"),
            f"1 to {MOST_UNITS} are allowed",
        )
        yield from self._activation("activation", "Activation", self._layer.phi)
        if not self._layer.phi.entry.per_layer:
            yield from self._surrogate()
        yield from self._biases()
        yield Field(
            "dropout",
            "Dropout",
            Number(),
            self._layer.dropout,
            self._enter("dropout"),
            "the share of outputs that each iteration sets to 0; from 0 to below 1 is allowed",
        )
        if self._number > 1:
            yield self._skips()

    def _change(self, **choices: Any) -> None:
        restructuring.change_layer(self._session, self._number, **choices)

    def _enter(self, name: str) -> Any:
        return lambda value: self._change(**{name: value})

    def _activation(
        self,
        key: str,
        label: str,
        chosen: Activation | None,
        before: tuple[Option, ...] = (),
        meaning: str = "",
    ) -> Iterator[Field]:
        table = [e for e in ACTIVATIONS.values() if not (before and e.per_layer)]
        name = chosen.name if chosen else None
        yield Field(key, label, Choice((*before, *options(table))), name, self._enter(key), meaning)
        if chosen is not None:
            yield from parameter_fields(
                chosen.entry.parameters,
                chosen.settings,
                lambda name, value: self._change(**{key: replace(chosen, **{name: value})}),
                prefix=f"{key}.",
            )

    def _surrogate(self) -> Iterator[Field]:
        chosen = self._layer.slope if self._layer.derivative is not None else None
        meaning = "what stands in for φ′ in the backward phase (a surrogate derivative)"
        yield from self._activation("derivative", "Derivative", chosen, (_OWN,), meaning)

    def _biases(self) -> Iterator[Field]:
        bias = self._layer.bias
        now = _SOME if not isinstance(bias, bool) else _ALL if bias else _NONE
        meanings = {_ALL: True, _NONE: False, _SOME: self._layer.biases}
        yield Field(
            "bias",
            "Bias of",
            Choice(_BIASES),
            now,
            lambda chosen: self._change(bias=meanings[chosen]),
        )
        if now == _SOME:
            units = tuple(n for n, has in enumerate(self._layer.biases, 1) if has)
            yield Field(
                "biases",
                "Units with bias",
                Numbers(whole=True),
                units,
                self._enter_biases,
                f"numbers from 1 to {self._layer.units}, separated by spaces",
            )

    def _enter_biases(self, chosen: tuple[int, ...]) -> None:
        units = self._layer.units
        if wrong := [unit for unit in chosen if not 1 <= unit <= units]:
            raise InvalidValue(f"There is no unit {wrong[0]}; 1 to {units} are allowed.")
        self._change(bias=tuple(n in chosen for n in range(1, units + 1)))

    def _skips(self) -> Field:
        network, target = self._session.network, self._number
        rows = tuple(Option(n, f"layer {n}" if n else "layer 0 (input)") for n in range(target - 1))
        present = frozenset(c.source for c in network.into(target) if c.source < target - 1)
        return Field(
            "skips",
            "Also connected from",
            Checks(rows),
            present,
            lambda sources: restructuring.connect(self._session, target, sources),
            "skip connections from earlier layers",
        )


def _numbers(session: Session) -> range:
    return range(1, session.network.depth + 1)


def _words(number: int, session: Session) -> str:
    layer: Layer = session.network.layers[number - 1]
    parts = [str(number), _units(layer.units), layer.phi.entry.title]
    return " · ".join([*parts, "output"] if number == session.network.depth else parts)


def _units(count: int) -> str:
    return f"{count} unit{'s' if count > 1 else ''}"
