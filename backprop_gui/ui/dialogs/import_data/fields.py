"""The choices of a table's separator, decimal mark, header, columns and labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from backprop_gui.session.tables import columns
from backprop_gui.session.tables.dialect import SEMICOLON, TAB
from backprop_gui.session.tables.importing import Choice, Plan
from backprop_gui.session.tables.numbers import COMMA, POINT
from backprop_gui.ui.panels.settings import kinds
from backprop_gui.ui.panels.settings.kinds import Option, Text
from backprop_gui.ui.panels.settings.section import Field

Enter = Callable[[Choice], object]

_NAMES = {TAB: "tab", SEMICOLON: "semicolon", COMMA: "comma", POINT: "point"}
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

    dialect = plan.sheet.dialect
    anew = {"inputs": None, "targets": None, "labels": None}
    yield Field(
        "separator",
        "Separator",
        _marks((COMMA, SEMICOLON, TAB), dialect.separator),
        choice.separator,
        entering("separator", **anew),
        "what stands between the columns",
    )
    yield Field(
        "decimal",
        "Decimal mark",
        _marks((POINT, COMMA), dialect.decimal),
        choice.decimal,
        entering("decimal"),
    )
    yield Field(
        "header",
        "Header",
        _header(dialect.header),
        choice.header,
        entering("header"),
        "whether the first line names the columns",
    )
    yield Field(
        "inputs",
        "Inputs",
        _COLUMNS,
        choice.inputs or columns.in_words(plan.columns.inputs),
        entering("inputs"),
        "columns by number or name, in any order",
    )
    yield Field(
        "targets",
        "Targets",
        _COLUMNS,
        choice.targets or columns.in_words(plan.columns.targets),
        entering("targets", labels=None),
        "columns by number or name, in any order",
    )
    yield Field(
        "labels", "Targets are", _LABELS, plan.labels, entering("labels"), "numbers, or classes"
    )


def _marks(marks: tuple[str, ...], guessed: str) -> kinds.Choice:
    named = tuple(Option(mark, _NAMES[mark]) for mark in marks)
    return kinds.Choice((Option(None, f"auto: {_NAMES[guessed]}"), *named))


def _header(guessed: bool) -> kinds.Choice:
    titles = {True: "yes", False: "no"}
    named = tuple(Option(value, title) for value, title in titles.items())
    return kinds.Choice((Option(None, f"auto: {titles[guessed]}"), *named))
