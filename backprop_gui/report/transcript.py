"""One iteration as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.report.by_hand import ByHand
from backprop_gui.report.content import content
from backprop_gui.report.records import Derivation, IterationContent, Step
from backprop_gui.session.reading.explaining import Working
from backprop_gui.session.session import Session

MOST_ELEMENTS = 8


def transcript(
    session: Session, most_elements: int = MOST_ELEMENTS, writing: Writing | None = None
) -> Iterator[str]:
    """The first iteration, step by step; of an operation at most so many elements."""
    told = content(session, 1, most_elements)
    for setting in told.settings:
        yield f"{setting.name}: {setting.value}"
    yield from _iteration(told.iterations[0], writing or Writing())


def _iteration(iteration: IterationContent, writing: Writing) -> Iterator[str]:
    yield f"\nIteration {iteration.number}"
    for phase in iteration.phases:
        yield f"\n{phase.title}"
        for step in phase.steps:
            yield from _step(step, writing)
    yield from _by_hand(iteration.by_hand, writing)
    yield f"\nLoss {plain(iteration.loss, writing)}"


def _step(step: Step, writing: Writing) -> Iterator[str]:
    note = f"  ({step.note})" if step.note else ""
    yield f"{step.number:4}. {step.title}: {step.line.text(writing)}{note}"
    for element in step.elements:
        yield from _by_hand(element.by_hand, writing)
        yield from _derivation(element, writing)
    if step.omitted:
        yield f"      … {step.omitted} more"
    yield from _by_hand(step.by_hand, writing)


def _by_hand(edits: tuple[ByHand, ...], writing: Writing) -> Iterator[str]:
    for edit in edits:
        yield f"      {edit.words(writing)}"


def _derivation(element: Derivation, writing: Writing) -> Iterator[str]:
    """A remark stands behind a lone way, below several."""
    *first, last = [_way(way, writing) for way in element.ways]
    remark = written(element.remark, writing)
    behind = f"  ({remark})" if remark and not first else ""
    yield from (*first, f"{last}{behind}")
    if remark and first:
        yield f"      {remark}"


def _way(way: Working, writing: Writing) -> str:
    label = f"{way.label}: " if way.label else ""
    return f"      {label}{_working(way, writing)}"


def _working(way: Working, writing: Writing) -> str:
    parts = [way.symbolic.text(writing)]
    if way.symbolic.right != way.result.right:
        if way.substituted.right != way.result.right:
            parts.append(way.substituted.text(writing))
        parts.append(way.result.text(writing))
    return " = ".join(parts)
