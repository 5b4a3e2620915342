"""A section of the settings: a heading that folds it, fields, buttons, formulas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.errors import BackpropError
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.equations.view import TypesetLine
from backprop_gui.ui.panels.settings.form import Form
from backprop_gui.ui.panels.settings.formula_view import FormulaView
from backprop_gui.ui.panels.settings.row import Message
from backprop_gui.ui.panels.settings.section import Deed, Section


class SectionBox(QFrame):
    """`accepted` is sent when something has been changed. Folded, only the heading is there."""

    accepted = Signal()

    def __init__(self, section: Section, session: Session) -> None:
        super().__init__()
        self.section, self._session = section, session
        self._writing = Writing()
        self.heading, self.summary = _Heading(section.title), _muted()
        self.form, self.formulas, self.note = Form(), FormulaView(), _muted()
        self.message = Message()
        self.buttons: list[QPushButton] = []
        self._place()
        self.heading.toggled.connect(self.refresh)
        self.form.accepted.connect(self.accepted)

    def set_session(self, session: Session) -> None:
        """Show another session; what was being typed was meant for the old one."""
        self._session = session
        self.form.show_fields(())
        self.message.clear()

    def set_writing(self, writing: Writing) -> None:
        """Write formulas with other digits or another decimal mark."""
        self._writing = writing
        self.refresh()

    def refresh(self) -> None:
        """Show what is in force; only the summary while folded."""
        opened = self.heading.isChecked()
        self.summary.setVisible(not opened)
        self.summary.setText(self.section.summary(self._session))
        if opened:
            self.form.show_fields(self.section.fields(self._session))
            self._show_deeds(self.section.deeds(self._session))
            self.formulas.show_formulas(self._lines())
            self._show_note(self.section.note(self._session))
        self._body.setVisible(opened)

    def _place(self) -> None:
        self._body, self._bar = QWidget(), QHBoxLayout()
        self._bar.setSpacing(4)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(8, 0, 8, 8)
        body.setSpacing(6)
        body.addWidget(self.form)
        body.addLayout(self._bar)
        for part in (self.message, self.formulas, self.note):
            body.addWidget(part)
        self.summary.setContentsMargins(24, 0, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.heading, self.summary, self._body):
            layout.addWidget(widget)

    def _lines(self) -> tuple[TypesetLine, ...]:
        equations = [operation.line for operation in self.section.operations(self._session)]
        write = self._writing
        return tuple(TypesetLine(e.typst(write), e.text(write), e.latex(write)) for e in equations)

    def _show_note(self, note: str) -> None:
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _show_deeds(self, deeds: Sequence[Deed]) -> None:
        while len(self.buttons) < len(deeds):
            self.buttons.append(QPushButton())
            self.buttons[-1].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.buttons[-1].clicked.connect(partial(self._do, len(self.buttons) - 1))
            self._bar.addWidget(self.buttons[-1])
        for button, deed in zip(self.buttons, deeds, strict=True):
            button.setText(deed.text)
            button.setToolTip(deed.hint)
            button.setAccessibleName(deed.text)
            button.setAccessibleDescription(deed.hint)
            button.setEnabled(deed.can)

    def _do(self, number: int) -> None:
        self.message.clear()
        try:
            self.section.deeds(self._session)[number].run()
        except BackpropError as refusal:
            self.message.tell(str(refusal))
            return
        self.accepted.emit()


class _Heading(QToolButton):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(self.tr("Folds and unfolds the section"))
        font = self.font()
        font.setBold(True)
        self.setFont(font)
        self.toggled.connect(self._point)
        self._point(False)

    def _point(self, opened: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)


def _muted() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setForegroundRole(label.foregroundRole().PlaceholderText)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
