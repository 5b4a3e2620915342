"""Hypothesis strategies: random networks, batches and sessions, drawn from the engine's tables.

A new activation, loss, optimiser, schedule or initialiser is drawn here as soon as it stands in
its table.
"""

from __future__ import annotations

import inspect
import math
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

import backprop_gui as bg
from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.initializers import INITIALIZERS
from backprop_gui.engine.losses import LOSSES
from backprop_gui.engine.precision import FLOAT64, Precision
from backprop_gui.engine.program import parameters
from backprop_gui.engine.schedules import SCHEDULES

Draw = st.DrawFn
Matrix = NDArray[np.float64]

# Every optimiser that the package offers.
OPTIMIZERS = tuple(
    entry
    for entry in vars(bg).values()
    if inspect.isclass(entry)
    and issubclass(entry, msgspec.Struct)
    and "learning_rate" in entry.__struct_fields__
)


@dataclass(frozen=True)
class Case:
    """What a session is opened with."""

    network: bg.Network
    inputs: Matrix
    targets: Matrix
    settings: dict[str, Any] = field(default_factory=dict)

    def session(self, **changes: Any) -> bg.Session:
        """A fresh session."""
        settings = self.settings | changes
        return bg.Session(self.network, self.inputs, self.targets, **settings)

    def without(self, *names: str) -> Case:
        """The same without some settings."""
        kept = {name: value for name, value in self.settings.items() if name not in names}
        return replace(self, settings=kept)

    @property
    def precision(self) -> Precision:
        """How exactly it computes."""
        return self.settings.get("precision", FLOAT64)


def chosen(parameters: tuple[Parameter, ...]) -> st.SearchStrategy[dict[str, float]]:
    """Some of an entry's parameters, with values inside what is usual."""
    return st.fixed_dictionaries({}, optional={p.name: value_of(p) for p in parameters})


def value_of(parameter: Parameter) -> st.SearchStrategy[float]:
    """A value inside what is usual, never 0."""
    if parameter.whole:
        return st.integers(1, 4)
    high = 0.9 if 0.9 < parameter.maximum <= 1 else min(parameter.maximum, 2.0)
    return st.floats(0.01, high).map(lambda value: math.floor(100 * value) / 100)


@st.composite
def activations(draw: Draw, names: tuple[str, ...] = tuple(ACTIVATIONS)) -> bg.Activation:
    """An activation of the table, some of its parameters chosen."""
    name = draw(st.sampled_from(names))
    return bg.Activation(name, **draw(chosen(ACTIVATIONS[name].parameters)))


@st.composite
def losses(draw: Draw, names: tuple[str, ...] = tuple(LOSSES)) -> bg.Loss:
    """A loss of the table with any conventions, sometimes with a penalty."""
    name = draw(st.sampled_from(names))
    aggregate = st.sampled_from(("sum", "mean"))
    penalty = st.sampled_from((0.0, 0.0, 0.1))
    return bg.Loss(
        name,
        factor=draw(st.sampled_from((1.0, 0.5, 3.0))),
        over_outputs=draw(aggregate),
        over_batch=draw(aggregate),
        l1=draw(penalty),
        l2=draw(penalty),
        **draw(chosen(LOSSES[name].parameters)),
    )


@st.composite
def networks(draw: Draw, proper: bool = False) -> bg.Network:
    """Layers, skip connections, masks, biases on and off.

    `proper` networks give predictions that their loss is made for, and have no surrogates.
    """
    loss = draw(losses())
    depth = draw(st.integers(1, 3))
    layers = [draw(_layer(proper)) for _ in range(depth)]
    if proper and loss.entry.probabilities:
        last = draw(st.sampled_from(("sigmoid", "softmax")))
        layers[-1] = bg.Layer(layers[-1].units, last, layers[-1].bias)
    network = bg.Network(draw(st.integers(1, 3)), tuple(layers), loss, draw(_skips(depth)))
    masks = {str(c.weights): draw(_mask(network.shape(c))) for c in network.connections}
    kept = {name: mask for name, mask in masks.items() if mask is not None}
    return bg.Network(network.inputs, network.layers, loss, network.connections, kept)


@st.composite
def _layer(draw: Draw, proper: bool) -> bg.Layer:
    activation, units = draw(activations()), draw(st.integers(1, 3))
    surrogate = None
    if not (proper or activation.entry.per_layer) and draw(st.booleans()):
        surrogate = draw(activations(_ELEMENTWISE))
    unit_by_unit = st.lists(st.booleans(), min_size=units, max_size=units).map(tuple)
    bias = draw(st.booleans() | unit_by_unit)
    return bg.Layer(units, activation, bias, surrogate, draw(st.sampled_from((0.0, 0.0, 0.3))))


_ELEMENTWISE = tuple(name for name, entry in ACTIVATIONS.items() if not entry.per_layer)


def _skips(depth: int) -> st.SearchStrategy[tuple[bg.Connection, ...]]:
    pairs = [(a, b) for a in range(depth + 1) for b in range(a + 2, depth + 1)]
    if not pairs:
        return st.just(())
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=2)
    return some.map(lambda found: tuple(bg.Connection(a, b) for a, b in found))


def _mask(shape: tuple[int, int]) -> st.SearchStrategy[Any]:
    row = st.lists(st.sampled_from((1, 1, 0)), min_size=shape[1], max_size=shape[1])
    return st.none() | st.none() | st.lists(row, min_size=shape[0], max_size=shape[0])


@st.composite
def optimizers(draw: Draw) -> Any:
    """An optimiser that the package offers."""
    kind = draw(st.sampled_from(OPTIMIZERS))
    made = kind(learning_rate=draw(st.sampled_from((0.0, 0.01, 0.1, 1.0))))
    _, *others = kind.allowed
    values = draw(chosen(tuple(others)))
    for parameter in others:
        if parameter.name in values:
            made = parameter.put(made, values[parameter.name])
    return made


@st.composite
def schedules(draw: Draw) -> Any:
    """A schedule of the table, short enough to be seen in a few iterations."""
    kind = draw(st.sampled_from(SCHEDULES))
    whole, share = st.integers(1, 4), st.sampled_from((0.0, 0.5, 0.9))
    return kind(**{p.name: draw(whole if p.whole else share) for p in kind.allowed})


@st.composite
def initializers(draw: Draw) -> bg.Initializer:
    """An initialiser of the table, some of its parameters chosen."""
    name = draw(st.sampled_from(tuple(INITIALIZERS)))
    given = draw(chosen(INITIALIZERS[name].parameters))
    if "low" in given:
        given["low"] *= -1
    return bg.Initializer(name, **given)


def precisions() -> st.SearchStrategy[Precision]:
    """float64 mostly; float32; rounded as by hand."""
    rounded = st.builds(Precision, digits=st.integers(2, 6)) | st.builds(
        Precision, decimals=st.integers(1, 6)
    )
    return st.just(FLOAT64) | st.just(FLOAT64) | st.just(Precision("float32")) | rounded


_CLIPPING: tuple[dict[str, float], ...] = ({}, {}, {"clip_value": 0.1}, {"clip_norm": 0.5})


@st.composite
def cases(draw: Draw, proper: bool = False, samples: int = 4, exact: bool = False) -> Case:
    """A network with data, first parameters and all settings of a document.

    An `exact` one computes in float64, without rounding.
    """
    network = draw(networks(proper))
    count = draw(st.integers(1, samples))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32)))
    inputs = numbers.uniform(-2, 2, (count, network.inputs))
    targets = _targets(network.loss, numbers, (count, network.sizes[-1]))
    settings = draw(_first(network, numbers)) | {
        "optimizer": draw(optimizers()),
        "batch_size": draw(st.none() | st.integers(1, count)),
        "shuffle": draw(st.booleans()),
        "seed": draw(st.integers(0, 9)),
        "schedule": draw(st.none() | schedules()),
        **draw(st.sampled_from(_CLIPPING)),
        "standardize": draw(st.sampled_from((False, False, True))),
        "validation": draw(st.integers(0, count - 1)),
        "precision": FLOAT64 if exact else draw(precisions()),
    }
    return Case(network, inputs, targets, settings)


@st.composite
def _first(draw: Draw, network: bg.Network, numbers: np.random.Generator) -> dict[str, Any]:
    """First parameters: given, some of them tied, or from an initialiser; some frozen."""
    if draw(st.integers(0, 3)) == 0:
        frozen = draw(_frozen(network, []))
        return {"initializer": draw(initializers()), "frozen": frozen, "tied": []}
    given, groups = draw(_parameters(network, numbers))
    return {
        "weights": {name: value for name, value in given.items() if name[0] == "w"},
        "biases": {name: value for name, value in given.items() if name[0] == "b"},
        "tied": groups,
        "frozen": draw(_frozen(network, groups)),
    }


def _targets(loss: bg.Loss, numbers: np.random.Generator, shape: tuple[int, int]) -> Matrix:
    if loss.name == "hinge":
        return numbers.choice((-1.0, 1.0), shape)
    if loss.entry.probabilities or "cross_entropy" in loss.name:
        sharp = numbers.choice((0.0, 1.0), shape)
        return np.where(numbers.random() < 0.5, sharp, numbers.random(shape))
    return numbers.uniform(-2, 2, shape)


@st.composite
def _parameters(
    draw: Draw, network: bg.Network, numbers: np.random.Generator
) -> tuple[dict[str, Matrix], list[list[str]]]:
    specs = tuple(parameters(network))
    values = {str(spec.name): numbers.uniform(-1.5, 1.5, spec.shape) for spec in specs}
    names = [str(name) for spec in specs for name in spec.elements()]
    if len(names) < 2 or draw(st.booleans()):
        return values, []
    group = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))
    for name in group:
        spec = next(s for s in specs if s.covers(bg.Quantity.parse(name)))
        values[str(spec.name)][spec.place(bg.Quantity.parse(name))] = 0.25
    return values, [group]


@st.composite
def _frozen(draw: Draw, network: bg.Network, groups: list[list[str]]) -> list[str]:
    tied = {name for group in groups for name in group}
    specs = [s for s in parameters(network) if s.size]
    free = [str(n) for s in specs for n in s.elements() if str(n) not in tied]
    whole = [str(s.name) for s in specs if not tied & {str(n) for n in s.elements()}]
    if not free + whole or draw(st.booleans()):
        return []
    return draw(st.lists(st.sampled_from(free + whole), max_size=2, unique=True))
