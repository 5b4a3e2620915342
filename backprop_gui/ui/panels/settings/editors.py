"""One widget for each kind of choice: `entered` brings what the person chose."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from backprop_gui.errors import InvalidValue
from backprop_gui.ui.panels.settings.kinds import (
    Checks,
    Choice,
    Flag,
    Kind,
    Number,
    Option,
    Pick,
    Text,
    Written,
)

_MOST_ROWS = 6  # a longer list scrolls
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class TextEditor(QLineEdit):
    """Text that Enter, or leaving the field, enters; Escape brings back what is in force.

    `misread` brings the reason where the text can't be read; the text stays.
    """

    entered = Signal(object)
    misread = Signal(str)

    def __init__(self, kind: Written) -> None:
        super().__init__()
        self._kind, self._value = kind, None
        self._tried: str | None = None
        if isinstance(kind, Number):
            self.setPlaceholderText(kind.absent)
        if isinstance(kind, Text):
            self.setPlaceholderText(kind.example)
        self.editingFinished.connect(self._enter)

    def show_value(self, value: Any, *, force: bool = False) -> None:
        """Show what is in force; what is being typed stays, unless another value is in force."""
        if force or value != self._value or not self.isModified():
            self._value, self._tried = value, None
            if (text := self._kind.write(value)) != self.text():
                self.setText(text)
                self.setCursorPosition(0)
            self.setModified(False)

    def refused(self) -> None:
        """The text stays, to be corrected."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what has been typed."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.show_value(self._value, force=True)
            self.entered.emit(self._value)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo belongs to the session, unless something has been typed."""
        typed = self.isModified()
        if not typed and event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if any(event.matches(key) for key in _UNDO):
                event.ignore()
                return False
        return super().event(event)

    def _enter(self) -> None:
        text = self.text()
        if not self.isModified() or text == self._tried:
            return
        self._tried = text
        try:
            value = self._kind.read(text)
        except InvalidValue as reason:
            self.misread.emit(str(reason))
            return
        self.entered.emit(value)


class ChoiceEditor(QComboBox):
    """The wheel scrolls the panel and chooses nothing."""

    entered = Signal(object)

    def __init__(self, kind: Choice) -> None:
        super().__init__()
        self._options, self._value = kind.options, None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.addItems([option.title for option in kind.options])
        self.activated.connect(self._enter)

    def show_value(self, value: Any, *, force: bool = False) -> None:
        """Show what is in force."""
        self._value = value
        self.setCurrentIndex(_place(self._options, value))
        self.setToolTip(self.currentText())

    def refused(self) -> None:
        """Back to what is in force."""
        self.show_value(self._value)

    def showPopup(self) -> None:
        """As wide as its longest entry."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + bar)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A long text ends in …; the tooltip says it all."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField
        )
        metrics, right = self.fontMetrics(), Qt.TextElideMode.ElideRight
        option.currentText = metrics.elidedText(option.currentText, right, room.width() - 4)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass on to the panel."""
        event.ignore()

    def _enter(self, place: int) -> None:
        if self._options[place].value != self._value:
            self.entered.emit(self._options[place].value)


class FlagEditor(QCheckBox):
    entered = Signal(object)

    def __init__(self, kind: Flag) -> None:
        super().__init__()
        self._value = False
        self.clicked.connect(self._enter)

    def show_value(self, value: Any, *, force: bool = False) -> None:
        """Show what is in force."""
        self._value = value
        self.setChecked(value)

    def refused(self) -> None:
        """Back to what is in force."""
        self.setChecked(self._value)

    def _enter(self, on: bool) -> None:
        self.entered.emit(on)


class _Rows(QListWidget):
    """A list as high as its rows."""

    def __init__(self, options: tuple[Option, ...]) -> None:
        super().__init__()
        self._options = options
        self.addItems([option.title for option in options])
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """The first rows without scrolling."""
        rows = range(min(self.count(), _MOST_ROWS))
        height = sum(map(self.sizeHintForRow, rows)) + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """All of the size hint's height."""
        return QSize(60, self.sizeHint().height())


class PickEditor(_Rows):
    entered = Signal(object)

    def __init__(self, kind: Pick) -> None:
        super().__init__(kind.options)
        self.currentRowChanged.connect(self._enter)

    def show_value(self, value: Any, *, force: bool = False) -> None:
        """Show what is in force."""
        self.blockSignals(True)
        self.setCurrentRow(_place(self._options, value))
        self.blockSignals(False)

    def refused(self) -> None:
        """Nothing that is picked is refused."""

    def _enter(self, row: int) -> None:
        self.entered.emit(self._options[row].value)


class ChecksEditor(_Rows):
    entered = Signal(object)

    def __init__(self, kind: Checks) -> None:
        super().__init__(kind.options)
        self._value: frozenset[Any] = frozenset()
        self.itemChanged.connect(self._enter)

    def show_value(self, value: Any, *, force: bool = False) -> None:
        """Show what is in force."""
        self._value = value
        self.blockSignals(True)
        for item, option in zip(self._items(), self._options, strict=True):
            on = option.value in value
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        if self.currentRow() < 0:
            self.setCurrentRow(0)
        self.blockSignals(False)

    def refused(self) -> None:
        """Back to what is in force."""
        self.show_value(self._value)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _enter(self) -> None:
        pairs = zip(self._items(), self._options, strict=True)
        chosen = frozenset(o.value for i, o in pairs if i.checkState() == Qt.CheckState.Checked)
        self.entered.emit(chosen)


Editor = TextEditor | ChoiceEditor | FlagEditor | PickEditor | ChecksEditor


def editor(kind: Kind) -> Editor:
    """The widget for a kind of choice."""
    match kind:
        case Choice():
            return ChoiceEditor(kind)
        case Pick():
            return PickEditor(kind)
        case Checks():
            return ChecksEditor(kind)
        case Flag():
            return FlagEditor(kind)
        case _:
            return TextEditor(kind)


def _place(options: tuple[Option, ...], value: Any) -> int:
    return next(place for place, option in enumerate(options) if option.value == value)
