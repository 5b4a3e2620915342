"""Mistakes in the loss and its derivative."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backprop_gui.formula.expression import Call, Expression, Negative, Power, Ref, call
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import rewrite
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.mistakes.trees import each_term, exchanged, of_kind, replaced, times

_LOSS = ("loss", "data_loss")


def _is_loss(site: Site) -> bool:
    return site.kind in _LOSS and bool(of_kind(site.right, "y"))


def _is_output_gradient(site: Site) -> bool:
    """∂L/∂x of the output, or its delta in simplified form."""
    return site.kind in ("dx", "delta") and bool(of_kind(site.right, "y"))


def _logarithm(site: Site, function: str) -> Iterator[Alternative]:
    def rule(node: Expression) -> Expression:
        if isinstance(node, Call) and node.function == "ln":
            return Call(function, node.arguments)
        return node

    if _is_loss(site):
        right = rewrite(site.right, rule)
        if right != site.right:
            yield Alternative(right, f"{function} for ln")


def _terms_swapped(site: Site) -> Iterator[Alternative]:
    """y and 1 − y exchanged."""
    if site.network.loss.name == "binary_cross_entropy" and (
        _is_loss(site) or _is_output_gradient(site)
    ):
        table: dict[Quantity, Expression] = {y: 1 - Ref(y) for y in of_kind(site.right, "y")}
        yield Alternative(exchanged(site.right, table), "y and 1 − y exchanged")


def _loss_sign(site: Site) -> Iterator[Alternative]:
    if _is_loss(site):
        yield Alternative(Negative(site.right), "the sign of the loss")


def _error_sign(site: Site) -> Iterator[Alternative]:
    """t − o for o − t; in a delta that is written through ∂L/∂x, its sign."""
    if _is_output_gradient(site):
        yield Alternative(Negative(site.right), "y − ŷ for ŷ − y")


def _half_missing(site: Site) -> Iterator[Alternative]:
    if _has_half(site) and (_is_loss(site) or _is_output_gradient(site)):
        yield Alternative(times(2, site.right), "without ½")


def _half_extra(site: Site) -> Iterator[Alternative]:
    if not _has_half(site) and _is_loss(site):
        yield Alternative(times(0.5, site.right), "with ½")


def _has_half(site: Site) -> bool:
    return site.network.loss.factor == 0.5


def _two_missing(site: Site) -> Iterator[Alternative]:
    """The 2 of the square's derivative."""
    if site.network.loss.name == "squared_error" and _is_output_gradient(site):
        what = "without the 2 of the square's derivative"
        yield Alternative(times(0.5, site.right), what)


def _counts(site: Site, aggregate: str) -> Iterator[tuple[int, str]]:
    """How many outputs and samples a sum or a mean runs over."""
    loss, outputs, samples = site.network.loss, site.network.sizes[-1], site.program.samples
    over = [
        (outputs, "outputs", loss.over_outputs == aggregate),
        (samples, "samples", loss.over_batch == aggregate),
    ]
    found = [(count, what) for count, what, chosen in over if chosen and count > 1]
    yield from found
    if len(found) == 2:
        yield outputs * samples, "outputs and samples"


def _mean_for_sum(site: Site) -> Iterator[Alternative]:
    if _is_loss(site) or _is_output_gradient(site):
        for count, what in _counts(site, "sum"):
            yield Alternative(site.right / count, f"divided by the number of {what}")


def _sum_for_mean(site: Site) -> Iterator[Alternative]:
    if _is_loss(site) or _is_output_gradient(site) or site.kind in ("dw", "db"):
        for count, what in _counts(site, "mean"):
            yield Alternative(times(count, site.right), f"not divided by the number of {what}")


def _wrong_target(site: Site) -> Iterator[Alternative]:
    if _is_loss(site) or _is_output_gradient(site):
        for y in of_kind(site.right, "y"):
            for other in site.alike(y):
                yield Alternative(replaced(site.right, y, other), f"{other} for {y}")
            yield Alternative(exchanged(site.right, {y: 1 - Ref(y)}), f"1 − {y} for {y}")


def _target_omitted(site: Site) -> Iterator[Alternative]:
    """ŷ for ŷ − y."""
    if _is_output_gradient(site):
        for _, right in each_term(site.right, lambda t: None if _is_less_target(t) else t):
            yield Alternative(right, "ŷ for ŷ − y")


def _is_less_target(term: Expression) -> bool:
    match term:
        case Negative(Ref(name)):
            return name.kind == "y"
        case _:
            return False


def _square_forgotten(site: Site) -> Iterator[Alternative]:
    """ŷ − y for its square; what is negative may have been taken without its sign."""
    if not _is_loss(site) or site.network.loss.name != "squared_error":
        return
    for inner, what in ((_itself, "ŷ − y"), (Negative, "y − ŷ"), (_size, "|ŷ − y|")):

        def rule(node: Expression, inner: Callable[[Expression], Expression] = inner) -> Expression:
            return inner(node.base) if isinstance(node, Power) else node

        yield Alternative(rewrite(site.right, rule), f"{what} for (ŷ − y)²")


def _itself(node: Expression) -> Expression:
    return node


def _size(node: Expression) -> Expression:
    return call("abs", node)


def _derivative_omitted(site: Site) -> Iterator[Alternative]:
    """∂L/∂x left out of delta: φ′ alone."""
    if site.kind == "delta" and (names := of_kind(site.right, "dx")) and len(names) == 1:
        own = Quantity("dphi", site.name.indices)
        if site.exists(own):
            yield Alternative(Ref(own), "φ′ alone")


MISTAKES = (
    Mistake(
        "log10",
        "The base-10 logarithm was used",
        "The cross-entropy is written with the natural logarithm, ln.",
        lambda site: _logarithm(site, "log10"),
        5,
    ),
    Mistake(
        "log2",
        "The base-2 logarithm was used",
        "The cross-entropy is written with the natural logarithm, ln.",
        lambda site: _logarithm(site, "log2"),
        3,
    ),
    Mistake(
        "log-terms-swapped",
        "y and 1 − y were exchanged",
        "y goes with ŷ, 1 − y with 1 − ŷ.",
        _terms_swapped,
        4,
    ),
    Mistake("loss-sign", "The sign of the loss is wrong", "A loss is not negative.", _loss_sign, 4),
    Mistake(
        "error-sign",
        "The sign of the error is wrong",
        "With L in ŷ − y the derivative has the sign of ŷ − y, output less target.",
        _error_sign,
        5,
    ),
    Mistake(
        "factor-half-missing",
        "The factor ½ was left out",
        "This loss has the factor ½.",
        _half_missing,
        4,
    ),
    Mistake(
        "factor-half-extra",
        "A factor ½ was added",
        "This loss has no factor ½.",
        _half_extra,
        4,
    ),
    Mistake(
        "factor-two-missing",
        "The factor 2 was left out",
        "The derivative of a square is twice its base.",
        _two_missing,
        4,
    ),
    Mistake(
        "mean-for-sum",
        "A mean was taken for the sum",
        "This loss is a sum.",
        _mean_for_sum,
        4,
    ),
    Mistake(
        "sum-for-mean",
        "A sum was taken for the mean",
        "This loss is a mean: the sum is divided by the number of its terms.",
        _sum_for_mean,
        4,
    ),
    Mistake(
        "wrong-target",
        "Another target was used",
        "Each output is compared with its own target.",
        _wrong_target,
        3,
    ),
    Mistake(
        "target-omitted",
        "The target was not subtracted",
        "The derivative of the loss compares the output with its target: ŷ − y.",
        _target_omitted,
        4,
    ),
    Mistake(
        "square-forgotten",
        "The error was not squared",
        "This loss adds up the squares of the errors.",
        _square_forgotten,
        3,
    ),
    Mistake(
        "loss-derivative-omitted",
        "The derivative of the loss was left out",
        "delta is ∂L/∂x times φ′.",
        _derivative_omitted,
        3,
    ),
)
