"""A debugger for backpropagation: a library first; the window is its largest user."""

from __future__ import annotations

from pathlib import Path

from backprop_gui.engine.activations import Activation
from backprop_gui.engine.data import one_hot
from backprop_gui.engine.initializers import Initializer
from backprop_gui.engine.losses import Loss
from backprop_gui.engine.made_data.table import make_data
from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.engine.optimizers import SGD, Adadelta, Adagrad, Adam, AdamW, NAdam, RMSprop
from backprop_gui.engine.precision import Precision
from backprop_gui.engine.schedules import CosineDecay, ExponentialDecay, StepDecay, WarmUp
from backprop_gui.errors import BackpropError, InvalidValue, NotComputed
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.formula.writing import Writing, in_notation
from backprop_gui.marking.answers import Answer, Answers
from backprop_gui.marking.checking import check
from backprop_gui.marking.reading import read_answers
from backprop_gui.marking.verdicts import Diagnosis, Marked, Verdict
from backprop_gui.session.examples import Example, examples, open_example, open_session
from backprop_gui.session.expressions.nodes import WrongExpression
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.answers import WrittenAnswer
from backprop_gui.session.session import Session
from backprop_gui.session.starting import new_session
from backprop_gui.session.stops.breakpoints import Computed, Condition, Fault, Line, Watchpoint
from backprop_gui.session.storage.storage import StorageError
from backprop_gui.session.tables.files import read_csv, write_csv
from backprop_gui.session.tables.plotted import export_history
from backprop_gui.session.tables.problems import WrongTable

__version__ = "0.1.0"

__all__ = [
    "NOTATIONS",
    "SGD",
    "Activation",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Answer",
    "Answers",
    "BackpropError",
    "Computed",
    "Condition",
    "Connection",
    "CosineDecay",
    "Diagnosis",
    "Example",
    "ExponentialDecay",
    "Fault",
    "Initializer",
    "InvalidValue",
    "Layer",
    "Line",
    "Loss",
    "Marked",
    "NAdam",
    "Network",
    "NotComputed",
    "Position",
    "Precision",
    "Quantity",
    "RMSprop",
    "Session",
    "StepDecay",
    "StorageError",
    "UnknownName",
    "Verdict",
    "WarmUp",
    "Watchpoint",
    "Writing",
    "WrittenAnswer",
    "WrongExpression",
    "WrongTable",
    "check",
    "examples",
    "export_history",
    "export_picture",
    "export_report",
    "make_data",
    "new_session",
    "one_hot",
    "open_example",
    "open_session",
    "read_answers",
    "read_csv",
    "write_csv",
]


def export_report(
    session: Session,
    path: str | Path,
    iterations: int = 1,
    *,
    notation: str | None = None,
    writing: Writing | None = None,
) -> Path:
    """As `backprop_gui.report.export_report`: .html, .htm or .pdf, by the path's suffix.

    `notation` is a name of NOTATIONS, in the place of the writing's.
    """
    from backprop_gui import report

    return report.export_report(session, path, iterations, writing=in_notation(writing, notation))


def export_picture(
    session: Session,
    path: str | Path,
    count: int = 1,
    unit: str = "operation",
    *,
    dark: bool = False,
    notation: str | None = None,
    writing: Writing | None = None,
) -> list[Path]:
    """Write the network as the window draws it, as .svg, .png or .pdf by the path's suffix.

    With a `count`, a numbered series: where the session stands, then after each further element,
    operation, phase or iteration (`unit`). The session does not move. Needs no screen, but Qt's
    libraries. `notation` is a name of NOTATIONS, in the place of the writing's. Returns the files;
    raises InvalidValue, ReportError.
    """
    from backprop_gui.ui.pictures import without_window

    written = without_window.export_picture
    return written(session, Path(path), count, unit, dark, in_notation(writing, notation))
