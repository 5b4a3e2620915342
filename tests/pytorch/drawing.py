"""Draws configurations and their data at random; needs neither the package nor PyTorch.

The names are those of `bg`'s tables. Configuration n is given loss n mod 9, optimiser n mod 7 and
activation (n div 9) mod 15, so that 315 hold every pair of a loss with an optimiser and of a loss
with an activation; all else is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.pytorch.configuration import Choice, Configuration, Layer, Numbers, Settings

Random = np.random.Generator
Draw = Callable[[Random], Any]


def number(low: float, high: float) -> Draw:
    """A number of few digits, so that a configuration can be read."""
    return lambda random: float(f"{random.uniform(low, high):.2g}")


def one_of(*values: Any) -> Draw:
    """One of some values."""
    return lambda random: values[random.integers(len(values))]


def _betas(random: Random) -> tuple[float, float]:
    return number(0.3, 0.95)(random), number(0.5, 0.999)(random)


_YES = one_of(True)
_DECAY = {"weight_decay": number(0.01, 0.3)}
_COMMON: dict[str, Draw] = _DECAY | {"maximize": _YES}
_ADAM: dict[str, Draw] = _COMMON | {"betas": _betas, "eps": one_of(1e-8, 1e-6, 1e-3)}

ACTIVATIONS: dict[str, dict[str, Draw]] = {
    "identity": {},
    "relu": {},
    "leaky_relu": {"slope": number(0.05, 0.5)},
    "elu": {"alpha": number(0.3, 2.0)},
    "selu": {},
    "sigmoid": {},
    "hard_sigmoid": {},
    "tanh": {},
    "softplus": {},
    "softsign": {},
    "gelu": {},
    "gelu_tanh": {},
    "silu": {},
    "step": {},
    "softmax": {},
}
LOSSES: dict[str, dict[str, Draw]] = {
    "squared_error": {},
    "absolute_error": {},
    "huber": {"delta": number(0.2, 2.0)},
    "binary_cross_entropy": {"clip": number(0.01, 0.2)},
    "binary_cross_entropy_with_logits": {},
    "categorical_cross_entropy": {"clip": number(0.01, 0.2)},
    "categorical_cross_entropy_with_logits": {},
    "hinge": {},
    "kl_divergence": {"clip": number(0.01, 0.2)},
}
OPTIMIZERS: dict[str, dict[str, Draw]] = {
    "SGD": _COMMON
    | {"momentum": number(0.3, 0.95), "dampening": number(0.1, 0.6), "nesterov": _YES},
    "Adagrad": _COMMON
    | {
        "lr_decay": number(0.01, 0.5),
        "initial_accumulator_value": number(0.01, 1.0),
        "eps": one_of(1e-10, 1e-8, 1e-3),
    },
    "RMSprop": _COMMON
    | {
        "alpha": number(0.5, 0.99),
        "eps": one_of(1e-8, 1e-6, 1e-3),
        "momentum": number(0.3, 0.9),
        "centered": _YES,
    },
    "Adadelta": _COMMON | {"rho": number(0.5, 0.95), "eps": one_of(1e-6, 1e-3)},
    "Adam": _ADAM | {"amsgrad": _YES},
    "AdamW": _ADAM | {"amsgrad": _YES},
    "NAdam": _ADAM | {"momentum_decay": number(0.001, 0.1), "decoupled_weight_decay": _YES},
}
SCHEDULES: dict[str, dict[str, Draw]] = {
    "StepDecay": {"every": one_of(1, 2, 3), "factor": number(0.1, 0.9)},
    "ExponentialDecay": {"factor": number(0.5, 0.99)},
    "CosineDecay": {"period": one_of(2, 3, 8), "minimum": one_of(0.0, 0.001)},
    "WarmUp": {"iterations": one_of(2, 4, 10)},
}

_PROBABILITIES = ("binary_cross_entropy", "categorical_cross_entropy", "kl_divergence")


def configuration(n: int, random: Random) -> Configuration:
    """Configuration n."""
    loss = _loss(list(LOSSES)[n % len(LOSSES)], random)
    layers = _layers(list(ACTIVATIONS)[n // len(LOSSES) % len(ACTIVATIONS)], loss, random)
    optimizer = _optimizer(list(OPTIMIZERS)[n % len(OPTIMIZERS)], random)
    inputs, samples = int(random.integers(1, 7)), int(random.integers(1, 9))
    clipping = {one_of("clip_value", "clip_norm")(random): number(0.02, 0.8)(random)}
    skips = [(a, b) for b in range(2, len(layers) + 1) for a in range(b - 1)]
    return Configuration(
        inputs,
        layers,
        loss,
        optimizer,
        samples,
        batch_size=int(random.integers(1, samples + 1)),
        schedule=_schedule(random),
        skip=one_of(*skips)(random) if skips and random.random() < 0.3 else None,
        masks=_mask(inputs, layers[0].units, random),
        **(clipping if random.random() < 0.4 else {}),
    )


def numbers(chosen: Configuration, random: Random) -> Numbers:
    """Inputs, targets and the first parameters."""
    rows = chosen.samples
    found = {"x[0]": random.uniform(-2, 2, (rows, chosen.inputs)), "y": _targets(chosen, random)}
    for name, shape in chosen.parameters.items():
        found[name] = random.uniform(-1.2, 1.2, shape) * np.array(chosen.masks.get(name, 1.0))
    return found


def _choice(name: str, table: dict[str, dict[str, Draw]], random: Random, share: float) -> Choice:
    """An entry with some of its settings."""
    drawn = {key: draw(random) for key, draw in table[name].items() if random.random() < share}
    return Choice(name, drawn)


def _loss(name: str, random: Random) -> Choice:
    aggregate = one_of("sum", "mean")
    settings: Settings = {
        "factor": one_of(1.0, 0.5)(random),
        "over_outputs": aggregate(random),
        "over_batch": aggregate(random),
    }
    for penalty in ("l1", "l2"):
        if random.random() < 0.2:
            settings[penalty] = number(0.01, 0.3)(random)
    return Choice(name, settings | _choice(name, LOSSES, random, 0.3).settings)


def _layers(activation: str, loss: Choice, random: Random) -> tuple[Layer, ...]:
    """The given activation stands in one of them; a loss on probabilities, unless it clips them,
    gets an output layer of probabilities. A softmax of one unit is 1: its cross-entropy is inf.
    """
    last, smallest = [], 1
    if loss.name in _PROBABILITIES and "clip" not in loss.settings:
        last, smallest = [one_of("sigmoid", "softmax")(random)], 2
    others = random.integers(3 - len(last))
    names = [activation, *(one_of(*ACTIVATIONS)(random) for _ in range(others))]
    random.shuffle(names)
    names += last
    return tuple(
        Layer(
            int(random.integers(smallest, 7)),
            _choice(name, ACTIVATIONS, random, 0.6),
            bool(random.random() < 0.75),
        )
        for name in names
    )


def _optimizer(name: str, random: Random) -> Choice:
    settings = _choice(name, OPTIMIZERS, random, 0.4).settings
    if name == "SGD" and settings.get("nesterov"):
        settings = settings | {"momentum": settings.get("momentum", 0.9)}
        settings.pop("dampening", None)
    rate: Settings = {"learning_rate": number(0.005, 0.3)(random)}
    return Choice(name, (rate if random.random() < 0.85 else {}) | settings)


def _schedule(random: Random) -> Choice | None:
    if random.random() < 0.5:
        return None
    return _choice(one_of(*SCHEDULES)(random), SCHEDULES, random, 1.0)


def _mask(rows: int, columns: int, random: Random) -> dict[str, tuple[tuple[int, ...], ...]]:
    """Sometimes a mask of the first matrix, with at least one edge left."""
    if rows * columns == 1 or random.random() < 0.75:
        return {}
    mask = random.random((rows, columns)) < 0.7
    mask[0, 0] = True
    return {"w[1]": tuple(tuple(map(int, row)) for row in mask)}


def _targets(chosen: Configuration, random: Random) -> Any:
    shape = (chosen.samples, chosen.sizes[-1])
    if chosen.loss.name == "hinge":
        return random.choice((-1.0, 1.0), shape)
    if chosen.loss.name in ("squared_error", "absolute_error", "huber"):
        return random.uniform(-2, 2, shape)
    kind = one_of("classes", "shares", "any", "0 or 1")(random)
    if kind == "classes":
        return np.eye(shape[1])[random.integers(shape[1], size=shape[0])]
    if kind == "shares":
        return random.dirichlet(np.ones(shape[1]), shape[0])
    return random.random(shape) if kind == "any" else random.choice((0.0, 1.0), shape)
