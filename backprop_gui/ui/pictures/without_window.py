"""Pictures for scripts and the command line, where there may be no application and no screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.look import theme
from backprop_gui.ui.pictures.export import Series, export_pictures

_application: list[QApplication] = []  # Qt's objects need one that stays alive


def export_picture(
    session: Session, path: Path, count: int, unit: str, dark: bool, writing: Writing
) -> list[Path]:
    """As `backprop_gui.export_picture`."""
    if QApplication.instance() is None:
        _application.append(QApplication(["backprop-gui", "-platform", "offscreen"]))
    colours = theme.theme("dark" if dark else "light")
    read = partial(read_graph, writing=writing)
    return export_pictures(session, path, read, colours, Series(count, unit))
