"""A marked sheet as text, as a table of comma-separated values, and as a page."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from backprop_gui.assets import asset
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import named
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing
from backprop_gui.marking.notation import marked_in
from backprop_gui.marking.verdicts import Diagnosis, Marked, Verdict
from backprop_gui.report import ReportError, written
from backprop_gui.report.mathml_lines import lines

if TYPE_CHECKING:
    from markupsafe import Markup

_TEMPLATE = "report/marked.html.j2"
_COLUMNS = (
    "quantity",
    "iteration",
    "printed",
    "verdict",
    "engine",
    "from_own_numbers",
    "diagnoses",
    "text",
    "note",
)
SIGNS = {"right": "✓", "follows": "↳", "wrong": "✗", "unread": "?"}
"""Beside the words, so that a sheet is read at a glance; never colour alone."""


def summary(marked: Marked) -> str:
    """How many of each verdict, and where the first mistake is."""
    counts = Counter[str](verdict.verdict for verdict in marked.verdicts)
    parts = [f"{counts[word]} {word}" for word in SIGNS if counts[word]]
    first = marked.first_mistake
    if first is None:
        return f"{', '.join(parts) or 'Nothing was answered'}."
    named = _named(first.diagnoses[0]) if first.diagnoses else ""
    return f"{', '.join(parts)}. The first mistake is at {first.quantity}{named}."


def _named(diagnosis: Diagnosis) -> str:
    """What few digits tell is no certainty."""
    return f": {'perhaps ' if diagnosis.weak else ''}{diagnosis.title.lower()}"


def as_text(marked: Marked) -> str:
    """One line an answer, its diagnoses indented below it."""
    columns = zip(*_cells(marked), strict=True)
    widths = [max(len(cell) for cell in column) for column in columns]
    lines = [summary(marked), ""]
    for verdict, cells in zip(marked.verdicts, _cells(marked), strict=True):
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        lines.append("  ".join(padded).rstrip())
        lines += [f"    {text}" for text in remarks(verdict)]
    lines += [f"Line {r.line}: {r.given} was taken for {r.taken_for}." for r in marked.renamed]
    return "\n".join(lines) + "\n"


def as_csv(marked: Marked) -> str:
    """One row an answer; numbers with all digits."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for v in marked.verdicts:
        ids = " ".join(d.id for d in v.diagnoses)
        numbers = ("" if n is None else repr(n) for n in (v.engine, v.from_own_numbers))
        text = v.diagnoses[0].text if v.diagnoses else ""
        writer.writerow(
            (v.quantity, v.iteration, v.printed, v.verdict, *numbers, ids, text, v.note)
        )
    return out.getvalue()


def as_html(marked: Marked, notation: Notation = ASSIGNMENT) -> str:
    """A page of its own, with the report's style; formulas in a notation, as names are already."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    template = asset(_TEMPLATE)
    environment = Environment(
        loader=FileSystemLoader(template.parent), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(template.name).render(
        marked=marked,
        style=Markup(asset("report/report.css").read_text(encoding="utf-8")),
        **page_words(marked, notation),
    )


def page_words(marked: Marked, notation: Notation) -> dict[str, object]:
    """What the template of a marked sheet asks for."""
    return {
        "signs": SIGNS,
        "exactly": exactly,
        "calculation": partial(calculation, notation=notation),
        "marked_summary": summary(marked),
    }


def calculation(steps: tuple[Equation, ...], printed: str, notation: Notation) -> Markup:
    """The formula, the numbers put in and the result as MathML, with what differs highlighted."""
    from markupsafe import Markup

    writing, shown = replace(_like(printed), notation=notation), list[str]()
    for step in steps:
        formula = (Equation(step.right) if shown else step).mathml(writing)
        shown.append(" ".join(lines(formula, "=" if shown else "")))
    return Markup("".join(f"<p>{step}</p>" for step in shown))


def exactly(value: float | None, printed: str) -> str:
    """A number with two digits more than the person wrote."""
    if value is None:
        return ""
    return plain(value, _like(printed))


def _like(printed: str) -> Writing:
    written = sum(c.isdigit() for c in printed.partition("e")[0].lstrip("-0.,"))
    return Writing(min(max(written + 2, 5), 17))


_WRITERS: dict[str, Callable[[Marked, Notation], str]] = {
    ".txt": lambda marked, _: as_text(marked),
    ".csv": lambda marked, _: as_csv(marked),
    ".html": as_html,
    ".htm": as_html,
}


def export_marked(
    marked: Marked, path: str | Path, *, notation: str | Notation = ASSIGNMENT
) -> Path:
    """Write a marked sheet; the suffix chooses the format.

    Quantities have the names of the notation. Raises ReportError, InvalidValue for another one.
    """
    target, names = Path(path), named(notation)
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        raise ReportError(f"{target.name}: a marked sheet's name ends with .txt, .csv or .html.")
    return written(target, write(marked_in(marked, names), names).encode("utf-8"))


def _cells(marked: Marked) -> list[tuple[str, ...]]:
    return [
        (
            str(v.quantity),
            v.printed,
            f"{SIGNS[v.verdict]} {v.verdict}",
            "" if v.verdict in ("right", "unread") else f"right is {exactly(v.engine, v.printed)}",
        )
        for v in marked.verdicts
    ]


def remarks(verdict: Verdict) -> Iterator[str]:
    """All that is said about an answer, a line each."""
    if verdict.note:
        yield verdict.note
    if verdict.because:
        yield f"follows from {', '.join(verdict.because)}"
    for diagnosis in verdict.diagnoses:
        also = f" (also at {', '.join(diagnosis.also)})" if diagnosis.also else ""
        yield f"{diagnosis.text}{also}"
    if verdict.verdict == "wrong" and not verdict.diagnoses:
        yield "No single mistake of the table gives this number."
