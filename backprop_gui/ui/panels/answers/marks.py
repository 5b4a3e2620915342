"""When a sheet of answers is marked, and which marks are shown yet. No widgets."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from time import perf_counter
from typing import Literal

from backprop_gui.engine.operations.operation import Phase
from backprop_gui.errors import BackpropError
from backprop_gui.marking.checking import Checking
from backprop_gui.marking.verdicts import Marked, Verdict
from backprop_gui.session.session import Session

When = Literal["once", "phase", "demand"]
WHENS: tuple[When, ...] = ("once", "phase", "demand")


class Marks:
    """The session's answers as they were marked last; `seconds` is how long that took."""

    def __init__(self, session: Session) -> None:
        self.when: When = "once"
        self.seconds = 0.0
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Nothing is marked yet."""
        self._session, self._marked, self._of = session, Marked(()), self._nothing_of(session)
        self._work: Checking | None = None
        self._begun: tuple[object, ...] = self._of

    @property
    def current(self) -> bool:
        """Whether the marks belong to the session as it is."""
        return _same(self._of, self._key())

    @property
    def progress(self) -> tuple[int, int] | None:
        """How many answers have been marked, of how many; None where nothing is being marked."""
        return (self._work.done, self._work.count) if self._work else None

    def begin(self) -> None:
        """Begin to mark all answers; raises BackpropError."""
        self._work, self._begun, self._taken = Checking(self._session), self._key(), 0.0

    def advance(self, seconds: float) -> bool:
        """Mark so long, at least one answer; whether it goes on. What has changed is left."""
        began = perf_counter()
        if self._work is None or not _same(self._begun, self._key()):
            self._work = None
            return False
        while left := self._work.advance():
            if perf_counter() - began > seconds:
                break
        self._taken += perf_counter() - began
        if not left:
            self._marked, self._of, self.seconds = self._work.marked, self._begun, self._taken
            self._work = None
        return left

    @property
    def shown(self) -> Marked:
        """The marks that a person may see now; old ones are none where they were asked for."""
        if self.when == "demand" and not self.current:
            return Marked(())
        if self.when == "phase":
            over = self._phases_over()
            seen = tuple(v for v in self._marked.verdicts if self._is_over(v, over))
            return replace(self._marked, verdicts=seen)
        return self._marked

    def _is_over(self, verdict: Verdict, over: frozenset[Phase]) -> bool:
        now = self._session.position.iteration
        phase = _phase(self._session, str(verdict.quantity))
        return verdict.iteration < now or phase is None or phase in over

    def _phases_over(self) -> frozenset[Phase]:
        """Those of this iteration that the session has passed, or that are answered whole."""
        at, operations = self._session.position, self._session.program.operations
        answered = Counter(
            _phase(self._session, str(v.quantity))
            for v in self._marked.verdicts
            if v.iteration == at.iteration
        )
        sizes = Counter[Phase]()
        for operation in operations:
            sizes[operation.phase] += operation.output.size
        passed = {o.phase for o in operations} - {o.phase for o in operations[at.operation :]}
        return frozenset(passed | {p for p, size in sizes.items() if answered[p] >= size})

    def _key(self) -> tuple[object, ...]:
        session = self._session
        return session, session.answers, session.edits, session.document, session.tolerance

    @staticmethod
    def _nothing_of(session: Session) -> tuple[object, ...]:
        return session, None, None, None, None


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(a is b for a, b in zip(one, other, strict=True))


def _phase(session: Session, name: str) -> Phase | None:
    """Of what computes a quantity; None for what is given or no quantity."""
    try:
        spec = session.find(name).spec
    except BackpropError:
        return None
    number = session.program.producers.get(spec.name)
    return None if number is None else session.program.operations[number].phase
