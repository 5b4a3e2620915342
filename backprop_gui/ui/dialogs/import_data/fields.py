"""The choices of a table's separator, decimal mark, header, columns and labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from backprop_gui.session.tables import columns
from backprop_gui.session.tables.dialect import NAMES, SEPARATORS, Dialect
from backprop_gui.session.tables.importing import Choice, Plan
from backprop_gui.session.tables.numbers import COMMA, POINT
from backprop_gui.ui.panels.settings import kinds
from backprop_gui.ui.panels.settings.kinds import Option, Text
from backprop_gui.ui.panels.settings.section import Field

Enter = Callable[[Choice], object]
Entering = Callable[..., Callable[[Any], object]]

_LABELS = kinds.Choice(
    (
        Option("none", "numbers"),
        Option("one_hot", "labels: one output for each class"),
        Option("index", "labels: one output 0, 1, 2, …"),
    )
)
_COLUMNS = Text(str, str, "1-4, 6, or names")


def fields(choice: Choice, plan: Plan, enter: Enter) -> Iterator[Field]:
    """One choice each; `enter` takes another one as a whole, and may refuse it."""

    def entering(key: str, **forgotten: Any) -> Callable[[Any], object]:
        return lambda value: enter(replace(choice, **(forgotten | {key: value})))

    yield from _how_it_is_written(choice, plan.sheet.dialect, entering)
    yield from _what_it_means(choice, plan, entering)


def _how_it_is_written(choice: Choice, guessed: Dialect, entering: Entering) -> Iterator[Field]:
    separators = _marks(SEPARATORS, guessed.separator)
    # Another separator makes other columns: what was said of the old ones is void.
    anew = entering("separator", inputs=None, targets=None, labels=None)
    between = "what stands between the columns"
    yield Field("separator", "Separator", separators, choice.separator, anew, between)
    marks = _marks((POINT, COMMA), guessed.decimal)
    yield Field("decimal", "Decimal mark", marks, choice.decimal, entering("decimal"))
    header, whether = _header(guessed.header), "whether the first line names the columns"
    yield Field("header", "Header", header, choice.header, entering("header"), whether)


def _what_it_means(choice: Choice, plan: Plan, entering: Entering) -> Iterator[Field]:
    by, words = "columns by number or name, in any order", columns.in_words
    inputs = choice.inputs or words(plan.columns.inputs)
    yield Field("inputs", "Inputs", _COLUMNS, inputs, entering("inputs"), by)
    targets = choice.targets or words(plan.columns.targets)
    yield Field("targets", "Targets", _COLUMNS, targets, entering("targets", labels=None), by)
    are = "numbers, or classes"
    yield Field("labels", "Targets are", _LABELS, plan.labels, entering("labels"), are)


def _marks(marks: tuple[str, ...], guessed: str) -> kinds.Choice:
    named = tuple(Option(mark, NAMES[mark]) for mark in marks)
    return kinds.Choice((Option(None, f"auto: {NAMES[guessed]}"), *named))


def _header(guessed: bool) -> kinds.Choice:
    titles = {True: "yes", False: "no"}
    named = tuple(Option(value, title) for value, title in titles.items())
    return kinds.Choice((Option(None, f"auto: {titles[guessed]}"), *named))
