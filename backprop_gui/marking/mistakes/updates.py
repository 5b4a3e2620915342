"""Mistakes in the update of the parameters."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.formula.expression import Negative, Number, Ref, Sum
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.mistakes.trees import exchanged, of_kind, replaced
from backprop_gui.marking.sheet import Cell

_NEW = ("w_new", "b_new")
_RATES = (1.0, 0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.003, 0.002, 0.001, 0.0001)
_RATE = ("lr", "lr_t")


def _own_gradient(site: Site) -> Quantity | None:
    """∂L/∂w of the parameter that is updated."""
    if site.kind not in _NEW:
        return None
    return gradient_name(Quantity(site.kind.removesuffix("_new"), site.name.indices))


def _rate_forgotten(site: Site) -> Iterator[Alternative]:
    for rate in of_kind(site.right, *_RATE) if site.kind in _NEW else ():
        yield Alternative(exchanged(site.right, {rate: Number(1.0)}), "without the learning rate")


def _rate_doubled(site: Site) -> Iterator[Alternative]:
    for rate in of_kind(site.right, *_RATE) if site.kind in _NEW else ():
        yield Alternative(exchanged(site.right, {rate: Ref(rate) * Ref(rate)}), "η · η for η")
        yield Alternative(exchanged(site.right, {rate: 2 * Ref(rate)}), "2 · η for η")


def _wrong_rate(site: Site) -> Iterator[Alternative]:
    for rate in of_kind(site.right, *_RATE) if site.kind in _NEW else ():
        own = site.number(rate)
        for value in _RATES:
            if value not in (1.0, own, 2 * own):
                yield Alternative(exchanged(site.right, {rate: Number(value)}), f"η = {value:g}")


def _ascent(site: Site) -> Iterator[Alternative]:
    """+ for −."""
    match site.right:
        case Sum((first, Negative(step))) if site.kind in _NEW:
            yield Alternative(Sum((first, step)), "+ for −")


def _momentum_forgotten(site: Site) -> Iterator[Alternative]:
    """The gradient in the place of the velocity or the first moment."""
    gradient = _own_gradient(site)
    states = of_kind(site.right, "v_w_new", "v_b_new", "m_hat_w", "m_hat_b")
    for state in states if gradient and site.exists(gradient) else ():
        assert gradient is not None
        yield Alternative(replaced(site.right, state, gradient), f"{gradient} for {state}")


def _correction_forgotten(site: Site) -> Iterator[Alternative]:
    for correction in of_kind(site.right, "m_correction", "v_correction"):
        right = exchanged(site.right, {correction: Number(1.0)})
        yield Alternative(right, f"not divided by {correction}")


def _accumulated(site: Site) -> Iterator[Alternative]:
    """The gradient of the iteration before was not cleared."""
    earlier = Cell(site.cell.iteration - 1, site.name)
    if site.kind in ("dw", "db") and earlier.iteration in site.own.sheet.iterations:
        before = site.own[earlier].written
        yield Alternative(Sum((site.right, Number(before))), "added to the last iteration's")


def _gradient_omitted(site: Site) -> Iterator[Alternative]:
    """The delta in the place of the gradient: the input left out in the update."""
    gradient = _own_gradient(site)
    if site.kind == "w_new" and gradient and gradient in of_kind(site.right, "dw"):
        layer, _, j = site.name.indices[-3:] if len(site.name.indices) == 3 else (0, 0, 0)
        delta = Quantity("delta", (layer, j))
        if layer and site.exists(delta):
            yield Alternative(replaced(site.right, gradient, delta), f"{delta} for {gradient}")


def _step_alone(site: Site) -> Iterator[Alternative]:
    """Only the step, without the old value."""
    match site.right:
        case Sum((Ref(), Negative(step))) if site.kind in _NEW:
            yield Alternative(step, "η · ∂L/∂w alone")
            yield Alternative(Negative(step), "−η · ∂L/∂w alone")


MISTAKES = (
    Mistake(
        "learning-rate-forgotten",
        "The learning rate was forgotten",
        "The step is the learning rate times the gradient.",
        _rate_forgotten,
        5,
    ),
    Mistake(
        "learning-rate-doubled",
        "The learning rate was used twice",
        "The learning rate counts once.",
        _rate_doubled,
        2,
    ),
    Mistake(
        "wrong-learning-rate",
        "Another learning rate was used",
        "The learning rate is given.",
        _wrong_rate,
        3,
    ),
    Mistake(
        "ascent",
        "The step was added, not subtracted",
        "Descent goes against the gradient: w − η · ∂L/∂w.",
        _ascent,
        5,
    ),
    Mistake(
        "momentum-forgotten",
        "The momentum was forgotten",
        "The step follows the velocity, not this gradient alone.",
        _momentum_forgotten,
        4,
    ),
    Mistake(
        "bias-correction-forgotten",
        "The bias correction was forgotten",
        "Adam's moments are divided by 1 − βᵗ.",
        _correction_forgotten,
        4,
    ),
    Mistake(
        "gradient-accumulated",
        "The last iteration's gradient was not cleared",
        "Each iteration begins with a new gradient.",
        _accumulated,
        3,
    ),
    Mistake(
        "input-omitted",
        "The input of the weight was left out",
        "∂L/∂w is delta times what the weight is multiplied by.",
        _gradient_omitted,
        3,
    ),
    Mistake(
        "weight-omitted",
        "The old weight was left out",
        "The new weight is the old one less the step.",
        _step_alone,
        2,
    ),
)
