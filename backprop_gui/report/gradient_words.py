"""What a gradient check says, in words for a person and as a table for other programs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

from backprop_gui.engine.gradient_check import Checked, worst_first
from backprop_gui.engine.network import Network
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing

COLUMNS = ("parameter", "analytic", "numeric", "relative difference", "method", "remark")
_MOST_NAMES = 5


def remark(checked: Checked) -> str:
    """One parameter's verdict."""
    if math.isnan(checked.relative):
        return "no number to compare"
    if checked.agrees:
        return "agrees"
    if checked.kink:
        return "kink: the loss has no derivative here"
    return "differs"


def verdict(checks: Sequence[Checked], writing: Writing | None = None) -> str:
    """How many agree, the worst of them, and those that stand at a kink."""
    if not checks:
        return "There are no parameters to check."
    agree = sum(one.agrees for one in checks)
    whole = agree == len(checks)
    first = "All" if whole else f"{agree} of"
    gradients = f"{len(checks)} gradient{'s' if len(checks) > 1 else ''}"
    head = f"{first} {gradients} agree with the numeric ones."
    return " ".join(filter(None, (head, _worst(checks, writing), _kinks(checks), _unknown(checks))))


def surrogates(network: Network) -> str:
    """Which layers are meant to have another gradient; "" where none is."""
    layers = enumerate(network.layers, start=1)
    names = ", ".join(str(number) for number, layer in layers if layer.slope != layer.phi)
    if not names:
        return ""
    return f"Differences are meant: a surrogate derivative is in force in layer {names}."


def _worst(checks: Sequence[Checked], writing: Writing | None) -> str:
    known = [one for one in worst_first(checks) if not math.isnan(one.relative)]
    if not known or known[0].kink:
        return ""
    worst = known[0]
    size = plain(worst.relative, writing)
    return f"Largest relative difference: {size}, at {worst.parameter} ({worst.method})."


def _kinks(checks: Sequence[Checked]) -> str:
    names = _names([one for one in checks if one.kink and not one.agrees])
    return f"At a kink, where the loss has no derivative: {names}." if names else ""


def _unknown(checks: Sequence[Checked]) -> str:
    names = _names([one for one in checks if math.isnan(one.relative)])
    return f"Without a number, because something is inf or nan: {names}." if names else ""


def _names(checks: Sequence[Checked]) -> str:
    names = ", ".join(str(one.parameter) for one in checks[:_MOST_NAMES])
    left = len(checks) - _MOST_NAMES
    return f"{names} and {left} more" if left > 0 else names


def as_csv(checks: Sequence[Checked]) -> str:
    """One parameter a line, under a line of headings; numbers in full."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in checks:
        numbers = (one.analytic, one.numeric, one.relative)
        writer.writerow((one.parameter, *map(repr, numbers), one.method, remark(one)))
    return text.getvalue()
