"""Where a note about a field stands: beside it or below, in sight, and over nothing it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize

DISTANCE = 6
# A note beside the field may be broken into lines, but not into single words.
LEAST = 160

Heights = Callable[[int], int]


def beside(about: QRect, room: QRect, wanted: int, height: Heights) -> QRect:
    """The first free place in `room` right of `about`, below, above or left of it.

    `wanted` is the width of the note in one line, `height` that at a width. Where no place is
    large enough, the largest part of it that is: about its lower right.
    """
    inside = room.adjusted(DISTANCE, DISTANCE, -DISTANCE, -DISTANCE)
    for part in _around(about, inside):
        width = min(wanted, part.width())
        if width >= min(wanted, LEAST) and height(width) <= part.height():
            return _in(part, QSize(width, height(width)), about)
    width = min(wanted, max(inside.width(), 1))
    return _in(inside, QSize(width, height(width)), about)


def _around(about: QRect, inside: QRect) -> Iterator[QRect]:
    """The free parts of the room, the best one first; of a side without room nothing is left."""
    left, top, right, bottom = inside.left(), inside.top(), inside.right(), inside.bottom()
    after, below = about.right() + 1 + DISTANCE, about.bottom() + 1 + DISTANCE
    before, above = about.left() - 1 - DISTANCE, about.top() - 1 - DISTANCE
    yield QRect(QPoint(max(after, left), top), QPoint(right, bottom))
    yield QRect(QPoint(left, max(below, top)), QPoint(right, bottom))
    yield QRect(QPoint(left, top), QPoint(right, min(above, bottom)))
    yield QRect(QPoint(left, top), QPoint(min(before, right), bottom))


def _in(part: QRect, size: QSize, about: QRect) -> QRect:
    """A rectangle of this size in a part of the room, as near to `about` as can be."""
    left = min(max(about.left(), part.left()), part.right() + 1 - size.width())
    top = min(max(about.top(), part.top()), part.bottom() + 1 - size.height())
    return QRect(QPoint(max(left, part.left()), max(top, part.top())), size)
