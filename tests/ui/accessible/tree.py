"""The accessible tree as a screen reader walks it, checking on the way that it is one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

TEXT = QAccessible.Text


def of(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [interface.child(number) for number in range(interface.childCount())]
    for number, child in enumerate(found):
        assert interface.indexOfChild(child) == number
        if not child.object():
            assert child.parent() is interface
    return found


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for child in children(interface):
        yield child
        yield from below(child)


def painted(widget: QWidget) -> list[QAccessibleInterface]:
    """All parts that the widget paints by itself."""
    return [part for part in below(of(widget)) if part.object() is None]


def names(parts: list[QAccessibleInterface]) -> list[str]:
    return [part.text(TEXT.Name) for part in parts]


def find(widget: QWidget, name: str) -> QAccessibleInterface:
    """The part whose name begins so."""
    return next(part for part in painted(widget) if part.text(TEXT.Name).startswith(name))


def focused(widget: QWidget) -> QAccessibleInterface:
    """What a screen reader finds when it asks for what has the keyboard."""
    return of(widget).focusChild()
