"""What a person worked out: numbers by the names of quantities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.printed import Printed, printed
from backprop_gui.session.run.answers import WrittenAnswer


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
    """A line that was not understood, and why: the `quantity` and what was `printed` for it.

    Where even these could not be told apart, the quantity is "" and the whole text printed.
    """

    line: int
    text: str
    reason: str
    quantity: str = ""
    printed: str = ""
    iteration: int | None = None

    @property
    def name(self) -> str:
        """What stands for the quantity."""
        return self.quantity or f"line {self.line}"


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


def of_written(written: Iterable[WrittenAnswer]) -> Answers:
    """What a session holds, with the numbers read; a text that is no number is unread."""
    found, unread = list[Answer](), list[Unread]()
    for line, one in enumerate(written, start=1):
        try:
            number = printed(one.text)
        except InvalidValue as problem:
            text = f"{one.quantity} = {one.text}"
            unread.append(Unread(line, text, str(problem), one.quantity, one.text, one.iteration))
        else:
            found.append(Answer(one.quantity, number, one.iteration, one.note, line))
    return Answers(tuple(found), tuple(unread))


def as_written(answers: Iterable[Answer]) -> tuple[WrittenAnswer, ...]:
    """What a session can hold."""
    return tuple(
        WrittenAnswer(a.quantity, a.printed.text.strip(), a.iteration, a.note) for a in answers
    )
