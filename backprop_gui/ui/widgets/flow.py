"""A layout in which widgets stand like words: side by side, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

_GAP = 4  # pixels


class FlowLayout(QLayout):
    """As wide as its widest widget at least; its height follows from its width."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(_GAP)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        places = self._places(QRect(0, 0, width, 0).marginsRemoved(margins))
        bottom = max((rect.bottom() + 1 for _, rect in places), default=margins.top())
        return bottom + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.marginsRemoved(self.contentsMargins())):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        across = sum(size.width() + self.spacing() for size in sizes)
        high = max((size.height() for size in sizes), default=0)
        return QSize(max(across - self.spacing(), 0), high).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """Of the widest one."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> Iterator[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _places(self, room: QRect) -> Iterator[tuple[QLayoutItem, QRect]]:
        left, top, high = room.left(), room.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            if left > room.left() and left + size.width() > room.right() + 1:
                left, top, high = room.left(), top + high + self.spacing(), 0
            size.setWidth(min(size.width(), max(room.width(), 0)))
            yield item, QRect(left, top, size.width(), size.height())
            left, high = left + size.width() + self.spacing(), max(high, size.height())
