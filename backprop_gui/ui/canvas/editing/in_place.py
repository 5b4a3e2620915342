"""Opens the field in which a number is typed, and keeps it over the number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.canvas.editing.value_editor import ValueEditor
from backprop_gui.ui.canvas.places import Place
from backprop_gui.ui.canvas.records import Cell

EnterValue = Callable[[str, str], str | None]


class Editing:
    """At most one field over `canvas`.

    `enter` gets a name and a text, and returns None or why the text is refused. `rect_of` tells
    where in the canvas a place is drawn at present.
    """

    def __init__(
        self, canvas: QWidget, enter: EnterValue, rect_of: Callable[[Place], QRect]
    ) -> None:
        self._canvas, self._enter, self._rect_of = canvas, enter, rect_of
        self._place: Place | None = None
        self.field: ValueEditor | None = None

    def open(self, place: Place, cell: Cell) -> bool:
        """Open a field for a cell; False where another one holds a value that is refused."""
        if self.field is not None and not self.field.submit():
            return False
        self._place = place
        self.field = ValueEditor(
            self._canvas,
            cell.told or cell.name,
            cell.exact,
            lambda text: self._enter(cell.name, text),
        )
        self.field.closed.connect(self._forget)
        self.follow()
        self.field.show()
        self.field.setFocus()
        return True

    def follow(self) -> None:
        """Put the field back over its number."""
        if self.field is not None and self._place is not None:
            self.field.put(self._rect_of(self._place))

    def close(self) -> None:
        """Close the field without handing anything over."""
        if self.field is not None:
            self.field.close_editor()

    def _forget(self) -> None:
        self.field = self._place = None
