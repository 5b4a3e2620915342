"""The submenu Move of the menu View: what is in sight, a unit, a layer; as dragging does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint

from backprop_gui.session.layout.moves import Move
from backprop_gui.ui.commands.command import MOVING, VIEW, Command, idle
from backprop_gui.ui.commands.selection import CANVAS
from backprop_gui.ui.parts import Parts

_STEP = 10.0  # of units, in the drawing
_SHARE = 5  # of what is in sight
_WAYS = (
    ("left", -1, 0, "Ctrl+PgUp"),
    ("right", 1, 0, "Ctrl+PgDown"),
    ("up", 0, -1, "PgUp"),
    ("down", 0, 1, "PgDown"),
)
"""Each with the key that scrolls there."""


def _scroll(right: int, down: int, parts: Parts) -> None:
    seen = parts.canvas.viewport()
    parts.canvas.pan(QPoint(-right * seen.width() // _SHARE, -down * seen.height() // _SHARE))


def _shift(right: int, down: int, whole: bool, parts: Parts) -> None:
    if unit := parts.canvas.movable:
        move = Move(unit[0], 0 if whole else unit[1], right * _STEP, down * _STEP)
        parts.canvas.move_part(move, done=True)


def _can_shift(parts: Parts) -> bool:
    return idle(parts) and parts.canvas.movable is not None


def _scrolls(way: str, right: int, down: int, key: str) -> Command:
    return Command(
        f"scroll-{way}",
        f"Scroll {way.capitalize()}",
        (key,),
        "",
        VIEW,
        MOVING,
        partial(_scroll, right, down),
        tip=f"Show more of the network that is further {way}; or drag with the middle button",
        where=CANVAS,
    )


def _shifts(way: str, right: int, down: int, *, whole: bool) -> Command:
    what = "layer" if whole else "unit"
    drag = "Alt and Shift" if whole else "Alt"
    return Command(
        f"{what}-{way}",
        f"{what.capitalize()} {way.capitalize()}",
        (f"{'Ctrl+' if whole else ''}Alt+Shift+{way.capitalize()}",),
        "",
        VIEW,
        MOVING,
        partial(_shift, right, down, whole),
        _can_shift,
        tip=f"Move the selected {what} to the {way}; or drag it with {drag}",
        where=CANVAS,
    )


COMMANDS: tuple[Command, ...] = (
    *(_scrolls(way, right, down, key) for way, right, down, key in _WAYS),
    *(_shifts(way, right, down, whole=False) for way, right, down, _ in _WAYS),
    *(_shifts(way, right, down, whole=True) for way, right, down, _ in _WAYS),
)
