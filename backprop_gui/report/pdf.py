"""A report as PDF: a Typst document, compiled by the compiler inside the typst wheel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from backprop_gui.assets import asset
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Ref
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.marking.verdicts import Marked, Verdict
from backprop_gui.report import wording
from backprop_gui.report.by_hand import ByHand
from backprop_gui.report.figures.network import network_figure
from backprop_gui.report.figures.plot import curves_plot, loss_plot
from backprop_gui.report.marked import SIGNS, exactly, remarks, summary
from backprop_gui.report.records import (
    Content,
    Derivation,
    IterationContent,
    ParameterRow,
    ParameterTable,
    Step,
)
from backprop_gui.report.settings import DataTable
from backprop_gui.report.typesetting import document_pdf
from backprop_gui.session.reading.explaining import Working

_PREAMBLE = "report/report.typ"


def pdf(report: Content, writing: Writing) -> bytes:
    """The whole document, A4."""
    writer = _Writer(report, writing)
    source = "\n".join(writer.document())
    return document_pdf(source, writer.files)


class _Writer:
    """Calls of the functions in the preamble, one a line; all text goes in as strings."""

    def __init__(self, report: Content, writing: Writing) -> None:
        self._report = report
        self._writing = writing
        self.files: dict[str, bytes] = {}

    def document(self) -> Iterator[str]:
        report, writing = self._report, self._writing
        yield asset(_PREAMBLE).read_text(encoding="utf-8")
        yield _call(
            "show: report", _string(report.title), _string(wording.summary(report, writing))
        )
        yield "= Network"
        drawn = network_figure(report, writing)
        yield self._figure("network.svg", drawn, _string(wording.network_caption(report)))
        yield "= Settings and conventions"
        yield _call("settings", *(_pair(s.name, s.value) for s in report.settings))
        yield "= Data"
        yield from self._data(report.data)
        for iteration in report.iterations:
            yield from self._iteration(iteration)
        if report.later:
            yield "= Notes on later iterations"
            yield from _pinned(report.later)
        if report.marked:
            yield from _answers(report.marked)
        yield from self._curves()

    def _data(self, data: DataTable) -> Iterator[str]:
        names = [_string("sample"), *(self._symbol(n) for n in data.inputs + data.targets)]
        rows = ((str(n), *map(self._plain, row)) for n, row in enumerate(data.rows, start=1))
        yield _table("", names, ([_string(cell) for cell in row] for row in rows))
        if data.omitted:
            yield _call("omitted", _string(f"{data.omitted} more samples"))
        if data.omitted_columns:
            yield _call("omitted", _string(f"{data.omitted_columns} more columns"))

    def _iteration(self, iteration: IterationContent) -> Iterator[str]:
        words = wording.batch(iteration, self._writing)
        yield _call("iteration", str(iteration.number), _string(words))
        for phase in iteration.phases:
            if phase.steps:
                yield f"== {phase.title}"
            for step in phase.steps:
                yield from self._step(step)
        yield from self._by_hand(iteration.by_hand)
        yield from _pinned(iteration.notes)
        yield "== Parameters before and after"
        for table in iteration.tables:
            yield from self._parameters(table)

    def _step(self, step: Step) -> Iterator[str]:
        title = _string(f"{step.number}. {self._said(step.title)}")
        yield _call("step", title, self._equation(step.line), _string(self._said(step.note)))
        for element in step.elements:
            yield from self._derivation(element)
        if step.omitted:
            yield _call("omitted", _string(f"{step.omitted} more"))
        yield from self._by_hand(step.by_hand)
        yield from _pinned(step.notes)

    def _by_hand(self, edits: tuple[ByHand, ...]) -> Iterator[str]:
        for edit in edits:
            yield _call("byhand", _string(edit.words(self._writing)))

    def _derivation(self, element: Derivation) -> Iterator[str]:
        yield from self._by_hand(element.by_hand)
        for way in element.ways:
            yield _call("working", _string(way.label), *map(_string, self._working(way)))
        if element.remark:
            yield _call("remark", _string(self._said(element.remark)))

    def _said(self, text: str) -> str:
        return wording.said(self._report, self._writing, text)

    def _working(self, way: Working) -> list[str]:
        """Symbols = numbers = result, each once."""
        parts = [way.symbolic.typst(self._writing)]
        if way.symbolic.right != way.result.right:
            if way.substituted.right != way.result.right:
                parts.append(way.substituted.typst(self._writing))
            parts.append(f"bold({way.result.typst(self._writing)})")
        return parts

    def _parameters(self, table: ParameterTable) -> Iterator[str]:
        names = ("before", *(("set by hand to",) if table.by_hand else ()), "gradient", "after")
        heads = [_string(text) for text in ("parameter", *names)]
        rows = (
            [self._symbol(row.quantity), *map(_string, self._row(row, table.by_hand))]
            for row in table.rows
        )
        yield _table(self._symbol(table.name), heads, rows)
        if table.omitted:
            yield _call("omitted", _string(f"{table.omitted} more"))

    def _row(self, row: ParameterRow, by_hand: bool) -> Iterator[str]:
        yield self._plain(row.before)
        if by_hand:
            yield "" if row.set_to is None else self._plain(row.set_to)
        yield self._plain(row.gradient)
        yield self._plain(row.after)

    def _curves(self) -> Iterator[str]:
        yield "= Loss and parameters"
        loss = loss_plot(self._report.loss, self._report.data_loss, self._writing.notation)
        yield self._figure("loss.svg", loss, _string(wording.loss_caption(self._report)))
        for n, curves in enumerate(self._report.parameters):
            left = f", {curves.omitted} more not drawn" if curves.omitted else ""
            caption = (
                f"equation({self._symbol(curves.name)}) + {_string(' across iterations' + left)}"
            )
            yield self._figure(
                f"curves-{n}.svg", curves_plot(curves, self._writing.notation), caption
            )

    def _figure(self, name: str, drawing: str, caption: str) -> str:
        self.files[name] = drawing.encode()
        return _call("drawing", _string(name), caption)

    def _equation(self, equation: Equation) -> str:
        return _string(equation.typst(self._writing))

    def _symbol(self, name: Quantity) -> str:
        """A symbol as mathematics; `values` sets what is not a plain string."""
        written = _string(Equation(Ref(name)).typst(self._writing))
        return f'math.equation(eval({written}, mode: "math").body)'

    def _plain(self, value: float) -> str:
        return plain(value, self._writing)


def _pinned(notes: tuple[str, ...]) -> Iterator[str]:
    for note in notes:
        yield _call("pinned", _string(note))


def _answers(marked: Marked) -> Iterator[str]:
    """The marked sheet; what is said about an answer stands in its row."""
    yield "= Checked answers"
    yield _call("remark", _string(summary(marked)))
    rows = (", ".join(map(_string, _answer(verdict))) for verdict in marked.verdicts)
    yield _call("answers", *(f"({row})" for row in rows))


def _answer(verdict: Verdict) -> tuple[str, ...]:
    word = f"{SIGNS[verdict.verdict]} {verdict.verdict}"
    right = exactly(verdict.engine, verdict.printed)
    return str(verdict.quantity), verdict.printed, word, right, "\n".join(remarks(verdict))


def _table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = (f"({', '.join(row)},)" for row in rows)
    return _call("values", caption or "none", f"({', '.join(heads)},)", *cells)


def _call(function: str, *arguments: str) -> str:
    if function.startswith("show"):
        return f"#{function}.with({', '.join(arguments)})"
    return f"#{function}({', '.join(arguments)})"


def _pair(name: str, value: str) -> str:
    return f"({_string(name)}, {_string(value)})"


def _string(text: str) -> str:
    # JSON's escapes \" \\ \n are Typst's; a string cannot break out, whatever it holds.
    return json.dumps(text, ensure_ascii=False)
