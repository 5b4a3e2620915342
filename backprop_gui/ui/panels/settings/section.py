"""What a section of the settings is made of: fields and buttons. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from backprop_gui.engine.operations.operation import Operation
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Kind


@dataclass(frozen=True)
class Field:
    """One choice: its value now, and how another one is entered, which may be refused.

    `key` names it within its section; `meaning` becomes its tooltip.
    """

    key: str
    label: str
    kind: Kind
    value: Any
    enter: Callable[[Any], object]
    meaning: str = ""


@dataclass(frozen=True)
class Deed:
    """A button; `hint` says in full what it does, or why it can't."""

    text: str
    run: Callable[[], object]
    hint: str = ""
    can: bool = True


class Section(Protocol):
    """Reads the session anew each time it is asked."""

    @property
    def title(self) -> str:
        """The heading."""

    def summary(self, session: Session) -> str:
        """What has been chosen, in a few words."""

    def fields(self, session: Session) -> Sequence[Field]:
        """The choices."""

    def deeds(self, session: Session) -> Sequence[Deed]:
        """The buttons below them."""

    def operations(self, session: Session) -> Iterable[Operation]:
        """The program's operations that the choices make; their lines are shown."""

    def note(self, session: Session) -> str:
        """The conventions in force."""
