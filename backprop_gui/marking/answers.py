"""What a person worked out: numbers by the names of quantities."""

from __future__ import annotations

from dataclasses import dataclass, field

from backprop_gui.marking.printed import Printed


@dataclass(frozen=True)
class Answer:
    """A number for a quantity, by its name.

    `iteration` counts from 0; None: the one in which the session stands. `line` is where it
    stands in the file.
    """

    quantity: str
    printed: Printed
    iteration: int | None = None
    note: str = ""
    line: int = 0


@dataclass(frozen=True)
class Unread:
    """A line that was not understood, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Renamed:
    """Another name that was taken for a quantity: to be confirmed."""

    line: int
    given: str
    taken_for: str


@dataclass(frozen=True)
class Answers:
    """All answers, in the order of the file; what was not understood is listed, not guessed."""

    answers: tuple[Answer, ...] = ()
    unread: tuple[Unread, ...] = ()
    renamed: tuple[Renamed, ...] = field(default=())
