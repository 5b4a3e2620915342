"""Links to what a number is made from, and to where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from backprop_gui.ui.look import theme
from backprop_gui.ui.panels.explanation.lines import ALL, Related, Shown

MORE = "more"


class RelatedView(QTextBrowser):
    """Two lists of links; Tab goes from one to the next, Enter follows. `asked` carries a name.

    `more_wanted` asks for longer lists.
    """

    asked = Signal(str)
    more_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Made from, and goes into"))
        for part in (self, self.viewport()):  # the panel has one
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.document().setDocumentMargin(8)
        self.anchorClicked.connect(self._follow)
        self._shown: Shown | None = None

    def show_related(self, shown: Shown | None) -> None:
        """Those of what is explained, in the theme's colours; None for nothing."""
        self._shown = shown
        parts = []
        if shown is not None and shown.made_from:
            parts.append(self._list(self.tr("made from"), shown.made_from, shown.limit))
        if shown is not None and shown.goes_into:
            parts.append(self._list(self.tr("goes into"), shown.goes_into, shown.limit))
        self.setHtml("".join(parts))
        self.setVisible(bool(parts))
        self.updateGeometry()

    def go_to(self, goes_into: bool) -> None:
        """The keyboard to the first link of a list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        shown = self._shown
        second = goes_into and shown is not None and bool(shown.made_from and shown.goes_into)
        cursor = QTextCursor(self.document().findBlockByNumber(int(second)))
        # Qt looks for the next link behind what is selected, and without that from the start.
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.focusNextPrevChild(True)

    def sizeHint(self) -> QSize:
        """As high as its text, but leaving the equations most of the room."""
        document = self.document().clone()
        document.setTextWidth(max(self.viewport().width(), 120))
        height = round(document.size().height())
        around = self.parentWidget()
        room = around.height() // 3 if around is not None else height
        return QSize(120, min(height, max(room, 3 * self.fontMetrics().lineSpacing())))

    def minimumSizeHint(self) -> QSize:
        """One line can always be read."""
        return QSize(120, 2 * self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text may need more or fewer lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _list(self, title: str, related: Sequence[Related], limit: int) -> str:
        colours = theme.current()
        links = [_link(one.name, one.text, colours.accent) for one in related[:limit]]
        if len(related) > limit:
            links.append(_link(MORE, self.tr("more…"), colours.accent))
        return (
            f"<p style='margin: 0 0 4px 0'><span style='color:{colours.muted}'>{title}</span> "
            f"{' · '.join(links)}</p>"
        )

    def _follow(self, url: QUrl) -> None:
        name = url.toString()
        if name == MORE:
            self.more_wanted.emit(ALL)
            return
        back = self._shown is not None and name in [one.name for one in self._shown.made_from]
        self.asked.emit(name)
        if self.hasFocus() and self.isVisible():
            self.go_to(not back)  # Enter goes on, further the same way


def _link(name: str, text: str, colour: str) -> str:
    unbroken = escape(text).replace(" ", "&nbsp;")
    return f"<a href='{escape(name)}' style='color:{colour}'>{unbroken}</a>"
