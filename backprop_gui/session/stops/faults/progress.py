"""A loss that rises or stands still."""

from __future__ import annotations

from itertools import pairwise

from backprop_gui.engine.choices import Parameter
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import Sentence
from backprop_gui.session.stops.faults.entry import FaultEntry, Found, Settings, View

_LOSS = Quantity("loss")
MOST_ITERATIONS = 10_000


def _rises(view: View, settings: Settings) -> list[Found]:
    times = int(settings["times"])
    last = view.losses[-times - 1 :]
    if len(last) <= times or not all(a < b for a, b in pairwise(last)):
        return []
    form = "The loss has risen {} times in a row, from {} to {}"
    reason = Sentence(form, times, last[0], last[-1])
    return [Found(_LOSS, view.after(_LOSS), reason)]


def _stands(view: View, settings: Settings) -> list[Found]:
    count, share = int(settings["iterations"]), settings["share"]
    if len(view.losses) <= count:
        return []
    before, now = view.losses[-count - 1], view.losses[-1]
    if not before - now < share * abs(before):
        return []
    reason = Sentence("In {} iterations the loss went from {} to {} only", count, before, now)
    return [Found(_LOSS, view.after(_LOSS), reason)]


LOSS_RISES = FaultEntry(
    "loss_rises",
    "the loss rises several times in a row",
    _rises,
    "The steps are commonly too large: try a smaller learning rate; with small batches some "
    "rising is noise, for which larger batches or momentum help.",
    (Parameter("times", 5, 1, 1000, "how many times in a row"),),
)

NO_PROGRESS = FaultEntry(
    "no_progress",
    "the loss makes no progress",
    _stands,
    "If it is still too high, try a larger learning rate, other first weights, momentum, or more "
    "units; if not, training is done.",
    (
        Parameter("iterations", 100, 1, MOST_ITERATIONS, "over so many iterations"),
        Parameter("share", 1e-3, 0, 1, "it falls by less than this share"),
    ),
)
