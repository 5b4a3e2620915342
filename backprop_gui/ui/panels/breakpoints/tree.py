"""The list of breakpoints, each with its switch; below them the faults."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import (
    AnyBreakpoint,
    Computed,
    Condition,
    Fault,
    Line,
    Watchpoint,
    label,
)
from backprop_gui.session.stops.faults.table import FAULTS
from backprop_gui.ui.look import notation, theme
from backprop_gui.ui.look.fonts import follow_font

WHAT, HITS, TOTAL, LOG = range(4)
_ROLE = Qt.ItemDataRole.UserRole
_LOG_SHARE, _PAD = 0.25, 4


class BreakpointTree(QTreeWidget):
    """`switched` carries a breakpoint and its new switch, `chosen` the selected one or None."""

    switched = Signal(object, bool)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Breakpoints"))
        self._head()
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setIndentation(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header, mode = self.header(), QHeaderView.ResizeMode
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(mode.ResizeToContents)
        header.setSectionResizeMode(WHAT, mode.Stretch)
        header.setSectionResizeMode(LOG, mode.Fixed)
        header.setStretchLastSection(False)
        # Qt tells of a section before it has shared out the width among all.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit_rows)
        header.sectionResized.connect(lambda *_: self._soon.start())
        follow_font(self, self._fit_rows)
        self.itemChanged.connect(self._switch)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.selected))

    def _head(self) -> None:
        heads = (
            (self.tr("Stop when"), ""),
            (self.tr("Hits"), self.tr("How often it was met since one last continued")),
            (self.tr("Total"), self.tr("How often it was met since the counts were reset")),
            (self.tr("Log"), self.tr("Written instead of stopping")),
        )
        self.setHeaderLabels([text for text, _ in heads])
        for column, (_, tip) in enumerate(heads):
            self.headerItem().setToolTip(column, tip)

    @property
    def selected(self) -> AnyBreakpoint | None:
        """The breakpoint that is selected; a fault also where it has never been switched on."""
        item = self.currentItem()
        found: AnyBreakpoint | None = None if item is None else item.data(WHAT, _ROLE)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Logged lines have their share of the width."""
        super().resizeEvent(event)
        self.header().resizeSection(LOG, round(_LOG_SHARE * self.viewport().width()))

    def show_session(self, session: Session, writing: Writing) -> None:
        """List a session's breakpoints and all faults."""
        row, before = self.currentIndex().row(), self.selected
        with QSignalBlocker(self):
            self.clear()
            for breakpoint_ in session.breakpoints:
                if not isinstance(breakpoint_, Fault):
                    title = written(label(breakpoint_), writing)
                    self._add(session, breakpoint_, notation.shown(session, title))
            for name, entry in FAULTS.items():
                self._add(session, fault_of(session, name), entry.title)
            self.setColumnHidden(LOG, not any(b.log for b in session.breakpoints))
            self._fit_rows()
            self.setCurrentIndex(self.model().index(row, WHAT))
        if self.selected != before:
            self.chosen.emit(self.selected)
        self.show_hits(session)

    def _fit_rows(self) -> None:
        """As high as their texts, which are wrapped."""
        style, metric = self.style(), self.style().PixelMetric
        box = style.pixelMetric(metric.PM_IndicatorWidth) + style.pixelMetric(
            metric.PM_CheckBoxLabelSpacing
        )
        with QSignalBlocker(self):
            for item in self._items():
                texts = ((item.text(WHAT), WHAT, box), (item.text(LOG), LOG, 0))
                height = max(self._height(*text, item.font(WHAT)) for text in texts)
                item.setSizeHint(WHAT, QSize(0, height + _PAD))

    def _height(self, text: str, column: int, taken: int, font: QFont) -> int:
        """Of a text in a column of which something is taken."""
        margin = self.style().pixelMetric(self.style().PixelMetric.PM_FocusFrameHMargin) + 1
        room = QRect(0, 0, max(self.columnWidth(column) - taken - 2 * margin, 1), 0)
        metrics = QFontMetrics(font)
        if self.isColumnHidden(column):
            return metrics.height()
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for item in map(self.topLevelItem, range(self.topLevelItemCount())):
            assert item is not None
            yield item

    def show_hits(self, session: Session) -> None:
        """How often each was met; while a run computes, nothing else changes here."""
        with QSignalBlocker(self):
            for item in self._items():
                breakpoint_: AnyBreakpoint = item.data(WHAT, _ROLE)
                hits = session.hits(breakpoint_)
                item.setText(HITS, self._progress(hits.run, breakpoint_.hits))
                item.setText(TOTAL, str(hits.total) if hits.total else "")

    def _add(self, session: Session, breakpoint_: AnyBreakpoint, title: str) -> None:
        stopped = session.stopped
        here = stopped is not None and stopped.breakpoint == breakpoint_
        problem = session.problem(breakpoint_)
        mark = "➜ " if here else "⚠ " if problem else ""
        item = QTreeWidgetItem([mark + title, "", "", breakpoint_.log])
        on = breakpoint_.enabled and breakpoint_ in session.breakpoints
        item.setCheckState(WHAT, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData(WHAT, _ROLE, breakpoint_)
        item.setToolTip(WHAT, f"{self._kind(breakpoint_)}: {title}\n{problem}".strip())
        item.setToolTip(LOG, breakpoint_.log)
        if breakpoint_.hits > 1:
            item.setToolTip(HITS, self.tr("Acts at every {}.").format(breakpoint_.hits))
        if problem:
            item.setForeground(WHAT, QColor(theme.current().error))
        if here:
            font = item.font(WHAT)
            font.setBold(True)
            item.setFont(WHAT, font)
        self.addTopLevelItem(item)

    def _kind(self, breakpoint_: AnyBreakpoint) -> str:
        words = {
            Line: self.tr("Line"),
            Computed: self.tr("Quantity"),
            Condition: self.tr("Condition"),
            Watchpoint: self.tr("Watchpoint"),
            Fault: self.tr("Fault"),
        }
        return words[type(breakpoint_)]

    def _progress(self, met: int, every: int) -> str:
        """How often one was met; of one that acts at each n-th time, how far it is."""
        if every > 1:
            return self.tr("{} of {}").format((met - 1) % every + 1 if met else 0, every)
        return str(met) if met else ""

    def _switch(self, item: QTreeWidgetItem, column: int) -> None:
        if column == WHAT:
            on = item.checkState(WHAT) is Qt.CheckState.Checked
            self.switched.emit(item.data(WHAT, _ROLE), on)


def fault_of(session: Session, name: str) -> Fault:
    """A session's breakpoint for a fault; one that is off where there is none yet."""
    known = (b for b in session.breakpoints if isinstance(b, Fault) and b.fault == name)
    return next(known, Fault(fault=name, enabled=False))
