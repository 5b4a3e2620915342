"""The command line: the window, a report, and one iteration as text where no window can open."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from backprop_gui.errors import BackpropError
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import NOTATIONS, named
from backprop_gui.formula.writing import Writing
from backprop_gui.session.aside import STEPS
from backprop_gui.session.examples import FIRST, examples, open_named
from backprop_gui.session.session import Session
from backprop_gui.ui.platform_check import NoWindow, why_no_window

_REPORT_USAGE = "backprop-gui report FILE|EXAMPLE -o OUT [--iterations N] [--notation NAME]"
_CHECK_USAGE = "backprop-gui check FILE|EXAMPLE ANSWERS [-o OUT] [--tolerance N] [--notation NAME]"
_PICTURE_USAGE = (
    "backprop-gui picture FILE|EXAMPLE -o OUT [--at NAME] [--count N] [--each STEP] [--dark] "
    "[--notation NAME]"
)
_REPORT_NAME = "backprop-report.html"
_FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code: 0, or 2 after one line on stderr."""
    _write_unicode()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] and given[0] in _COMMANDS:
            parser, run = _COMMANDS[given[0]]
            return run(parser().parse_args(given[1:]))
        asked = _window_parser().parse_args(given)
        return _list_examples() if asked.list else _window(asked.source)
    except BackpropError as error:
        print(f"backprop-gui: {_one_line(error)}", file=sys.stderr)
        return _FAILED
    except BrokenPipeError:  # as when the reader is `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(_FAILED, f"{self.prog}: {message}; --help tells more\n")


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="backprop-gui",
        usage="%(prog)s [-h] [--version] [--list] [FILE|EXAMPLE]"
        f"\n       {_REPORT_USAGE}\n       {_CHECK_USAGE}\n       {_PICTURE_USAGE}",
        description="A debugger that steps through backpropagation one operation at a time.",
    )
    parser.add_argument(
        "source",
        nargs="?",
        type=_named,
        default=FIRST,
        metavar="FILE|EXAMPLE",
        help=f"a session (.bpg), or an example by its name, to open ({FIRST})",
    )
    parser.add_argument("--list", action="store_true", help="list the examples")
    parser.add_argument(
        "--version", action="version", version=f"backprop-gui {version('backprop-gui')}"
    )
    return parser


def _parser(usage: str, description: str, output: str, *, required: bool) -> _Parser:
    """Of a command that reads a session and writes a file; `usage` begins with its name."""
    name = usage.partition(" FILE")[0]
    parser = _Parser(prog=name, usage=usage, description=description)
    source = "a session (.bpg), or an example (backprop-gui --list)"
    parser.add_argument("source", type=_named, metavar="FILE|EXAMPLE", help=source)
    parser.add_argument("-o", "--output", type=Path, required=required, metavar="OUT", help=output)
    return parser


def _report_parser() -> argparse.ArgumentParser:
    text = "Write a session as a worked derivation."
    parser = _parser(_REPORT_USAGE, text, "a name in .html or .pdf", required=True)
    parser.add_argument(
        "--iterations", type=_whole, default=1, metavar="N", help="the first N iterations (1)"
    )
    _take_notation(parser)
    return parser


def _take_notation(parser: argparse.ArgumentParser) -> None:
    """How the quantities are called."""
    names = ", ".join(NOTATIONS)
    parser.add_argument(
        "--notation",
        type=_notation,
        default=ASSIGNMENT,
        metavar="NAME",
        help=f"the names of the quantities: {names} ({ASSIGNMENT.name})",
    )


def _report(given: argparse.Namespace) -> int:
    from backprop_gui.report import export_report
    from backprop_gui.report.patience import Patience

    session, told = open_named(given.source), Patience(sys.stderr)
    written = export_report(
        session,
        given.output,
        given.iterations,
        writing=Writing(notation=given.notation),
        progress=told.progress,
    )
    print(written)
    return 0


def _check_parser() -> argparse.ArgumentParser:
    text = "Check numbers worked out by hand, and find the mistakes."
    parser = _parser(_CHECK_USAGE, text, "a name in .txt, .csv or .html", required=False)
    parser.add_argument(
        "answers", type=Path, metavar="ANSWERS", help="lines of quantity,value[,iteration][,note]"
    )
    parser.add_argument(
        "--tolerance",
        type=_number,
        metavar="N",
        help="an answer may be off by N times what its digits allow (the session's, usually 1)",
    )
    _take_notation(parser)
    return parser


def _check(given: argparse.Namespace) -> int:
    """The marked sheet, printed or written; the exit code says that it could be marked."""
    from backprop_gui.marking.checking import check
    from backprop_gui.marking.notation import marked_in
    from backprop_gui.marking.reading import read_answers
    from backprop_gui.report.marked import as_text, export_marked

    session, answers = open_named(given.source), read_answers(given.answers)
    marked = check(session, answers, given.tolerance, notation=given.notation)
    if given.output is None:
        print(as_text(marked_in(marked, given.notation)), end="")
    else:
        print(export_marked(marked, given.output, notation=given.notation))
    return 0


def _picture_parser() -> argparse.ArgumentParser:
    text = "Write the network as the window draws it."
    parser = _parser(_PICTURE_USAGE, text, "a name in .svg, .png or .pdf", required=True)
    parser.add_argument("--at", metavar="NAME", help="run until this quantity has a value")
    parser.add_argument(
        "--count", type=_whole, default=1, metavar="N", help="a numbered series of so many (1)"
    )
    parser.add_argument(
        "--each", default="operation", metavar="STEP", help=f"one after each {', '.join(STEPS)}"
    )
    parser.add_argument("--dark", action="store_true", help="in the dark theme's colours")
    _take_notation(parser)
    return parser


def _picture(given: argparse.Namespace) -> int:
    from backprop_gui import export_picture

    session = open_named(given.source)
    if given.at:
        session.run_to(given.at)
    series, writing = (given.output, given.count, given.each), Writing(notation=given.notation)
    for path in export_picture(session, *series, dark=given.dark, writing=writing):
        print(path)
    return 0


_COMMANDS = {
    "report": (_report_parser, _report),
    "picture": (_picture_parser, _picture),
    "check": (_check_parser, _check),
}
"""Those beside that which opens the window: how their arguments are read, what they do."""


def _whole(text: str) -> int:
    """Digits as on a keyboard; int() takes 1_0 and the digits of every script, too."""
    if not re.fullmatch("[0-9]+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text[:20])


def _notation(text: str) -> Notation:
    try:
        return named(text)
    except BackpropError as problem:
        raise argparse.ArgumentTypeError(str(problem).rstrip(".")) from None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None


def _named(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _list_examples() -> int:
    for example in examples():
        print(f"{example.name}\n    {example.title}. {example.look_for}")
    return 0


def _window(source: str) -> int:
    reason = why_no_window()
    if reason is not None:
        return _without_window(reason, source)
    from backprop_gui.app import run

    return run(source)


def _without_window(reason: NoWindow, source: str) -> int:
    """One iteration as text, and the report; the exit code is 0: the person gets the numbers."""
    from backprop_gui.report.transcript import transcript

    print(reason)
    session = open_named(source)
    for line in transcript(session):
        print(line)
    written = _somewhere(session)
    print(f"\nThe same as a page with typeset formulas and plots: {written.resolve()}")
    return 0


def _somewhere(session: Session) -> Path:
    """The report in the current folder, or in a new one where that allows no writing."""
    from backprop_gui.report import ReportError, export_report

    try:
        return export_report(session, _REPORT_NAME)
    except ReportError:
        return export_report(session, Path(tempfile.mkdtemp(prefix="backprop-")) / _REPORT_NAME)


def _write_unicode() -> None:
    """A terminal that cannot show σ or δ shows a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _one_line(error: BackpropError) -> str:
    return " ".join(str(error).split())
