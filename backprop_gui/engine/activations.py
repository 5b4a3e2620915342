"""The activation functions: each φ with its derivative φ′, once, as formulas.

A new activation is one entry of `_TABLE`. Derivatives are written as textbooks do, through the
output x = φ(s) where that is shorter (Goodfellow, Bengio, Courville, Deep Learning, 2016,
sections 3.10 and 6.3). At a kink the convention is PyTorch's unless `at_kink` chooses another.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backprop_gui.engine.choices import Parameter, is_one_of, settings
from backprop_gui.engine.chosen import Chosen
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.expression import (
    Branch,
    Cases,
    Comparison,
    Expression,
    Number,
    call,
    expression,
)

Settings = Mapping[str, float]


@dataclass(frozen=True)
class ActivationEntry:
    """φ(s) and φ′(s) as formulas; `derivative` is given s and the output x.

    `kinks` are the s at which φ has no derivative; `at_kink`, if a parameter, is the value of φ′
    there. `per_layer` says that an output depends on all weighted sums of its layer.
    """

    name: str
    title: str
    formula: Callable[[Expression, Settings], Expression]
    derivative: Callable[[Expression, Expression, Settings], Expression]
    parameters: tuple[Parameter, ...] = ()
    kinks: tuple[float, ...] = ()
    per_layer: bool = False

    def convention(self, chosen: Settings) -> str:
        """The value at kinks, in a few words."""
        places = ", ".join(format(kink, "g").replace("-", "−") for kink in self.kinks)
        return f"φ′({places}) = {chosen['at_kink']:g}" if self.kinks else ""


def _piecewise(
    s: Expression, above: Expression, below: Expression, at: float, left: float
) -> Expression:
    """`above` for s > 0, `below` for s < 0; at 0 the convention, left out where it is `below`'s."""
    zero = Number(0.0)
    positive = Branch(above, Comparison(s, ">", zero))
    if at == left:
        return Cases((positive,), below)
    return Cases((positive, Branch(below, Comparison(s, "<", zero))), Number(at))


def _inside(s: Expression, bound: float, value: float, at: float) -> Expression:
    """`value` for |s| < bound, 0 for |s| > bound, `at` for |s| = bound."""
    size = call("abs", s)
    inside = Branch(Number(value), Comparison(size, "<", Number(bound)))
    if at == 0:
        return Cases((inside,), Number(0.0))
    edge = Branch(Number(at), Comparison(size, "==", Number(bound)))
    return Cases((inside, edge), Number(0.0))


def _elu(s: Expression, alpha: float) -> Expression:
    return Cases((Branch(s, Comparison(s, ">", Number(0.0))),), Number(alpha) * call("expm1", s))


def _elu_slope(s: Expression, alpha: float, at: float) -> Expression:
    return _piecewise(s, Number(1.0), Number(alpha) * call("exp", s), at, alpha)


# Klambauer et al., Self-normalizing neural networks, NeurIPS 2017, equation 14.
_SELU_ALPHA, _SELU_SCALE = 1.6732632423543772, 1.0507009873554805
_TANH_SLOPE, _TANH_CUBE = math.sqrt(2 / math.pi), 0.044715


def _gaussian_share(s: Expression) -> Expression:
    """Φ(s), the share of a normal distribution below s."""
    return expression(0.5) * (1 + call("erf", s / call("sqrt", 2)))


def _gelu_tanh(s: Expression) -> Expression:
    return call("tanh", _TANH_SLOPE * (s + _TANH_CUBE * s**3))


def _gelu_tanh_slope(s: Expression) -> Expression:
    t = _gelu_tanh(s)
    inner = _TANH_SLOPE * (1 + 3 * _TANH_CUBE * s**2)
    return 0.5 * (1 + t) + 0.5 * s * (1 - t**2) * inner


def _kink(default: float, meaning: str = "the derivative at the kink") -> Parameter:
    return Parameter("at_kink", default, -1e6, 1e6, meaning)


_TABLE = (
    ActivationEntry("identity", "identity", lambda s, _: s, lambda s, x, _: Number(1.0)),
    ActivationEntry(
        "relu",
        "ReLU",
        lambda s, _: call("max", 0, s),
        lambda s, x, p: call("step", s, p["at_kink"]),
        (_kink(0.0),),
        kinks=(0.0,),
    ),
    # Maas, Hannun, Ng, Rectifier nonlinearities improve neural network acoustic models, 2013.
    ActivationEntry(
        "leaky_relu",
        "leaky ReLU",
        lambda s, p: _piecewise(s, s, p["slope"] * s, 0.0, 0.0),
        lambda s, x, p: _piecewise(s, Number(1.0), Number(p["slope"]), p["at_kink"], p["slope"]),
        (Parameter("slope", 0.01, 0.0, 1e6, "the slope below 0"), _kink(0.01)),
        kinks=(0.0,),
    ),
    # Clevert, Unterthiner, Hochreiter, ICLR 2016, equation 15.
    ActivationEntry(
        "elu",
        "ELU",
        lambda s, p: _elu(s, p["alpha"]),
        lambda s, x, p: _elu_slope(s, p["alpha"], p["at_kink"]),
        (Parameter("alpha", 1.0, 0.0, 1e6, "minus the limit for s → −∞"), _kink(1.0)),
        kinks=(0.0,),
    ),
    ActivationEntry(
        "selu",
        "SELU",
        lambda s, p: _SELU_SCALE * _elu(s, _SELU_ALPHA),
        lambda s, x, p: _SELU_SCALE * _elu_slope(s, _SELU_ALPHA, p["at_kink"] / _SELU_SCALE),
        (_kink(_SELU_ALPHA * _SELU_SCALE),),
        kinks=(0.0,),
    ),
    ActivationEntry(
        "sigmoid", "logistic", lambda s, _: call("sigmoid", s), lambda s, x, _: x * (1 - x)
    ),
    # Courbariaux, Bengio, David, BinaryConnect, 2015, in PyTorch's scaling: s/6 + ½.
    ActivationEntry(
        "hard_sigmoid",
        "hard sigmoid",
        lambda s, _: call("max", 0, call("min", 1, s / 6 + 0.5)),
        lambda s, x, p: _inside(s, 3.0, 1 / 6, p["at_kink"]),
        (_kink(0.0),),
        kinks=(-3.0, 3.0),
    ),
    ActivationEntry("tanh", "tanh", lambda s, _: call("tanh", s), lambda s, x, _: 1 - x**2),
    # Dugas et al., NIPS 2000.
    ActivationEntry(
        "softplus",
        "softplus",
        lambda s, _: call("softplus", s),
        lambda s, x, _: call("sigmoid", s),
    ),
    ActivationEntry(
        "softsign",
        "softsign",
        lambda s, _: s / (1 + call("abs", s)),
        lambda s, x, _: 1 / (1 + call("abs", s)) ** 2,
    ),
    # Hendrycks, Gimpel, Gaussian error linear units, 2016.
    ActivationEntry(
        "gelu",
        "GELU",
        lambda s, _: s * _gaussian_share(s),
        lambda s, x, _: _gaussian_share(s) + s * call("exp", -(s**2) / 2) / math.sqrt(2 * math.pi),
    ),
    ActivationEntry(
        "gelu_tanh",
        "GELU (tanh form)",
        lambda s, _: 0.5 * s * (1 + _gelu_tanh(s)),
        lambda s, x, _: _gelu_tanh_slope(s),
    ),
    # Elfwing, Uchibe, Doya, Neural Networks 107, 2018, equations 2 and 4.
    ActivationEntry(
        "silu",
        "SiLU",
        lambda s, _: s * call("sigmoid", s),
        lambda s, x, _: call("sigmoid", s) * (1 + s * (1 - call("sigmoid", s))),
    ),
    ActivationEntry(
        "step",
        "step",
        lambda s, p: call("step", s, 0),
        lambda s, x, p: Number(0.0),
        (_kink(0.0),),
        kinks=(0.0,),
    ),
    # Bishop, Pattern Recognition and Machine Learning, 2006, equations 4.104 and 4.106.
    ActivationEntry(
        "softmax",
        "softmax",
        lambda s, _: call("row_softmax", s),
        lambda s, x, _: x * (1 - x),
        per_layer=True,
    ),
)

ACTIVATIONS = {entry.name: entry for entry in _TABLE}


class Activation(Chosen, frozen=True, omit_defaults=True):
    """A choice from the table of activations; None leaves a parameter at its default.

    Raises InvalidValue where no entry has that name, or a parameter is not allowed.
    """

    name: str
    slope: float | None = None
    alpha: float | None = None
    at_kink: float | None = None

    def __post_init__(self) -> None:
        if not is_one_of(self.name, ACTIVATIONS):
            raise InvalidValue(
                f"There is no activation {quoted(self.name)}; allowed are {', '.join(ACTIVATIONS)}."
            )
        _ = self.settings

    @property
    def entry(self) -> ActivationEntry:
        """The table's entry."""
        return ACTIVATIONS[self.name]

    @property
    def settings(self) -> dict[str, float]:
        """The parameters' values; at a kink the slope on its left, unless it is chosen."""
        given = {"slope": self.slope, "alpha": self.alpha, "at_kink": self.at_kink}
        found = settings(self.entry.title, self.entry.parameters, given)
        if self.at_kink is None and self.name in ("leaky_relu", "elu"):
            found["at_kink"] = found["slope" if self.name == "leaky_relu" else "alpha"]
        return found

    @property
    def convention(self) -> str:
        """The value at kinks, in a few words."""
        return self.entry.convention(self.settings)

    def formula(self, s: Expression) -> Expression:
        """φ(s)."""
        return self.entry.formula(s, self.settings)

    def derivative(self, s: Expression, x: Expression) -> Expression:
        """φ′(s), which may be written through x = φ(s)."""
        return self.entry.derivative(s, x, self.settings)
