"""One iteration as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.formula.numerals import NumberFormat, plain
from backprop_gui.formula.sentence import written
from backprop_gui.report.by_hand import ByHand
from backprop_gui.report.content import content
from backprop_gui.report.records import Derivation, IterationContent, Step
from backprop_gui.session.reading.explaining import Working
from backprop_gui.session.session import Session

MOST_ELEMENTS = 8


def transcript(
    session: Session, most_elements: int = MOST_ELEMENTS, numbers: NumberFormat | None = None
) -> Iterator[str]:
    """The first iteration, step by step; of an operation at most so many elements."""
    told = content(session, 1, most_elements)
    for setting in told.settings:
        yield f"{setting.name}: {setting.value}"
    yield from _iteration(told.iterations[0], numbers or NumberFormat())


def _iteration(iteration: IterationContent, numbers: NumberFormat) -> Iterator[str]:
    yield f"\nIteration {iteration.number}"
    for phase in iteration.phases:
        yield f"\n{phase.title}"
        for step in phase.steps:
            yield from _step(step, numbers)
    yield from _by_hand(iteration.by_hand, numbers)
    yield f"\nLoss {plain(iteration.loss, numbers)}"


def _step(step: Step, numbers: NumberFormat) -> Iterator[str]:
    note = f"  ({step.note})" if step.note else ""
    yield f"{step.number:4}. {step.title}: {step.line.text(numbers)}{note}"
    for element in step.elements:
        yield from _by_hand(element.by_hand, numbers)
        yield from _derivation(element, numbers)
    if step.omitted:
        yield f"      … {step.omitted} more"
    yield from _by_hand(step.by_hand, numbers)


def _by_hand(edits: tuple[ByHand, ...], numbers: NumberFormat) -> Iterator[str]:
    for edit in edits:
        yield f"      {edit.words(numbers)}"


def _derivation(element: Derivation, numbers: NumberFormat) -> Iterator[str]:
    """A remark stands behind a lone way, below several."""
    *first, last = [_way(way, numbers) for way in element.ways]
    remark = written(element.remark, numbers)
    behind = f"  ({remark})" if remark and not first else ""
    yield from (*first, f"{last}{behind}")
    if remark and first:
        yield f"      {remark}"


def _way(way: Working, numbers: NumberFormat) -> str:
    label = f"{way.label}: " if way.label else ""
    return f"      {label}{_working(way, numbers)}"


def _working(way: Working, numbers: NumberFormat) -> str:
    parts = [way.symbolic.text(numbers)]
    if way.symbolic.right != way.result.right:
        if way.substituted.right != way.result.right:
            parts.append(way.substituted.text(numbers))
        parts.append(way.result.text(numbers))
    return " = ".join(parts)
