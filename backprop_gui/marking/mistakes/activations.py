"""Mistakes in activations and their derivatives."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

from backprop_gui.engine.activations import ACTIVATIONS, Activation
from backprop_gui.formula.expression import (
    Expression,
    Negative,
    Number,
    Power,
    Ref,
    call,
    quantities,
)
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import rewrite
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.mistakes.trees import exchanged, of_kind, replaced, times

_OUTPUTS = ("x", "a")
_USUAL = ("sigmoid", "tanh", "relu", "identity")
_TWO = Number(2.0)
_ANGLES = ("sin", "tanh", "sigmoid")


def _of_layer(site: Site) -> Ref:
    """The weighted sum at the same unit and sample."""
    return Ref(Quantity("s", site.name.indices))


def _others(site: Site, usual: bool) -> Iterator[Activation]:
    """Other activations: the usual ones, or the rest."""
    for name in _USUAL if usual else (n for n in ACTIVATIONS if n not in _USUAL):
        if not ACTIVATIONS[name].per_layer and name != site.phi.name:
            yield Activation(name)


def _is_output(site: Site) -> bool:
    return site.kind in _OUTPUTS and site.name.indices[0] > 0 and bool(of_kind(site.right, "s"))


def _activation_forgotten(site: Site) -> Iterator[Alternative]:
    if _is_output(site):
        yield Alternative(_of_layer(site), "x = s")


def _other_activation(site: Site, usual: bool) -> Iterator[Alternative]:
    if _is_output(site):
        for other in _others(site, usual):
            yield Alternative(other.formula(_of_layer(site)), other.entry.title)


def _exp_sign(site: Site) -> Iterator[Alternative]:
    if _is_output(site) and not site.phi.entry.per_layer:
        yield Alternative(site.phi.formula(Negative(_of_layer(site))), "−s for s")


def _degrees(site: Site) -> Iterator[Alternative]:
    """The calculator was set to degrees."""
    if _is_output(site) and site.phi.name in _ANGLES:
        for factor, what in (
            (math.pi / 180, "degrees for radians"),
            (180 / math.pi, "the inverse"),
        ):
            yield Alternative(site.phi.formula(times(factor, _of_layer(site))), what)


def _unnormalised(site: Site) -> Iterator[Alternative]:
    if _is_output(site) and site.phi.entry.per_layer:
        yield Alternative(call("exp", _of_layer(site)), "exp(s) alone")


def _diagonal_only(site: Site) -> Iterator[Alternative]:
    """A softmax layer's delta by its own output's derivative alone."""
    if site.kind == "delta" and (entries := of_kind(site.right, "jac")):
        layer, unit, *sample = site.name.indices
        own = Quantity("jac", (layer, unit, unit, *sample))
        table: dict[Quantity, Expression] = {e: Number(0.0) for e in entries if e != own}
        yield Alternative(exchanged(site.right, table), "∂x_j/∂s_k for j ≠ k left out")


def _other_derivative(site: Site, usual: bool) -> Iterator[Alternative]:
    if site.kind != "dphi":
        return
    s, x = _of_layer(site), Ref(Quantity("x", site.name.indices))
    for other in _others(site, usual):
        yield Alternative(other.derivative(s, other.formula(s)), other.entry.title)
        through = other.derivative(s, x)
        if x.quantity in quantities(through):
            yield Alternative(through, f"{other.entry.title}, at the output x")


def _at_output(site: Site) -> Iterator[Alternative]:
    """φ′(x) for φ′(s): the activation is applied twice."""
    if site.kind == "dphi":
        x = Ref(Quantity("x", site.name.indices))
        slope = site.layer.slope
        yield Alternative(slope.derivative(x, slope.formula(x)), "φ′(x) for φ′(s)")


def _square_forgotten(site: Site) -> Iterator[Alternative]:
    """1 − x for 1 − x²."""

    def rule(node: Expression) -> Expression:
        return node.base if isinstance(node, Power) and node.exponent == _TWO else node

    if site.kind == "dphi":
        yield Alternative(rewrite(site.right, rule), "x for x²")


def _at_wrong_quantity(site: Site) -> Iterator[Alternative]:
    """x · (1 − x) with another number in the place of x."""
    if site.kind != "dphi":
        return
    layer, unit, *sample = site.name.indices
    beside = [Quantity(kind, (layer, unit, *sample)) for kind in ("s", "dx")]
    targets = [Quantity("y", (unit, *sample))] if layer == site.network.depth else []
    for name in of_kind(site.right, "s", *_OUTPUTS):
        for other in (*beside, *targets, *site.alike(name)):
            if other != name and site.exists(other):
                yield Alternative(replaced(site.right, name, other), f"{other} for {name}")


MISTAKES = (
    Mistake(
        "activation-forgotten",
        "The activation was forgotten",
        "The output of a unit is φ of its weighted sum.",
        _activation_forgotten,
        4,
    ),
    Mistake(
        "other-activation",
        "Another activation was used",
        "Each layer has its own activation function.",
        partial(_other_activation, usual=True),
        3,
    ),
    Mistake(
        "other-activation",
        "Another activation was used",
        "Each layer has its own activation function.",
        partial(_other_activation, usual=False),
        2,
    ),
    Mistake(
        "other-activation-derivative",
        "The derivative of another activation was used",
        "φ′ belongs to the activation of the layer.",
        partial(_other_derivative, usual=True),
        5,
    ),
    Mistake(
        "other-activation-derivative",
        "The derivative of another activation was used",
        "φ′ belongs to the activation of the layer.",
        partial(_other_derivative, usual=False),
        2,
    ),
    Mistake(
        "derivative-at-output",
        "The derivative was taken at the output",
        "φ′ is taken at the weighted sum s; for the logistic function that is x·(1 − x).",
        _at_output,
        3,
    ),
    Mistake(
        "derivative-at-wrong-quantity",
        "The derivative was taken at another quantity",
        "φ′ is taken at the unit's own weighted sum, or written through its own output.",
        _at_wrong_quantity,
        3,
    ),
    Mistake(
        "square-forgotten",
        "The square in the derivative was forgotten",
        "The derivative of tanh is 1 − x², with the output squared.",
        _square_forgotten,
        3,
    ),
    Mistake(
        "exp-sign",
        "The sign in the exponent was lost",
        "The logistic function is 1/(1 + e^(−s)).",
        _exp_sign,
        3,
    ),
    Mistake(
        "degrees",
        "Degrees were used for radians",
        "Functions take numbers, not degrees: set the calculator to radians.",
        _degrees,
        1,
    ),
    Mistake(
        "softmax-unnormalised",
        "The softmax was not normalised",
        "Each e^s is divided by the sum of all of them.",
        _unnormalised,
        4,
    ),
    Mistake(
        "softmax-diagonal-only",
        "Only the diagonal of the softmax's Jacobian was used",
        "Every output of a softmax depends on every weighted sum of its layer.",
        _diagonal_only,
        4,
    ),
)
