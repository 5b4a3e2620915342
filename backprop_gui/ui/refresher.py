"""Which parts of the window are refreshed when: during a run, those that a person looks at."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter
from typing import Protocol

from PySide6.QtWidgets import QWidget

from backprop_gui.session.session import Session

CALM = 0.25  # seconds between two refreshes of a calm part while a run computes


class Part(Protocol):
    """What the window asks of each of its parts."""

    def set_session(self, session: Session) -> None:
        """Show another session."""

    def refresh(self) -> None:
        """The session has moved or changed."""


class Refresher:
    """At rest every part is refreshed; while a run computes, only those in sight.

    `lively` parts then move with every frame, the others now and then.
    """

    def __init__(self, lively: Iterable[Part], calm: Iterable[Part]) -> None:
        self._lively, self._calm = tuple(lively), list(calm)
        self._calmed = 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them."""
        return (*self._lively, *self._calm)

    def add(self, part: Part) -> None:
        """One more calm part."""
        self._calm.append(part)

    def refresh(self) -> None:
        """The session rests: bring every part up to date."""
        for part in self.parts:
            part.refresh()

    def frame(self) -> None:
        """A run computes: bring up to date what moves in sight."""
        now = perf_counter()
        due = now - self._calmed >= CALM
        if due:
            self._calmed = now
        for part in self.parts if due else self._lively:
            if not isinstance(part, QWidget) or part.isVisible():
                part.refresh()
