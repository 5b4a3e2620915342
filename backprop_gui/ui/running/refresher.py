"""Which parts of the window are refreshed when: during a run, those that a person looks at."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDockWidget, QWidget

from backprop_gui.session.session import Session
from backprop_gui.ui.docks.sight import in_sight

CALM = 0.2  # seconds between two refreshes of a calm part while a run computes
_COMES_INTO_SIGHT = (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize)


class Part(Protocol):
    """What the window asks of each of its parts."""

    def set_session(self, session: Session) -> None:
        """Show another session."""

    def refresh(self) -> None:
        """The session has moved or changed."""


class Refresher(QObject):
    """At rest every widget is refreshed; while a run computes, only those in sight.

    `lively` parts then move with every frame, the others now and then; one whose dock comes into
    sight catches up at once, also at rest: it may have waited for that.
    """

    def __init__(self, lively: Iterable[Part], calm: Iterable[Part]) -> None:
        super().__init__()
        self._lively, self._calm = tuple(lively), list(calm)
        self._areas: dict[Part, QWidget] = {}
        self._behind: set[Part] = set()
        self._calmed: float | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them."""
        return (*self._lively, *self._calm)

    def add(self, part: Part, area: QWidget) -> None:
        """One more calm part, which is no widget but seen in one."""
        self._calm.append(part)
        self._areas[part] = area

    def watch(self, docks: Iterable[QDockWidget]) -> None:
        """Parts in these catch up when they come to the front."""
        for dock in docks:
            dock.installEventFilter(self)

    def refresh(self) -> None:
        """The session rests: bring every part up to date, a plot when it comes into sight."""
        self._calmed = None
        self._behind = {p for p in self.parts if not self._is_in_sight(p)}
        for part in self.parts:
            if part not in self._areas or part not in self._behind:
                part.refresh()

    def frame(self) -> bool:
        """A run computes: bring up to date what moves in sight. True where calm parts did, too."""
        now = perf_counter()
        if self._calmed is None:  # the run has just begun
            self._calmed = now
        due = now - self._calmed >= CALM
        if due:
            self._calmed = now
        self._behind.update(self.parts)
        self._catch_up(self.parts if due else self._lively)
        return due

    def _catch_up(self, parts: Iterable[Part]) -> None:
        for part in parts:
            if part in self._behind and self._is_in_sight(part):
                self._behind.remove(part)
                part.refresh()

    def _is_in_sight(self, part: Part) -> bool:
        area = self._areas.get(part, part)
        return isinstance(area, QWidget) and in_sight(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._behind and event.type() in _COMES_INTO_SIGHT:
            self._catch_up(self.parts)
        return False
