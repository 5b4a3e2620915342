"""Whether the forms of one element agree, and why they part where they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from backprop_gui.engine.operations.operation import Form
from backprop_gui.engine.precision import Precision
from backprop_gui.engine.program import Program
from backprop_gui.formula.evaluation import magnitude
from backprop_gui.formula.expression import Expression, Quotient, quantities, walk
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import Sentence, joined
from backprop_gui.session.reading.naming import find
from backprop_gui.session.reading.reading import Reader
from backprop_gui.session.reading.reasons import reason

# With so many digits in common, numbers on the way have merely come near the smallest float64.
_MANY_DIGITS = 6


def agreement(
    forms: Sequence[Form], results: Sequence[float], moment: Reader, program: Program
) -> str:
    """A sentence for a person; "" where there is one form only.

    `results` are the forms' values; the first form is the one that is computed.
    """
    if len(forms) < 2:
        return ""
    parted = [n for n in range(1, len(forms)) if not _equal(forms, results, n, moment, program)]
    every = "Both forms agree" if len(forms) == 2 else f"All {len(forms)} forms agree"
    if not parted:
        return f"{every}."
    digits = min(_common_digits(results[0], results[n]) for n in parted)
    if digits >= _MANY_DIGITS:
        return f"{every} to {digits} digits."
    why = _why(forms[0], results[0], moment, program)
    form = "the {} form gives {}"
    others = (Sentence(form, forms[n].label, float(results[n])) for n in parted)
    return Sentence("The forms part: {}; {}.", why, joined(", ", others))


def _equal(
    forms: Sequence[Form], results: Sequence[float], n: int, moment: Reader, program: Program
) -> bool:
    """Within the rounding errors of both: 64 · eps · Σ|terms|."""
    own, other = results[0], results[n]
    if own == other or (np.isnan(own) and np.isnan(other)):
        return True
    precision = program.training.precision
    if precision.rounds and np.isfinite(other):
        return precision.round(other) == own
    eps = float(np.finfo(precision.dtype).eps)
    size = sum(magnitude(forms[k].right, moment.number) for k in (0, n))
    return bool(np.isfinite(size) and abs(own - other) <= 64 * eps * size)


def _common_digits(own: float, other: float) -> int:
    """How many leading digits two different numbers have in common."""
    if not np.isfinite([own, other]).all():
        return 0
    return int(-np.log10(abs(own - other) / max(abs(own), abs(other))))


def _why(form: Form, result: float, moment: Reader, program: Program) -> str:
    way = f"in the {form.label}" if form.label else "as computed"
    if phrase := reason(form.right, moment.number):
        root = next(_roots(form.right, moment, program), "")
        return Sentence("{} {}, because {}" if root else "{} {}", way, phrase, root)
    if old := _computed_before_an_edit(form.right, moment, program):
        words = "{} {} was computed before an edit, which gives {}"
        return Sentence(words, way, old, float(result))
    rounding = _rounding(program.training.precision)
    return Sentence("{} {}, which gives {}", way, rounding, float(result))


def _rounding(precision: Precision) -> str:
    return f"every number is {precision.note or 'rounded to ' + precision.format}"


def _computed_before_an_edit(right: Expression, moment: Reader, program: Program) -> str:
    stale = (str(name) for name in quantities(right) if moment.is_stale(find(program, name)))
    return next(stale, "")


def _roots(right: Expression, moment: Reader, program: Program) -> Iterator[str]:
    """Where the infinite sources come from: an output that stands at its limit, as a rule."""
    for name in quantities(right):
        producer = program.producers.get(find(program, name).spec.name)
        if producer is None or np.isfinite(moment.number(name)):
            continue
        formula = program.operations[producer].forms(name)[0].right
        yield from _saturated(formula, moment)
        value = float(moment.number(name))
        yield Sentence("{} is {}: {}", name, value, reason(formula, moment.number))


def _saturated(formula: Expression, moment: Reader) -> Iterator[str]:
    """The logistic function and softmax come near 0 and 1 but never reach them."""
    divisors = (node.denominator for node in walk(formula) if isinstance(node, Quotient))
    for name in (name for divisor in divisors for name in quantities(divisor)):
        value = moment.number(name)
        if _is_output(name) and value in (0.0, 1.0) and _divides_by_zero(formula, name, moment):
            yield Sentence("{} has been rounded to {}", name, float(value))


def _is_output(name: Quantity) -> bool:
    return name.kind == "x" and name.indices[0] > 0


def _divides_by_zero(formula: Expression, name: Quantity, moment: Reader) -> bool:
    """Whether the formula is not finite because of a division by 0 that reads `name`."""
    quotients = [node for node in walk(formula) if isinstance(node, Quotient)]
    return any(
        name in quantities(node.denominator) and reason(node, moment.number) for node in quotients
    )
