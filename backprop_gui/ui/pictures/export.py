"""Writes pictures of the canvas, where a session stands and after further steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backprop_gui.errors import InvalidValue
from backprop_gui.report import written
from backprop_gui.session.aside import steps_from
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.look.theme import Theme
from backprop_gui.ui.pictures.drawing import Drawing

FORMATS: dict[str, Callable[[Drawing], bytes]] = {
    ".svg": Drawing.svg,
    ".png": Drawing.png,
    ".pdf": Drawing.pdf,
}
MOST_PICTURES = 999


@dataclass(frozen=True)
class Series:
    """So many pictures, the first where the session stands, one more after each `unit`."""

    count: int = 1
    unit: str = "operation"

    def paths(self, path: Path) -> list[Path]:
        """The file of a single picture, or those of a series: net-001.svg, net-002.svg, …"""
        if self.count == 1:
            return [path]
        numbers = range(1, self.count + 1)
        return [path.with_name(f"{path.stem}-{n:03}{path.suffix}") for n in numbers]


def export_pictures(
    session: Session,
    path: Path,
    read: Callable[[Session], GraphView],
    theme: Theme,
    series: Series,
) -> list[Path]:
    """Write the pictures; the session does not move. The suffix chooses the format.

    `read` says what is drawn of a session. Returns the files; raises ReportError where one cannot
    be written, InvalidValue for another suffix, unit or number.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InvalidValue(f"{path.name}: a picture's name ends with {', '.join(FORMATS)}.")
    if not 1 <= series.count <= MOST_PICTURES:
        raise InvalidValue(f"{series.count} pictures; 1 to {MOST_PICTURES} are allowed.")
    places = steps_from(session, series.unit, series.count)
    for target, own in zip(series.paths(path), places, strict=True):
        title = f"The network at {own.position}"
        written(target, FORMATS[suffix](Drawing(read(own), theme, title)))
    return series.paths(path)
