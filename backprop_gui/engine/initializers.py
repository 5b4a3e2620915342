"""The first values of the parameters. A new initialiser is one entry of `_TABLE`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.choices import Parameter, is_one_of, settings
from backprop_gui.engine.chosen import Chosen
from backprop_gui.errors import InvalidValue, quoted

Values = NDArray[np.float64]
Draw = Callable[[np.random.Generator, tuple[int, int], dict[str, float]], Values]


@dataclass(frozen=True)
class InitializerEntry:
    """Draws a weight matrix of shape (fan in, fan out); `law` says how, in words."""

    name: str
    title: str
    law: str
    draw: Draw
    parameters: tuple[Parameter, ...] = ()


def _uniform(bound: Callable[[int, int], float]) -> Draw:
    def draw(random: np.random.Generator, shape: tuple[int, int], p: dict[str, float]) -> Values:
        edge = p.get("gain", 1.0) * bound(*shape)
        return random.uniform(-edge, edge, shape)

    return draw


def _normal(deviation: Callable[[int, int], float]) -> Draw:
    def draw(random: np.random.Generator, shape: tuple[int, int], p: dict[str, float]) -> Values:
        return random.normal(0.0, p.get("gain", 1.0) * deviation(*shape), shape)

    return draw


def _orthogonal(random: np.random.Generator, shape: tuple[int, int], p: dict[str, float]) -> Values:
    """Q of a normal matrix, with the signs that make it uniformly distributed."""
    q, r = np.linalg.qr(random.normal(size=(max(shape), min(shape))))
    q = q * np.sign(np.where(np.diag(r) == 0, 1.0, np.diag(r)))
    return p["gain"] * (q if shape[0] >= shape[1] else q.T)


_GAIN = (Parameter("gain", 1.0, -1e300, 1e300, "multiplies the values"),)

_TABLE = (
    InitializerEntry("zeros", "zeros", "w = 0", lambda random, shape, p: np.zeros(shape)),
    InitializerEntry(
        "constant",
        "constant",
        "w = value",
        lambda random, shape, p: np.full(shape, p["value"]),
        (Parameter("value", 1.0, -1e300, 1e300),),
    ),
    InitializerEntry(
        "uniform",
        "uniform",
        "w uniform from low to high",
        lambda random, shape, p: random.uniform(p["low"], p["high"], shape),
        (Parameter("low", -0.5, -1e300, 1e300), Parameter("high", 0.5, -1e300, 1e300)),
    ),
    InitializerEntry(
        "normal",
        "normal",
        "w normal with this mean and standard deviation",
        lambda random, shape, p: random.normal(p["mean"], p["deviation"], shape),
        (Parameter("mean", 0.0, -1e300, 1e300), Parameter("deviation", 0.1, 0.0, 1e300)),
    ),
    # Glorot, Bengio, AISTATS 2010, equation 16.
    InitializerEntry(
        "glorot_uniform",
        "Glorot uniform",
        "w uniform in ± gain · √(6 / (fan in + fan out))",
        _uniform(lambda i, o: np.sqrt(6 / (i + o))),
        _GAIN,
    ),
    InitializerEntry(
        "glorot_normal",
        "Glorot normal",
        "w normal, standard deviation gain · √(2 / (fan in + fan out))",
        _normal(lambda i, o: np.sqrt(2 / (i + o))),
        _GAIN,
    ),
    # He, Zhang, Ren, Sun, ICCV 2015, equation 10.
    InitializerEntry(
        "he_uniform",
        "He uniform",
        "w uniform in ± gain · √(6 / fan in)",
        _uniform(lambda i, o: np.sqrt(6 / i)),
        _GAIN,
    ),
    InitializerEntry(
        "he_normal",
        "He normal",
        "w normal, standard deviation gain · √(2 / fan in)",
        _normal(lambda i, o: np.sqrt(2 / i)),
        _GAIN,
    ),
    # LeCun, Bottou, Orr, Müller, Efficient backprop, 1998, equation 16.
    InitializerEntry(
        "lecun_uniform",
        "LeCun uniform",
        "w uniform in ± gain · √(3 / fan in)",
        _uniform(lambda i, o: np.sqrt(3 / i)),
        _GAIN,
    ),
    InitializerEntry(
        "lecun_normal",
        "LeCun normal",
        "w normal, standard deviation gain · √(1 / fan in)",
        _normal(lambda i, o: np.sqrt(1 / i)),
        _GAIN,
    ),
    # Saxe, McClelland, Ganguli, ICLR 2014.
    InitializerEntry(
        "orthogonal",
        "orthogonal",
        "gain · Q, with QᵀQ = 1, uniformly distributed",
        _orthogonal,
        _GAIN,
    ),
)

INITIALIZERS = {entry.name: entry for entry in _TABLE}


class Initializer(Chosen, frozen=True, omit_defaults=True):
    """A choice from the table; None leaves a parameter at its default. Raises InvalidValue."""

    name: str = "glorot_uniform"
    value: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    deviation: float | None = None
    gain: float | None = None

    def __post_init__(self) -> None:
        if not is_one_of(self.name, INITIALIZERS):
            raise InvalidValue(
                f"There is no initialiser {quoted(self.name)}; allowed are "
                f"{', '.join(INITIALIZERS)}."
            )
        found = self.settings
        if found.get("low", 0.0) > found.get("high", 0.0):
            raise InvalidValue(f"low is {found['low']:g}; at most high, {found['high']:g}.")

    @property
    def settings(self) -> dict[str, float]:
        """The values of the entry's parameters."""
        entry = INITIALIZERS[self.name]
        given = msgspec.structs.asdict(self)
        del given["name"]
        return settings(entry.title, entry.parameters, given)

    def draw(self, random: np.random.Generator, shape: tuple[int, int]) -> Values:
        """A weight matrix of shape (fan in, fan out)."""
        return INITIALIZERS[self.name].draw(random, shape, self.settings)


def initial(
    specs: tuple[ArraySpec, ...], seed: int, initializer: Initializer | None = None
) -> list[Values]:
    """First values of the parameter arrays: weights from the initialiser, biases 0.

    Each array draws from a generator of its own, so that changing one layer's size leaves the
    others' values as they were.
    """
    chosen = initializer or Initializer()
    return [_first(spec, seed, chosen) for spec in specs]


def _first(spec: ArraySpec, seed: int, chosen: Initializer) -> Values:
    if spec.name.kind != "w":
        return np.zeros(spec.shape)
    random = np.random.default_rng((seed, ord(spec.name.kind), *spec.name.indices))
    drawn = chosen.draw(random, (spec.shape[0], spec.shape[1]))
    return drawn if spec.present is None else np.where(spec.present, drawn, 0.0)
