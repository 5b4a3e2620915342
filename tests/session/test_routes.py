"""Rule 3: the state at a position is a function of document, edits and position alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import backprop_gui as bg
from backprop_gui.session.run.edits import Edit, Edits
from tests.strategies import Case, cases, value_of

ITERATIONS = 4
STEPS = ("step_into", "step_over", "step_out", "step_iteration", "step_epoch")
BACK = ("back_into", "back_over", "back_out", "back_iteration", "back_epoch", "restart")


class Routes(RuleBasedStateMachine):
    """Wander through a run; after every move compare with a run made straight from the start."""

    @initialize(case=cases(samples=3))
    def open(self, case: Case) -> None:
        self.case = case
        self.session = case.session()
        self.edits: Edits = ()
        self.done: list[tuple[Edits, Edits]] = []
        self.undone: list[tuple[Edits, Edits]] = []
        # What was typed; an edit of a standardised input holds the number before scaling.
        self.typed: dict[Edit, float] = {}
        self.straight: dict[tuple[Edits, bg.Position], list[tuple[str, bytes]]] = {}

    @precondition(lambda self: self.session.position.iteration < ITERATIONS)
    @rule(command=st.sampled_from(STEPS), times=st.integers(1, 3))
    def forward(self, command: str, times: int) -> None:
        for _ in range(times):
            getattr(self.session, command)()

    @precondition(lambda self: self.session.position.iteration < ITERATIONS)
    @rule(times=st.integers(1, 3))
    def iterations(self, times: int) -> None:
        self.session.step_iteration(times)

    @rule(command=st.sampled_from(BACK), times=st.integers(1, 3))
    def back(self, command: str, times: int) -> None:
        for _ in range(times):
            getattr(self.session, command)()

    @rule(data=st.data())
    def jump(self, data: st.DataObject) -> None:
        clock = self.session.clock
        k = data.draw(st.integers(0, ITERATIONS))
        i = data.draw(st.integers(0, clock.operations))
        most = clock.elements(k, i) if i < clock.operations else 0
        self.session.seek(bg.Position(k, i, data.draw(st.integers(0, most))))

    @rule(data=st.data())
    def jump_and_turn_back(self, data: st.DataObject) -> None:
        mark = self.session.bookmark()
        self.jump(data)
        self.session.return_to(mark)
        assert self.session.position == mark.position

    @rule(data=st.data())
    def run_to(self, data: st.DataObject) -> None:
        specs = [op.output for op in self.session.program.operations]
        self.session.run_to(str(data.draw(st.sampled_from(specs)).name))

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        program = self.session.program
        names = [name for spec in program.arrays for name in spec.elements()]
        name = data.draw(st.sampled_from([n for n in names if not self.session.refusal(n)]))
        chosen = program.hyperparameters.get(name)
        usual = st.sampled_from((0.0, 0.5, 1.25))
        value = data.draw(value_of(chosen.parameter) if chosen else usual)
        before = self.edits
        kept = tuple(edit for edit in before if edit.position <= self.session.position)
        self.session.set(name, value)
        self.edits = (*kept, self.session.edits[-1])
        self.typed[self.edits[-1]] = value
        self.done.append((before, self.edits))
        self.undone.clear()
        at, at_rest = self.session.position, self.session.clock.operations
        assert self.session.finished == at.iteration + (at.operation == at_rest)

    @rule()
    def undo(self) -> None:
        assert self.session.can_undo == bool(self.done)
        self.session.undo()
        if self.done:
            self.undone.append(self.done.pop())
            self.edits = self.undone[-1][0]

    @rule()
    def redo(self) -> None:
        assert self.session.can_redo == bool(self.undone)
        self.session.redo()
        if self.undone:
            self.done.append(self.undone.pop())
            self.edits = self.done[-1][1]

    @rule()
    def save_and_open(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "run.bpg"
            self.session.save(path)
            first = path.read_bytes()
            self.session = bg.open_session(path)
            self.session.save(path)
            assert path.read_bytes() == first
        self.done, self.undone = [], []

    @invariant()
    def same_bits(self) -> None:
        assert self.session.edits == self.edits
        key = (self.edits, self.session.position)
        if key not in self.straight:
            self.straight[key] = self._straight()
        assert bits(self.session) == self.straight[key]

    def _straight(self) -> list[tuple[str, bytes]]:
        """Single elements from the start, never back, every edit made again on the way."""
        own = self.case.session()
        target, waiting = self.session.position, list(self.edits)
        while True:
            while waiting and waiting[0].position == own.position:
                self._again(own, waiting.pop(0))
            if own.position == target:
                break
            own.step_into()
        losses = own.history("loss")
        assert losses.tobytes() == self.session.history("loss")[: len(losses)].tobytes()
        return bits(own)

    def _again(self, own: bg.Session, edit: Edit) -> None:
        """The same edit by its name; data by the sample's number in the batch."""
        name = edit.quantity
        if edit.row is not None and own.program.samples > 1:
            rows = own.document.batching.rows(own.position.iteration)
            name = name.at(int(np.flatnonzero(rows == edit.row)[0]) + 1)
        own.set(name, self.typed[edit])


def bits(session: bg.Session) -> list[tuple[str, bytes]]:
    """All numbers that can be read, to the last bit."""
    found = []
    for spec in session.program.arrays:
        reading = session.array(spec.name)
        values = np.where(reading.known, reading.values, 0.0)
        found.append((str(spec.name), values.tobytes() + reading.known.tobytes()))
    return found


TestRoutes = Routes.TestCase
TestRoutes.settings = settings(max_examples=50, stateful_step_count=14, deadline=None)
