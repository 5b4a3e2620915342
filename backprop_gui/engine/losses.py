"""The losses: ℓ of one output with its derivative, once, as formulas.

A new loss is one entry of `_TABLE`. x is the prediction, y the target. The loss of a batch is
factor · (sum or mean over samples) of (sum or mean over outputs) of ℓ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from backprop_gui.engine.choices import Parameter, is_number, is_one_of, settings
from backprop_gui.engine.chosen import Chosen
from backprop_gui.engine.rows import Output
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.expression import (
    Branch,
    Cases,
    Comparison,
    Expression,
    Guard,
    Number,
    call,
)

Aggregate = Literal["sum", "mean"]
Formula = Callable[[Output], Expression]


@dataclass(frozen=True)
class LossEntry:
    """ℓ and ∂ℓ/∂x; `simplified` gives ∂ℓ/∂s of an output layer by its activation's name.

    `probabilities` says that predictions must lie in [0, 1]; such a loss may be clipped.
    `kinked` says that ℓ has points without derivative; `convention` what stands there.
    """

    name: str
    title: str
    formula: Formula
    derivative: Formula
    simplified: Mapping[str, Formula] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    convention: str = ""
    probabilities: bool = False
    kink: Formula | None = None


def _clipped(output: Output, x: Expression) -> Expression:
    """x kept inside [clip, 1 − clip], if clipping has been chosen."""
    clip = output.settings.get("clip", 0.0)
    return call("max", clip, call("min", 1 - clip, x)) if clip else x


def _unless_clipped(output: Output, derivative: Expression) -> Expression:
    """What is clipped does not depend on x: its derivative is 0."""
    clip = output.settings.get("clip", 0.0)
    if not clip:
        return derivative
    zero = Number(0.0)
    below = Branch(zero, Comparison(output.x, "<", Number(clip)))
    above = Branch(zero, Comparison(output.x, ">", Number(1 - clip)))
    return Cases((below, above), derivative)


def _logarithm(x: Expression, factor: Expression) -> Expression:
    return call("ln", Guard(x, factor))


def _binary(o: Output) -> Expression:
    x, y = _clipped(o, o.x), o.y
    return -(y * _logarithm(x, y) + (1 - y) * _logarithm(1 - x, 1 - y))


def _binary_derivative(o: Output) -> Expression:
    x, y = o.x, o.y
    return _unless_clipped(o, -(y / Guard(x, y)) + (1 - y) / Guard(1 - x, 1 - y))


def _binary_logits(o: Output) -> Expression:
    return call("max", o.x, 0) - o.x * o.y + call("log1p", call("exp", -call("abs", o.x)))


def _categorical(o: Output) -> Expression:
    return -(o.y * _logarithm(_clipped(o, o.x), o.y))


def _categorical_derivative(o: Output) -> Expression:
    return _unless_clipped(o, -(o.y / Guard(o.x, o.y)))


def _softmax_minus_target(p: Expression, o: Output) -> Expression:
    """p · Σy − y: with targets that sum to 1, p − y."""
    return p * o.total(lambda x, y: y) - o.y


def _divergence(o: Output) -> Expression:
    return o.y * (_logarithm(o.y, o.y) - _logarithm(_clipped(o, o.x), o.y))


def _huber(o: Output) -> Expression:
    r, delta = o.x - o.y, Number(o.settings["delta"])
    size = call("abs", r)
    small = Branch(0.5 * r**2, Comparison(size, "<=", delta))
    return Cases((small,), delta * (size - 0.5 * delta))


def _huber_derivative(o: Output) -> Expression:
    r, delta = o.x - o.y, Number(o.settings["delta"])
    small = Branch(r, Comparison(call("abs", r), "<=", delta))
    return Cases((small,), delta * call("sign", r))


def _hinge_derivative(o: Output) -> Expression:
    return Cases((Branch(-o.y, Comparison(o.x * o.y, "<", Number(1.0))),), Number(0.0))


_CLIP = (Parameter("clip", 0.0, 0.0, 0.499, "predictions are kept in [clip, 1 − clip]; 0: off"),)
_NATURAL = "natural logarithm"

_TABLE = (
    LossEntry(
        "squared_error",
        "squared error",
        lambda o: (o.x - o.y) ** 2,
        lambda o: 2 * (o.x - o.y),
    ),
    LossEntry(
        "absolute_error",
        "absolute error",
        lambda o: call("abs", o.x - o.y),
        lambda o: call("sign", o.x - o.y),
        convention="derivative 0 at x = y",
        kink=lambda o: o.x - o.y,
    ),
    # Huber, Annals of Mathematical Statistics 35(1), 1964.
    LossEntry(
        "huber",
        "Huber",
        _huber,
        _huber_derivative,
        parameters=(Parameter("delta", 1.0, 1e-300, 1e300, "where square turns into line"),),
    ),
    # Bishop, Pattern Recognition and Machine Learning, 2006, equations 4.90 and 5.18.
    LossEntry(
        "binary_cross_entropy",
        "binary cross-entropy",
        _binary,
        _binary_derivative,
        simplified={"sigmoid": lambda o: o.x - o.y},
        parameters=_CLIP,
        convention=_NATURAL,
        probabilities=True,
    ),
    # The form that cannot overflow; σ and the logarithm cancel in the derivative.
    LossEntry(
        "binary_cross_entropy_with_logits",
        "binary cross-entropy on logits",
        _binary_logits,
        lambda o: call("sigmoid", o.x) - o.y,
        convention=_NATURAL,
    ),
    # Bishop, equations 4.108 and 5.24.
    LossEntry(
        "categorical_cross_entropy",
        "categorical cross-entropy",
        _categorical,
        _categorical_derivative,
        simplified={"softmax": lambda o: _softmax_minus_target(o.x, o)},
        parameters=_CLIP,
        convention=_NATURAL,
        probabilities=True,
    ),
    LossEntry(
        "categorical_cross_entropy_with_logits",
        "categorical cross-entropy fused with softmax",
        lambda o: o.y * (o.logsumexp() - o.x),
        lambda o: _softmax_minus_target(o.softmax(), o),
        convention=_NATURAL,
    ),
    # Targets −1 and 1. Cortes, Vapnik, Machine Learning 20, 1995.
    LossEntry(
        "hinge",
        "hinge",
        lambda o: call("max", 0, 1 - o.x * o.y),
        _hinge_derivative,
        convention="targets −1 and 1 · derivative 0 at x·y = 1",
        kink=lambda o: 1 - o.x * o.y,
    ),
    # Kullback, Leibler, Annals of Mathematical Statistics 22(1), 1951.
    LossEntry(
        "kl_divergence",
        "Kullback–Leibler divergence",
        _divergence,
        _categorical_derivative,
        simplified={"softmax": lambda o: _softmax_minus_target(o.x, o)},
        parameters=_CLIP,
        convention=_NATURAL,
        probabilities=True,
    ),
)

LOSSES = {entry.name: entry for entry in _TABLE}


class Loss(Chosen, frozen=True, omit_defaults=True):
    """A loss and its conventions.

    `factor` multiplies the whole (1 or ½ are usual); `over_outputs` and `over_batch` say whether
    the units of a sample and the samples of a batch are summed or averaged. `delta` is Huber's,
    `clip` keeps probabilities in [clip, 1 − clip]. `l1` and `l2` add the penalty
    l1 · Σ|w| + l2/2 · Σw² over all weights (not biases). Raises InvalidValue.
    """

    name: str
    factor: float = 1.0
    over_outputs: Aggregate = "sum"
    over_batch: Aggregate = "mean"
    delta: float | None = None
    clip: float | None = None
    l1: float = 0.0
    l2: float = 0.0

    allowed: ClassVar[tuple[Parameter, ...]] = (
        Parameter("l1", 0.0, 0.0, 1e300),
        Parameter("l2", 0.0, 0.0, 1e300),
    )

    def __post_init__(self) -> None:
        if not is_one_of(self.name, LOSSES):
            raise InvalidValue(
                f"There is no loss {quoted(self.name)}; allowed are {', '.join(LOSSES)}."
            )
        if not is_number(self.factor) or not self.factor > 0:
            raise InvalidValue(
                f"The loss's factor is {quoted(self.factor)}; it must be finite and > 0."
            )
        for field_name in ("over_outputs", "over_batch"):
            if (value := getattr(self, field_name)) not in ("sum", "mean"):
                raise InvalidValue(
                    f"{field_name} is {quoted(value)}; allowed are 'sum' and 'mean'."
                )
        for parameter in self.allowed:
            parameter.checked(parameter.of(self), "the loss")
        _ = self.settings

    @property
    def entry(self) -> LossEntry:
        """The table's entry."""
        return LOSSES[self.name]

    @property
    def settings(self) -> dict[str, float]:
        """The values of the entry's own parameters."""
        given = {"delta": self.delta, "clip": self.clip}
        return settings(self.entry.title, self.entry.parameters, given)

    @property
    def penalised(self) -> bool:
        """Whether there is a penalty."""
        return bool(self.l1 or self.l2)

    def count(self, outputs: int, samples: int) -> int:
        """What the sum of all ℓ is divided by."""
        per_sample = outputs if self.over_outputs == "mean" else 1
        return per_sample * (samples if self.over_batch == "mean" else 1)

    def convention(self) -> str:
        """The conventions in force in a few words."""
        parts = [self.entry.convention] if self.entry.convention else []
        parts += [f"{name} {value:g}" for name, value in self.settings.items() if value]
        parts += [f"factor {'½' if self.factor == 0.5 else format(self.factor, 'g')}"]
        parts += [f"{self.over_outputs} over outputs", f"{self.over_batch} over the batch"]
        return " · ".join(parts)
