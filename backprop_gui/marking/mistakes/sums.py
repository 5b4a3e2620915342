"""Mistakes in weighted sums, forwards and backwards: units, weights, biases, paths."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.engine.operations.update import new_name
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Negative, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.mistakes.trees import (
    each_term,
    exchanged,
    of_kind,
    replaced,
    taken_apart,
    times,
    without,
    without_factor,
)

_SUMS = ("s", "dx", "dw", "db")
_OUTPUTS = ("x", "a")


def _is_bias(term: Expression) -> bool:
    return isinstance(term, Ref) and term.quantity.kind == "b"


def _bias_forgotten(site: Site) -> Iterator[Alternative]:
    if site.kind == "s":
        for term, right in each_term(site.right, lambda t: None if _is_bias(t) else t):
            yield Alternative(right, f"without {_named(term)}")


def _bias_doubled(site: Site) -> Iterator[Alternative]:
    if site.kind == "s":
        for term, right in each_term(site.right, lambda t: times(2, t) if _is_bias(t) else t):
            yield Alternative(right, f"{_named(term)} twice")


def _wrong_bias(site: Site) -> Iterator[Alternative]:
    """Another bias of the network, or a number that stands near it on the sheet: a weight."""
    for bias in of_kind(site.right, "b") if site.kind == "s" else ():
        inputs = (x for x in site.elements("x") if x.indices[0] == 0)
        others = [*site.elements("b"), *site.elements("w"), *inputs]
        seen = {site.number(bias)}
        for other in others:
            if site.number(other) not in seen:
                seen.add(site.number(other))
                right = replaced(site.right, bias, other)
                yield Alternative(right, f"{other} for {bias}")


def _transposed(site: Site) -> Iterator[Alternative]:
    """w[l,i,j] read as w[l,j,i]."""
    if site.kind in ("s", "dx"):
        table = {w: Ref(_turned(w)) for w in of_kind(site.right, "w") if site.exists(_turned(w))}
        yield Alternative(exchanged(site.right, dict(table)), "row and column exchanged")
        for w, turned in table.items():
            yield Alternative(exchanged(site.right, {w: turned}), f"{turned.quantity} for {w}")


def _turned(weight: Quantity) -> Quantity:
    *layer, i, j = weight.indices
    return Quantity("w", (*layer, j, i))


def _wrong_unit(site: Site) -> Iterator[Alternative]:
    """An index slip: another unit's number in one place, or in all of them the next unit's."""
    if site.kind not in (*_SUMS, "delta", "w_new", "b_new", "x"):
        return
    kinds = ("x", "a", "s", "w", "delta", "dw", "db", "dx", "dphi")
    for name in of_kind(site.right, *kinds):
        if name.kind == "w" and site.kind == "w_new":
            continue
        for other in site.alike(name):
            yield Alternative(replaced(site.right, name, other), f"{other} for {name}")
    yield from _all_of_another_unit(site)


def _all_of_another_unit(site: Site) -> Iterator[Alternative]:
    """The weights of another unit throughout."""
    weights = of_kind(site.right, "w")
    if site.kind not in ("s", "dx") or len(weights) < 2:
        return
    axis = -1 if site.kind == "s" else -2
    own = weights[0].indices[axis]
    for unit in {w.indices[axis] for w in site.alike(weights[0])} - {own}:
        table = {
            w: Ref(_moved(w, axis, unit)) for w in weights if site.exists(_moved(w, axis, unit))
        }
        yield Alternative(exchanged(site.right, dict(table)), f"the weights of unit {unit}")


def _moved(weight: Quantity, axis: int, unit: int) -> Quantity:
    indices = list(weight.indices)
    indices[axis] = unit
    return Quantity("w", tuple(indices))


def _wrong_layer(site: Site) -> Iterator[Alternative]:
    """The weights of another layer, at the same places."""
    weights = of_kind(site.right, "w")
    if site.kind not in ("s", "dx") or not weights:
        return
    for layer in {w.indices[0] for w in site.elements("w")} - {weights[0].indices[0]}:
        table = {w: Quantity("w", (layer, *w.indices[1:])) for w in weights}
        if all(map(site.exists, table.values())):
            right = exchanged(site.right, {w: Ref(other) for w, other in table.items()})
            yield Alternative(right, f"the weights of layer {layer}")


def _pre_activation(site: Site) -> Iterator[Alternative]:
    """s for x."""
    outputs = [x for x in of_kind(site.right, *_OUTPUTS) if x.indices[0] > 0]
    table = {x: Ref(Quantity("s", x.indices)) for x in outputs}
    if not outputs or site.kind == "dphi":
        return
    yield Alternative(exchanged(site.right, dict(table)), "s for x")
    for x, s in table.items() if len(table) > 1 else ():
        yield Alternative(exchanged(site.right, {x: s}), f"{s.quantity} for {x}")


def _path_omitted(site: Site) -> Iterator[Alternative]:
    """A sum over fewer predecessors, successors, samples or outputs."""
    terms, _ = taken_apart(site.right)
    several = len(terms) > 1 and not any(map(_is_target, terms))
    if several and site.kind in (*_SUMS, "loss", "data_loss", "delta"):
        drop = each_term(site.right, lambda t: t if _is_bias(t) else None)
        yield from (Alternative(right, f"without {_named(term)}") for term, right in drop)


def _is_target(term: Expression) -> bool:
    """ŷ − y is no sum of paths."""
    inner = term.operand if isinstance(term, Negative) else term
    return isinstance(inner, Ref) and inner.quantity.kind == "y"


def _path_doubled(site: Site) -> Iterator[Alternative]:
    if site.kind in _SUMS and len(taken_apart(site.right)[0]) > 1:
        doubled = each_term(site.right, lambda t: t if _is_bias(t) else times(2, t))
        yield from (Alternative(right, f"{_named(term)} twice") for term, right in doubled)


def _weight_omitted(site: Site) -> Iterator[Alternative]:
    if site.kind in ("s", "dx"):
        yield Alternative(without(site.right, "w"), "no weight at all")
        for term, right in each_term(site.right, lambda t: without_factor(t, "w")):
            yield Alternative(right, f"no weight in {_named(term)}")


def _input_omitted(site: Site) -> Iterator[Alternative]:
    if site.kind == "dw":
        yield Alternative(without(site.right, *_OUTPUTS), "the delta alone")
    if site.kind == "s":
        yield Alternative(without(site.right, *_OUTPUTS), "the weights alone")
        for term, right in each_term(site.right, lambda t: without_factor(t, *_OUTPUTS)):
            yield Alternative(right, f"no input in {_named(term)}")


def _updated_weight(site: Site) -> Iterator[Alternative]:
    if site.kind == "dx":
        weights = of_kind(site.right, "w")
        table = {w: Ref(new_name(w)) for w in weights if site.exists(new_name(w))}
        if table:
            yield Alternative(exchanged(site.right, dict(table)), "w_new for w")


def _named(term: Expression) -> str:
    return Equation(term).text()


MISTAKES = (
    Mistake(
        "bias-forgotten",
        "The bias was forgotten",
        "A weighted sum ends with the unit's bias.",
        _bias_forgotten,
        5,
    ),
    Mistake("bias-doubled", "The bias was added twice", "The bias counts once.", _bias_doubled, 2),
    Mistake(
        "wrong-bias",
        "Another number was taken for the bias",
        "Each unit has its own bias, named b[layer,unit].",
        _wrong_bias,
        3,
    ),
    Mistake(
        "weights-transposed",
        "Row and column of the weights were exchanged",
        "w[l,i,j] leads from unit i of layer l−1 to unit j of layer l.",
        _transposed,
        4,
    ),
    Mistake(
        "wrong-unit",
        "Another unit's number was used",
        "The indices of a product belong together: unit i's output goes with w[l,i,j].",
        _wrong_unit,
        3,
        borrows=True,
    ),
    Mistake(
        "wrong-layer-weights",
        "The weights of another layer were used",
        "The first index of a weight is the layer that it leads to.",
        _wrong_layer,
        3,
    ),
    Mistake(
        "pre-activation-for-activation",
        "The weighted sum was used in the place of the output",
        "What a unit hands on is its output x, not its weighted sum s.",
        _pre_activation,
        4,
    ),
    Mistake(
        "path-omitted",
        "A term of the sum was left out",
        "Every path counts: the sum runs over all units that are connected, and all samples.",
        _path_omitted,
        4,
    ),
    Mistake("path-doubled", "A term was added twice", "Each path counts once.", _path_doubled, 2),
    Mistake(
        "weight-omitted",
        "The weight was left out",
        "What passes an edge is multiplied by its weight.",
        _weight_omitted,
        3,
    ),
    Mistake(
        "input-omitted",
        "The input of the weight was left out",
        "∂L/∂w is delta times what the weight is multiplied by, the output before it.",
        _input_omitted,
        4,
    ),
    Mistake(
        "updated-weight",
        "The new weight was used in the backward pass",
        "All gradients are taken at the weights of the forward pass; they change at the end.",
        _updated_weight,
        5,
    ),
)
