"""Mistakes in the chain rule: factors left out, taken twice, with another sign."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.formula.expression import Expression, Negative, Number, Product, Quotient, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.mistakes.trees import each_term, exchanged, of_kind, without


def _slope(site: Site) -> Ref | None:
    """φ′ at the same unit, where there is one."""
    own = Quantity("dphi", site.name.indices)
    return Ref(own) if site.exists(own) else None


def _is_chain(site: Site) -> bool:
    return site.kind == "delta" and bool(of_kind(site.right, "dphi"))


def _derivative_omitted(site: Site) -> Iterator[Alternative]:
    if _is_chain(site):
        yield Alternative(without(site.right, "dphi"), "without φ′")
    if site.kind in ("dw", "db", "dx") and (deltas := of_kind(site.right, "delta")):
        table = {d: Ref(Quantity("dx", d.indices)) for d in deltas}
        if all(site.exists(r.quantity) for r in table.values()):
            yield Alternative(exchanged(site.right, dict(table)), "∂L/∂x for delta")


def _derivative_doubled(site: Site) -> Iterator[Alternative]:
    if site.kind == "delta" and (slope := _slope(site)):
        yield Alternative(Product((site.right, slope)), "times φ′ once more")
    if site.kind in ("dw", "db") and (deltas := of_kind(site.right, "delta")):
        slopes = {d: Quantity("dphi", d.indices) for d in deltas}
        if all(map(site.exists, slopes.values())):
            table: dict[Quantity, Expression] = {d: Ref(d) * Ref(p) for d, p in slopes.items()}
            yield Alternative(exchanged(site.right, table), "times φ′ once more")


def _derivative_sign(site: Site) -> Iterator[Alternative]:
    if _is_chain(site) or site.kind == "dphi":
        yield Alternative(Negative(site.right), "−φ′ for φ′")


def _divided(site: Site) -> Iterator[Alternative]:
    """A quotient in the place of a product."""

    def turned(term: Expression) -> Expression:
        match term:
            case Product((a, b)) if not isinstance(a, Number):
                return Quotient(a, b)
            case Negative(Product((a, b))):
                return Negative(Quotient(b, a))
            case _:
                return term

    if site.kind in ("s", "delta", "dw", "dx", "w_new", "b_new"):
        for _, right in each_term(site.right, turned):
            yield Alternative(right, "divided for multiplied")


def _bias_times_input(site: Site) -> Iterator[Alternative]:
    """The gradient of a bias worked out like that of a weight."""
    for weight in site.elements("w") if site.kind == "db" else ():
        if weight.indices[-3::2] == site.name.indices:
            gradient = gradient_name(weight)
            yield Alternative(Ref(gradient), f"as for {gradient}")


MISTAKES = (
    Mistake(
        "derivative-omitted",
        "The derivative of the activation was left out",
        "The chain rule multiplies by φ′(s) where a unit's activation is passed.",
        _derivative_omitted,
        5,
    ),
    Mistake(
        "derivative-doubled",
        "The derivative of the activation was multiplied in twice",
        "φ′(s) counts once; the simplified ŷ − y already contains it.",
        _derivative_doubled,
        4,
    ),
    Mistake(
        "derivative-sign",
        "The derivative has the wrong sign",
        "φ′ of a rising function is not negative.",
        _derivative_sign,
        2,
    ),
    Mistake(
        "divided-for-multiplied",
        "Two numbers were divided, not multiplied",
        "The chain rule and weighted sums multiply.",
        _divided,
        1,
    ),
    Mistake(
        "bias-times-input",
        "The gradient of a bias was multiplied by an input",
        "A bias has no input: ∂L/∂b is delta itself, added up over the samples.",
        _bias_times_input,
        3,
    ),
)
