"""What stands on the cards; pictures follow once their sessions have been read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, Qt

from backprop_gui.report.figures.sketch import session_sketch
from backprop_gui.session.examples import Example, open_example
from backprop_gui.session.session import Session

CARD = Qt.ItemDataRole.UserRole
_Role = Qt.ItemDataRole


@dataclass(frozen=True)
class Portrait:
    """An example's picture as SVG, and how large it is in words."""

    picture: str
    size: str


@dataclass(frozen=True)
class Card:
    """An example with its portrait, if it has one yet."""

    example: Example
    portrait: Portrait | None = None

    @property
    def size(self) -> str:
        """How large the example is; "" where that is not known yet."""
        return self.portrait.size if self.portrait else ""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether each word occurs in what is told of the example."""
        example = self.example
        told = f"{example.title} {example.look_for} {example.name} {self.size}".casefold()
        return all(word.casefold() in told for word in words)


class CardModel(QAbstractListModel):
    """The cards whose words match what was typed."""

    def __init__(self, examples: Sequence[Example]) -> None:
        super().__init__()
        self.cards = [Card(example) for example in examples]
        self._shown = list(range(len(self.cards)))

    def show_matching(self, text: str) -> None:
        """Show only the cards that contain every word of a text."""
        words = text.split()
        self.beginResetModel()
        self._shown = [n for n, card in enumerate(self.cards) if card.matches(words)]
        self.endResetModel()

    def add_portrait(self) -> bool:
        """Draw the first picture that is missing; False where none is."""
        missing = (n for n, card in enumerate(self.cards) if card.portrait is None)
        if (place := next(missing, None)) is None:
            return False
        example = self.cards[place].example
        self.cards[place] = Card(example, portrait(example))
        if place in self._shown:
            index = self.index(self._shown.index(place))
            self.dataChanged.emit(index, index)
        return True

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Any, role: int = _Role.DisplayRole) -> Any:
        card = self.cards[self._shown[index.row()]]
        match role:
            case _Role.DisplayRole:
                return card.example.title
            case _Role.AccessibleTextRole:
                return f"{card.example.title}. {card.example.look_for} {card.size}".strip()
            case _ if role == CARD:
                return card
        return None


@cache
def portrait(example: Example) -> Portrait:
    """Reads the example's session, and computes it as far as its picture shows it."""
    session = open_example(example.name)
    size = _size(session)
    if example.gradients_of is not None:
        session.step_iteration(example.gradients_of + 1)
    return Portrait(session_sketch(session, example.gradients_of is not None), size)


def _size(session: Session) -> str:
    samples, branches = len(session.data[0]), len(session.branches)
    parts = ["-".join(map(str, session.network.sizes))]
    parts += [_tr("{} samples").format(samples) if samples > 1 else _tr("1 sample")]
    parts += [_tr("{} branches").format(branches)] if branches > 1 else []
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("gallery", text)
