"""A position in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.numerals import grouped
from backprop_gui.session.positions.position import Position
from backprop_gui.session.positions.timeline import Timeline


def where(position: Position, clock: Timeline) -> str:
    """Short enough for a cell: iteration, line of the program, element."""
    if position == clock.origin:
        return _tr("the start")
    iteration = grouped(position.iteration)
    if not (position.operation or position.element):
        return _tr("start of iteration {}").format(iteration)
    if clock.is_end(position):
        return _tr("end of iteration {}").format(iteration)
    if not position.element:
        return _tr("iteration {}, before line {}").format(iteration, position.operation + 1)
    text = _tr("iteration {}, line {}, element {}")
    return text.format(iteration, position.operation + 1, position.element)


def _tr(text: str) -> str:
    return QCoreApplication.translate("panels", text)
