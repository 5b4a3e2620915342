"""The assignment's notation, in which the program names its quantities: s, x, δ, ∂L/∂w_{i,j}^l."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.quantity import Quantity


def symbol(quantity: Quantity) -> Symbol:
    """The symbol of a quantity or of a whole array of them."""
    if draw := _KINDS.get(quantity.kind):
        return draw(quantity)
    if state := _STATE.fullmatch(quantity.kind):
        return _state(quantity, *state.groups())
    return Symbol(quantity.kind, ",".join(map(str, quantity.indices)))


def _unit(letter: str) -> Callable[[Quantity], Symbol]:
    """A kind with indices [layer], [layer, unit] or [layer, unit, sample]."""

    def draw(quantity: Quantity) -> Symbol:
        if not quantity.indices:
            return Symbol(letter)
        layer, *rest = quantity.indices
        sample = f",({rest[1]})" if len(rest) > 1 else ""
        below = str(rest[0]) if rest else ""
        return Symbol(letter, below, f"{layer}{sample}", bold=not rest)

    return draw


def _target(quantity: Quantity) -> Symbol:
    unit, *sample = quantity.indices or (0,)
    above = f"({sample[0]})" if sample else ""
    return Symbol("y", str(unit) if quantity.indices else "", above, bold=not quantity.indices)


def _weight(letter: str, mark: str = "", hat: bool = False) -> Callable[[Quantity], Symbol]:
    """w_{i,j}^l, and w_{i,j}^{k→l} of a skip connection; a whole matrix is a capital."""

    def draw(quantity: Quantity) -> Symbol:
        *layers, i, j = quantity.indices if len(quantity.indices) > 2 else (*quantity.indices, 0, 0)
        above = "→".join(map(str, layers)) + mark
        whole = len(quantity.indices) <= 2
        return Symbol(letter, "" if whole else f"{i},{j}", above, bold=whole, hat=hat)

    return draw


def _bias(letter: str, mark: str = "", hat: bool = False) -> Callable[[Quantity], Symbol]:
    def draw(quantity: Quantity) -> Symbol:
        layer, *unit = quantity.indices
        below = str(unit[0]) if unit else ""
        return Symbol(letter, below, f"{layer}{mark}", bold=not unit, hat=hat)

    return draw


def _partial(draw: Callable[[Quantity], Symbol]) -> Callable[[Quantity], Symbol]:
    return lambda quantity: Symbol("L", over=draw(quantity))


def _local_derivative(quantity: Quantity) -> Symbol:
    return Symbol("φ", prime=True, of=_unit("s")(quantity))


def _jacobian(quantity: Quantity) -> Symbol:
    """J of a whole layer, ∂x_j/∂s_k of one element: the letter on top is x_j."""
    layer, *rest = quantity.indices
    if not rest:
        return Symbol("J", above=str(layer), bold=True)
    j, k, *n = rest
    return Symbol(
        "x",
        over=_unit("s")(Quantity("s", (layer, k, *n))),
        top=_unit("x")(Quantity("x", (layer, j, *n))),
    )


def _letter(letter: str, below: str = "", above: str = "") -> Callable[[Quantity], Symbol]:
    return lambda quantity: Symbol(letter, below, above)


# What an optimiser keeps for a parameter: m_w, v_hat_b, v_w_new; its letter and mark.
_STATE = re.compile(r"(.+)_([wb])(_new)?")
_STATES = {
    "m_hat": ("m", "", True),
    "v_hat": ("v", "", True),
    "v_max": ("v", "max", False),
    "g_mean": ("g", "mean", False),
}


def _state(quantity: Quantity, state: str, parameter: str, new: str | None) -> Symbol:
    """m_{w,1,2}^{l}: the parameter's letter stands before its unit numbers."""
    letter, mark, hat = _STATES.get(state, (state, "", False))
    layers = len(quantity.indices) - (2 if parameter == "w" else 1)
    if whole := layers <= 0 or (parameter == "w" and len(quantity.indices) <= 2):
        layers = len(quantity.indices)
    above = "→".join(map(str, quantity.indices[:layers]))
    below = ",".join((parameter, *map(str, quantity.indices[layers:])))
    marks = ",".join(filter(None, (above, mark, "new" if new else "")))
    return Symbol(letter, below, marks, bold=whole, hat=hat)


def _used_gradient(parameter: str, mark: str) -> Callable[[Quantity], Symbol]:
    """The gradient on its way through clipping and weight decay: g_{w,1,2}^{l,clip}."""

    def draw(quantity: Quantity) -> Symbol:
        plain = _state(quantity, "g", parameter, None)
        return replace(plain, above=f"{plain.above},{mark}")

    return draw


_KINDS: dict[str, Callable[[Quantity], Symbol]] = {
    "x": _unit("x"),
    "s": _unit("s"),
    "delta": _unit("δ"),
    "y": _target,
    "w": _weight("w"),
    "b": _bias("b"),
    "w_new": _weight("w", ",new"),
    "b_new": _bias("b", ",new"),
    "dx": _partial(_unit("x")),
    "dw": _partial(_weight("w")),
    "db": _partial(_bias("b")),
    "dphi": _local_derivative,
    "jac": _jacobian,
    "loss": _letter("L"),
    "penalty": _letter("L", "penalty"),
    "data_loss": _letter("L", "data"),
    "lr": _letter("η"),
    "lr_t": _letter("η", "t"),
    "momentum": _letter("μ"),
    "dampening": _letter("τ"),
    "weight_decay": _letter("λ"),
    "lr_decay": _letter("η", "decay"),
    "momentum_decay": _letter("ψ"),
    "eps": _letter("ε"),
    "alpha": _letter("α"),
    "rho": _letter("ρ"),
    "beta1": _letter("β", "1"),
    "beta2": _letter("β", "2"),
    "factor": _letter("γ"),
    "every": _letter("T"),
    "period": _letter("T"),
    "iterations": _letter("T"),
    "minimum": _letter("η", "min"),
    "clip_value": _letter("g", "max"),
    "clip_norm": _letter("g", "max"),
    "l1": _letter("λ", "1"),
    "l2": _letter("λ", "2"),
    "grad_norm": _letter("g", "norm"),
    "m_correction": _letter("c", "m"),
    "v_correction": _letter("c", "v"),
    "mu": _letter("μ", "t"),
    "mu_next": _letter("μ", "t+1"),
    "mu_product": _letter("Π", "μ"),
    "mu_product_new": _letter("Π", "μ", "new"),
    "dw_part": _partial(_weight("w", ",part")),
    "db_part": _partial(_bias("b", ",part")),
    "dw_clip": _used_gradient("w", "clip"),
    "db_clip": _used_gradient("b", "clip"),
    "dw_decay": _used_gradient("w", "decay"),
    "db_decay": _used_gradient("b", "decay"),
    "a": _unit("a"),
    "da": _partial(_unit("a")),
    "r": _unit("r"),
    "u": _unit("u"),
}

ASSIGNMENT = Notation("assignment", "The assignment's", "x, s, δ, ∂L/∂w", symbol, str)
