"""Sentences that every writer says alike."""

from __future__ import annotations

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.report.records import Content, IterationContent
from backprop_gui.session.reading.spelling import shown


def summary(report: Content, writing: Writing) -> str:
    """What the report covers."""
    first, last = (report.iterations[n].number for n in (0, -1))
    which = f"iteration {first}" if first == last else f"iterations {first} to {last}"
    return (
        f"Every step of {which} worked out: symbols, numbers, result. Numbers are shown with "
        f"{writing.digits} significant digits and computed with {_precision(report)}."
    )


def said(report: Content, writing: Writing, text: str) -> str:
    """A title or remark with numbers and names of quantities as they are chosen to be written."""
    return shown(report.session.program, written(text, writing), writing.notation)


def network_caption(report: Content) -> str:
    """What the numbers and the lines of the drawing are."""
    first = report.iterations[0]
    sample = f" of sample {first.samples[0]}" if len(first.samples) > 1 else ""
    return (
        f"Values{sample} in iteration {first.number}. Edges: blue for positive weights, orange for "
        "negative ones, wider for larger ones, dashed where removed."
    )


def batch(iteration: IterationContent, writing: Writing) -> str:
    """Which samples, and the loss."""
    names = ", ".join(map(str, iteration.samples[:12]))
    left = len(iteration.samples) - 12
    more = f" and {left} more" if left > 0 else ""
    what = "Sample" if len(iteration.samples) == 1 else "Samples"
    loss = plain(iteration.loss, writing) + _of_data(iteration, writing)
    return f"{what} {names}{more}. Loss {loss}."


def loss_caption(report: Content) -> str:
    """Which losses are drawn."""
    if report.data_loss is None:
        return "Loss of each iteration"
    return "Loss of each iteration, and that of the data alone, without the penalty on the weights"


def _of_data(iteration: IterationContent, writing: Writing) -> str:
    if iteration.data_loss is None:
        return ""
    return f", without the penalty on the weights {plain(iteration.data_loss, writing)}"


def _precision(report: Content) -> str:
    chosen = report.session.document.precision
    return f"{chosen.format}, every one {chosen.note}" if chosen.note else chosen.format
