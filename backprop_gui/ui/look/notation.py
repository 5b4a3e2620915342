"""The notation in which the application names quantities; like the theme, there is one of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.session.reading import spelling
from backprop_gui.session.session import Session

_PROPERTY = "notation"


def current() -> Notation:
    """What was chosen last; without an application, the assignment's."""
    application = QCoreApplication.instance()
    name = application.property(_PROPERTY) if application is not None else None
    return NOTATIONS.get(str(name), ASSIGNMENT)


def choose(notation: Notation) -> None:
    """Name quantities so from now on."""
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_PROPERTY, notation.name)


def own(session: Session, text: str) -> str:
    """What a person has typed, with the program's names of quantities."""
    return spelling.own(session.program, text, current())


def shown(session: Session, text: str) -> str:
    """What a person reads, with the notation's names of quantities."""
    return spelling.shown(session.program, text, current())
