"""Where program and explanation stand in a presentation, so that all of it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt

_Area = Qt.DockWidgetArea
_PROGRAM_WIDTH = 286  # pixels at the ordinary text size: most lines are whole in it
_BESIDE = {"program": 0.24, "explanation": 0.3}  # of the width; the canvas has the rest
_AT_RIGHT, _MOST_AT_RIGHT = 0.32, 0.42  # of the width, one above the other
_BELOW = 0.4  # of the height, side by side


@dataclass(frozen=True)
class Stage:
    """The areas of panels, in order along `way`; sizes in pixels, also what the canvas is left."""

    areas: Mapping[str, Qt.DockWidgetArea]
    canvas: QSize
    way: Qt.Orientation = Qt.Orientation.Vertical
    widths: Mapping[str, int] = field(default_factory=dict)
    heights: Mapping[str, int] = field(default_factory=dict)

    def holds_program(self, text_scale: float) -> bool:
        """Whether its lines have room side by side with their numbers."""
        return self.widths["program"] >= _PROGRAM_WIDTH * text_scale


def best(window: QSize, text_scale: float, zoom: Callable[[QSize], float]) -> Stage:
    """Where the network is drawn largest, of the stages that hold the program's lines.

    `zoom` says how large the network is drawn in a canvas of a size.
    """
    stages = tuple(_stages(window, text_scale))
    holding = [stage for stage in stages if stage.holds_program(text_scale)]
    return max(holding or stages, key=lambda stage: zoom(stage.canvas))


def _stages(window: QSize, text_scale: float) -> Iterator[Stage]:
    """Of those in which the network is as large the first is taken: it shows most lines."""
    width, height = window.width(), window.height()
    sides = {name: round(share * width) for name, share in _BESIDE.items()}
    areas = {"program": _Area.LeftDockWidgetArea, "explanation": _Area.RightDockWidgetArea}
    yield Stage(areas, QSize(width - sum(sides.values()), height), widths=sides)
    needed = max(_AT_RIGHT * width, _PROGRAM_WIDTH * text_scale)
    column = round(min(needed, _MOST_AT_RIGHT * width))
    yield Stage(
        dict.fromkeys(("explanation", "program"), _Area.RightDockWidgetArea),
        QSize(width - column, height),
        widths={"program": column},
        heights=dict.fromkeys(("explanation", "program"), height // 2),
    )
    below = round(_BELOW * height)
    yield Stage(
        dict.fromkeys(("program", "explanation"), _Area.BottomDockWidgetArea),
        QSize(width, height - below),
        Qt.Orientation.Horizontal,
        widths=dict.fromkeys(("program", "explanation"), width // 2),
        heights={"program": below},
    )
