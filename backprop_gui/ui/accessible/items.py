"""The parts as Qt's accessible interfaces: made when asked for, owned by Qt's cache of them.

Qt deletes an interface only when it is told to. Python must not do so before, as the cache would
then point to nothing: an item lives until `drop`. Qt's interfaces for values and actions are left
out: PySide cannot say in `interface_cast` that there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
    QWindow,
)
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.accessible.content import Content, Key, Told

_Event = QAccessible.Event
_GONE = Told("", QAccessible.Role.NoRole, QRect())
_ALIVE: set[Items] = set()
"""Those that have made items, until their widget is gone."""


class Items:
    """The items of one widget."""

    def __init__(self, widget: QWidget, content: Content) -> None:
        self.widget, self.content = widget, content
        self._made: dict[Key, Item] = {}
        self._said: tuple[Key, Told] | None = None

    def of(self, key: Key) -> Item:
        """The item of a part."""
        if key not in self._made:
            if self not in _ALIVE:
                _ALIVE.add(self)
                self.widget.destroyed.connect(self._forget)
            self._made[key] = Item(self, key)
        return self._made[key]

    def told(self, key: Key) -> Told:
        """What is said of a part; nothing where it has just gone."""
        try:
            return self.content.told(key)
        except LookupError:
            return _GONE

    def children(self, key: Key | None) -> Sequence[Key]:
        """The parts of a part."""
        try:
            return self.content.children(key)
        except LookupError:
            return ()

    def parent(self, key: Key) -> QAccessibleInterface:
        """The item that another is in, or the widget."""
        above = self.content.parent(key)
        if above is not None:
            return self.of(above)
        return QAccessible.queryAccessibleInterface(self.widget)

    def index(self, key: Key | None, child: QAccessibleInterface) -> int:
        """Where an item stands in another, or in the widget; −1: nowhere."""
        if not isinstance(child, Item):
            return -1
        children = self.children(key)
        return children.index(child.key) if child.key in children else -1

    def drop(self) -> None:
        """The parts are others from now on; Qt tells that the old ones are gone."""
        self._said = None
        for item in self._made.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        self._made.clear()

    def _forget(self) -> None:
        self.drop()
        _ALIVE.discard(self)

    # ---- what is told without being asked for

    def tell_structure(self) -> None:
        """The widget has other parts than before."""
        self.drop()
        if QAccessible.isActive():
            for key in self.content.children(None):
                self._send(key, _Event.ObjectCreated)
            self.tell_focus()

    def tell_focus(self) -> None:
        """Another part than before has the keyboard."""
        key = self.content.focus
        if QAccessible.isActive() and self.widget.hasFocus() and key is not None:
            self._said = key, self.told(key)
            self._send(key, _Event.Focus)

    def tell_changes(self) -> None:
        """The part that has the keyboard may read otherwise than it did."""
        if self._said is None or not self.widget.hasFocus():
            return
        key, before = self._said
        now = self.told(key)
        self._said = key, now
        if now.value != before.value:
            event = QAccessibleValueChangeEvent(self.of(key), now.value)
            QAccessible.updateAccessibility(event)
        if now.name != before.name:
            self._send(key, _Event.NameChanged)

    def _send(self, key: Key, event: QAccessible.Event) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(self.of(key), event))


class Item(QAccessibleInterface):
    """One part."""

    def __init__(self, items: Items, key: Key) -> None:
        super().__init__()
        self._items, self.key = items, key
        QAccessible.registerAccessibleInterface(self)

    @property
    def _told(self) -> Told:
        return self._items.told(self.key)

    def isValid(self) -> bool:
        return True

    def object(self) -> None:  # type: ignore[override]  # it is no object of Qt's
        return None

    def window(self) -> QWindow:
        return self._items.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self._items.parent(self.key)

    def childCount(self) -> int:
        return len(self._items.children(self.key))

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        children = self._items.children(self.key)
        return self._items.of(children[index]) if 0 <= index < len(children) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self._items.index(self.key, child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        children = (self._items.of(key) for key in self._items.children(self.key))
        return next((child for child in children if child.rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self if self.state().focused else None

    def rect(self) -> QRect:
        return self._told.place

    def role(self) -> QAccessible.Role:
        return self._told.role

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        for name in self._told.states:
            setattr(state, name, 1)
        return state

    def text(self, which: QAccessible.Text) -> str:
        told = self._told
        texts = {
            QAccessible.Text.Name: told.name,
            QAccessible.Text.Value: told.value,
            QAccessible.Text.Description: told.description,
        }
        return texts.get(which, "")

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Numbers are changed in the field that Enter opens."""
