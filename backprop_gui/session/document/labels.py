"""Names that a person gives to layers and units, beside their numbers; they change no number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backprop_gui.engine.choices import check_type
from backprop_gui.engine.network import Network
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.texts import check_line

LONGEST = 40
"""Characters that a name may have."""

Labels = tuple[tuple[Quantity, str], ...]
"""`x[1]` names layer 1, 0 the input; `x[1,2]` unit 2 of it. Sorted; none is empty."""


def read(network: Network, given: Mapping[str, str]) -> Labels:
    """Check names; an empty one is left out. Raises InvalidValue."""
    check_type(given, "What is given as labels", dict)
    found = {}
    for name, text in given.items():
        quantity = Quantity.parse(name)
        if not _exists(network, quantity):
            raise InvalidValue(f"{name} is no layer or unit; x[1] is layer 1, x[1,2] its unit 2.")
        if plain := _plain(name, text):
            found[quantity] = plain
    return tuple(sorted(found.items()))


def written(labels: Labels) -> dict[str, str]:
    """As `read` takes them."""
    return {str(name): text for name, text in labels}


def kept(network: Network, labels: Labels) -> Labels:
    """Those of layers and units that are in a network."""
    return tuple((name, text) for name, text in labels if _exists(network, name))


def shortened(text: str) -> str:
    """What of a text from elsewhere can be a name: one line, of signs that can be seen."""
    seen = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return seen[:LONGEST].strip()


def of(labels: Labels, layer: int, unit: int | None = None) -> str:
    """The name of a layer, or of a unit in it; "" where it has none."""
    wanted = Quantity("x", (layer,) if unit is None else (layer, unit))
    return next((text for name, text in labels if name == wanted), "")


def with_units(labels: Labels) -> frozenset[int]:
    """The layers in which a unit has a name."""
    return frozenset(name.indices[0] for name, _ in labels if len(name.indices) > 1)


def told(labels: Labels, text: str) -> str:
    """A text in which a layer stands, "layer 1", with the name that it has: layer 1 “hidden”."""

    def with_name(found: re.Match[str]) -> str:
        name = of(labels, int(found.group(1)))
        return f"{found.group()} “{name}”" if name else found.group()

    return re.sub(r"\blayer ([0-9]+)\b", with_name, text, flags=re.IGNORECASE) if labels else text


def _exists(network: Network, name: Quantity) -> bool:
    if name.kind != "x" or not 1 <= len(name.indices) <= 2 or name.indices[0] > network.depth:
        return False
    layer, *unit = name.indices
    return not unit or 1 <= unit[0] <= network.sizes[layer]


def _plain(name: str, text: str) -> str:
    """Without spaces around; "" for what is empty."""
    check_type(text, f"The name of {name}", str)
    if text.strip():
        check_line(text.strip(), f"The name of {name}", LONGEST)
    return text.strip()
