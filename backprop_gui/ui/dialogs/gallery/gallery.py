"""Asks which example to open."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.session.examples import examples
from backprop_gui.ui.dialogs.gallery.card_delegate import CardDelegate, width_in
from backprop_gui.ui.dialogs.gallery.cards import CARD, Card, CardModel
from backprop_gui.ui.dialogs.room import give_room

_Button = QDialogButtonBox.StandardButton
_SIZE = (980, 720)


class Gallery(QDialog):
    """Cards to walk over with the arrow keys; Enter or a double click takes one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open an example"))
        self.model = CardModel(examples())
        self.list = _CardList(self.model)
        self.filter = _Filter(self.list)
        self.filter.textChanged.connect(self._filter)
        self.list.typed.connect(self.filter.go_on)
        self.below = QLabel()
        self.below.setWordWrap(True)
        self.below.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.buttons = QDialogButtonBox(_Button.Open | _Button.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.doubleClicked.connect(self.accept)
        self.list.selectionModel().currentChanged.connect(self._describe)
        layout = QVBoxLayout(self)
        for widget, stretch in ((self.filter, 0), (self.list, 1), (self.below, 0)):
            layout.addWidget(widget, stretch)
        layout.addWidget(self.buttons)
        give_room(self, *_SIZE)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()
        self._draw = QTimer(self)
        self._draw.timeout.connect(self._draw_next)
        self._draw.start(0)

    @property
    def card(self) -> Card | None:
        """The chosen card."""
        found: Card | None = self.list.currentIndex().data(CARD)
        return found

    def accept(self) -> None:
        """Close, with a card chosen."""
        if self.card is not None:
            super().accept()

    def _filter(self, text: str) -> None:
        self.model.show_matching(text)
        self.list.setCurrentIndex(self.model.index(0))
        self._describe()

    def _describe(self, *_: QModelIndex) -> None:
        card = self.card
        none = self.tr("No example contains “{}”.").format(self.filter.text().strip())
        self.below.setText(none if card is None else card.example.source)
        self.buttons.button(_Button.Open).setEnabled(card is not None)

    def _draw_next(self) -> None:
        """One picture at a time: the keys are heard in between."""
        if not self.model.add_portrait():
            self._draw.stop()


class _CardList(QListView):
    """As many cards in a row as there is room for; `typed` carries letters, which are a filter."""

    typed = Signal(str)

    def __init__(self, model: CardModel) -> None:
        super().__init__()
        self.setModel(model)
        self._painter = CardDelegate(model.cards, self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(self.tr("Examples"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._painter.width = width_in(self.viewport().width())
        super().resizeEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)


class _Filter(QLineEdit):
    """The keys that walk over cards go on to the list."""

    def __init__(self, cards: QListView) -> None:
        super().__init__()
        self._cards = cards
        self.setPlaceholderText(self.tr("Filter"))
        self.setAccessibleName(self.tr("Filter the examples"))
        self.setClearButtonEnabled(True)

    def go_on(self, text: str) -> None:
        """With what has been typed over the cards."""
        self.setFocus()
        self.insert(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._cards.setFocus()
            QApplication.sendEvent(self._cards, event)
        else:
            super().keyPressEvent(event)


def ask_example(parent: QWidget) -> str | None:
    """The name of the example chosen; None where the person thought better of it."""
    gallery = Gallery(parent)
    card = gallery.card if gallery.exec() else None
    gallery.deleteLater()
    return card.example.name if card else None
