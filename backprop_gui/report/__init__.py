"""What leaves the window on paper: typeset equations and reports. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from backprop_gui.errors import BackpropError
from backprop_gui.formula.writing import Writing
from backprop_gui.marking.notation import marked_in
from backprop_gui.report.iterations import Progress, silent
from backprop_gui.session.session import Session
from backprop_gui.session.storage.whole_file import write_whole

if TYPE_CHECKING:
    from backprop_gui.report.records import Content

_WRITING = Writing()
Writer = Callable[["Content", Writing], bytes]


class ReportError(BackpropError):
    """A report that cannot be written; the message names the file and the reason."""


def export_report(
    session: Session,
    path: str | Path,
    iterations: int = 1,
    *,
    writing: Writing = _WRITING,
    progress: Progress = silent,
) -> Path:
    """Write the first `iterations` as a worked derivation, computed where missing.

    The suffix chooses the format: .html, .htm or .pdf. The session does not move. The file is
    written all or nothing; `progress` hears of every iteration worked out (how many, of how
    many). Returns its path; raises ReportError, InvalidValue.
    """
    from backprop_gui.report.content import content

    target = Path(path)
    write = _writer(target)
    report = content(session, iterations, progress=progress)
    if report.marked is not None:
        report = replace(report, marked=marked_in(report.marked, writing.notation))
    return written(target, write(report, writing))


def written(path: Path, page: bytes) -> Path:
    """Write a file all or nothing; raises ReportError."""
    try:
        write_whole(path, page)
    except OSError as problem:
        raise ReportError(f"{path} cannot be written: {problem.strerror}.") from None
    return path


def _writer(path: Path) -> Writer:
    suffix = path.suffix.lower()
    if suffix in (".html", ".htm"):
        from backprop_gui.report.html import html

        return html
    if suffix == ".pdf":
        from backprop_gui.report.pdf import pdf

        return pdf
    raise ReportError(f"{path.name}: a report's name ends with .html, .htm or .pdf.")
