"""One field of a form: its label, its editor, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.fonts import follow_font
from backprop_gui.ui.look.selectable import SELECTABLE
from backprop_gui.ui.panels.settings.editors import FlagEditor, TextEditor, editor
from backprop_gui.ui.panels.settings.kinds import Choice, Flag, Kind, Text
from backprop_gui.ui.panels.settings.section import Field

_LABEL_WIDTH = 18  # characters; longer labels are wrapped
_SHORT = 16  # characters; a choice with longer options takes a line of its own


class FieldRow(QWidget):
    """`accepted` is sent when something has been entered and taken.

    A refusal stands below the editor until another entry is made.
    """

    accepted = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.kind: Kind = field.kind
        self.editor = editor(field.kind)
        self.label, self.message = QLabel(), Message()
        self.label.setBuddy(self.editor)
        self.label.setWordWrap(True)
        self.editor.entered.connect(self._enter)
        if isinstance(self.editor, TextEditor):
            self.editor.misread.connect(self.refuse)
        self._place()
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show what is in force now."""
        if field.value != self.field.value:
            self.message.clear()
        self.field = field
        self.label.setText(field.label)
        self.editor.setAccessibleName(field.label)
        self.editor.setAccessibleDescription(self.message.text() or field.meaning)
        if isinstance(self.editor, FlagEditor):
            self.editor.setText(field.label)
        self.editor.show_value(field.value)
        if field.meaning:
            self.editor.setToolTip(field.meaning)

    def refuse(self, reason: str) -> None:
        """Say below the editor what is allowed."""
        self.message.tell(reason)
        self.editor.setAccessibleDescription(reason)
        self.editor.refused()

    def _enter(self, value: object) -> None:
        self.message.clear()
        if value == self.field.value:
            self.editor.show_value(value, force=True)
            return
        try:
            self.field.enter(value)
        except BackpropError as refusal:
            self.refuse(str(refusal))
            return
        if isinstance(self.editor, TextEditor):
            self.editor.setModified(False)
        self.accepted.emit()

    def _place(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        if isinstance(self.kind, Flag):
            self.label.hide()
            layout.addWidget(self.editor, 0, 0, 1, 2)
        elif _is_wide(self.kind):
            layout.addWidget(self.label, 0, 0, 1, 2)
            layout.addWidget(self.editor, 1, 0, 1, 2)
        else:
            follow_font(self, self._fit_label)
            layout.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(self.editor, 0, 1)
        layout.addWidget(self.message, 2, 0, 1, 2)
        layout.setColumnStretch(1, 1)

    def _fit_label(self) -> None:
        self.label.setFixedWidth(self.fontMetrics().averageCharWidth() * _LABEL_WIDTH)


class Message(QLabel):
    """A refusal in the theme's colour; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(SELECTABLE)
        self._colour()
        self.hide()

    def tell(self, text: str) -> None:
        """Show the reason, and have it read out."""
        self.setText(text)
        self.setAccessibleName(self.tr("Refused: {}").format(text))
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def clear(self) -> None:
        """Nothing is refused any more."""
        super().clear()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Wear the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        colours = theme.current()
        sheet = (
            f"color: {colours.error}; background: {colours.error_fill};"
            f"border-left: 3px solid {colours.error}; padding: 2px 4px;"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)


def _is_wide(kind: Kind) -> bool:
    if isinstance(kind, Choice):
        return max(len(option.title) for option in kind.options) > _SHORT
    return not kind.short if isinstance(kind, Text) else hasattr(kind, "options")
