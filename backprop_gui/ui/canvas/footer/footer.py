"""What lies over the canvas at its lower edge: the legend to the left, the chooser to the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing
from backprop_gui.ui.canvas.footer.chooser import Chooser
from backprop_gui.ui.canvas.footer.legend import Legend, Scale
from backprop_gui.ui.canvas.records import GraphView

MARGIN, APART = 8, 6
_DIGITS = 3


class Footer:
    """Keeps both in their corners; in a narrow canvas one above the other."""

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self._writing = Writing(_DIGITS)
        self.legend, self.chooser = Legend(canvas), Chooser(canvas)

    def set_writing(self, writing: Writing) -> None:
        """Write the next drawing's scales with this decimal mark."""
        self._writing = replace(writing, digits=_DIGITS)

    def show_graph(self, graph: GraphView) -> None:
        """Say what a drawing shows."""
        edges = self._scale(graph.edges_show, graph.scale, graph.strange)
        self.legend.show_scales(edges, self._scale(graph.units_show, graph.unit_scale))
        self.put()

    @property
    def height(self) -> int:
        """What the drawing leaves free."""
        heights = [part.height() for part in self._parts()]
        return sum(heights) + APART if self._stacked() else max(heights, default=0)

    def put(self) -> None:
        """Into the corners; the canvas may have another size."""
        bottom = self._canvas.height() - MARGIN
        self.legend.fit(self._canvas.width() - 2 * MARGIN)
        self.legend.move(MARGIN, bottom - self.legend.height())
        if self._stacked():
            self.chooser.move(MARGIN, self.legend.y() - APART - self.chooser.height())
        else:
            right = self._canvas.width() - MARGIN - self.chooser.width()
            self.chooser.move(right, bottom - self.chooser.height())

    def follow_text_size(self) -> None:
        """Both are as large as their texts."""
        self.chooser.adjustSize()
        self.put()

    def _parts(self) -> list[QWidget]:
        return [part for part in (self.legend, self.chooser) if part.isVisibleTo(self._canvas)]

    def _stacked(self) -> bool:
        widths = self.legend.usual_width + self.chooser.width() + 3 * MARGIN
        return len(self._parts()) == 2 and widths > self._canvas.width()

    def _scale(self, title: str, size: float, strange: int = 0) -> Scale:
        return Scale(title, plain(size, self._writing) if size else "", strange)
