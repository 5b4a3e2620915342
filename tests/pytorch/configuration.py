"""What is compared with PyTorch: configurations and their numbers, in one compressed file.

The file holds the configurations as JSON and all their numbers in a row as float64, in the order
of `layout`. This module needs neither the package nor PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = Mapping[str, NDArray[np.float64]]
Shape = tuple[int, ...]
Settings = dict[str, float | bool | str | tuple[float, float]]

FILE = Path(__file__).with_name("reference.npz")
ITERATIONS = 5


class Choice(msgspec.Struct, frozen=True):
    """An entry of a table by its name, with its settings."""

    name: str
    settings: Settings = {}

    def __str__(self) -> str:
        """As one would write the call."""
        return f"{self.name}({', '.join(f'{k}={v}' for k, v in self.settings.items())})"


class Layer(msgspec.Struct, frozen=True):
    """A computing layer."""

    units: int
    activation: Choice
    bias: bool


class Configuration(msgspec.Struct, frozen=True):
    """Everything but numbers. `skip` joins two layers that do not follow each other; `masks` are
    by matrix name, with 0 where an edge is removed. Batches are taken in the given order.
    """

    inputs: int
    layers: tuple[Layer, ...]
    loss: Choice
    optimizer: Choice
    samples: int
    batch_size: int
    schedule: Choice | None = None
    clip_value: float | None = None
    clip_norm: float | None = None
    skip: tuple[int, int] | None = None
    masks: dict[str, tuple[tuple[int, ...], ...]] = {}

    def __str__(self) -> str:
        """Enough to see at a failure what it is about."""
        layers = " ".join(f"{layer.units}:{layer.activation}" for layer in self.layers)
        parts = [f"{self.inputs} {layers}", self.loss, self.optimizer, self.schedule]
        return " | ".join(str(part) for part in parts if part)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer, the input first."""
        return (self.inputs, *(layer.units for layer in self.layers))

    @property
    def parameters(self) -> dict[str, Shape]:
        """The shapes of `w[1]`, `b[1]`, …; of weights (units before, units)."""
        shapes: dict[str, Shape] = {}
        for n, layer in enumerate(self.layers, start=1):
            shapes[f"w[{n}]"] = (self.sizes[n - 1], layer.units)
            if layer.bias:
                shapes[f"b[{n}]"] = (layer.units,)
        if self.skip:
            source, target = self.skip
            shapes[f"w[{source},{target}]"] = (self.sizes[source], self.sizes[target])
        return shapes


def layout(configuration: Configuration) -> Iterator[tuple[str, Shape]]:
    """The arrays of a configuration in the order of the file; `3 dw[1]` is of iteration 3."""
    sizes, parameters = configuration.sizes, configuration.parameters
    yield "x[0]", (configuration.samples, sizes[0])
    yield "y", (configuration.samples, sizes[-1])
    yield from parameters.items()
    for iteration in range(1, ITERATIONS + 1):
        yield f"{iteration} loss", ()
        for name, shape in parameters.items():
            yield f"{iteration} d{name}", shape
            yield f"{iteration} {new(name)}", shape


def new(name: str) -> str:
    """`w_new[1]` for `w[1]`."""
    return name.replace("[", "_new[")


def write(cases: list[tuple[Configuration, Numbers]]) -> None:
    """Write the file."""
    flat = [np.ravel(numbers[name]) for c, numbers in cases for name, _ in layout(c)]
    settings = msgspec.json.encode([configuration for configuration, _ in cases])
    np.savez_compressed(
        FILE, configurations=np.frombuffer(settings, np.uint8), numbers=np.concatenate(flat)
    )


def read() -> list[tuple[Configuration, Numbers]]:
    """Read the file."""
    with np.load(FILE) as file:
        settings, numbers = file["configurations"].tobytes(), file["numbers"]
    configurations = msgspec.json.decode(settings, type=list[Configuration])
    taken, cases = 0, []
    for configuration in configurations:
        found = {}
        for name, shape in layout(configuration):
            size = int(np.prod(shape))
            found[name] = numbers[taken : taken + size].reshape(shape)
            taken += size
        cases.append((configuration, found))
    if taken != numbers.size:
        raise ValueError(f"{FILE.name} holds {numbers.size} numbers; {taken} are told of.")
    return cases
