"""Changes of structure: the run goes on, and every position has one state, whichever way one came.

The oracle runs each document by itself, from its first parameters, by single elements.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import backprop_gui as bg
from backprop_gui.formula.quantity import UnknownName
from backprop_gui.session.changes import edge_changes, restructuring
from backprop_gui.session.document.document import Document
from backprop_gui.session.run.edits import Edits
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages
from tests.session.test_routes import BACK, STEPS, bits
from tests.strategies import Case, cases, value_of

ITERATIONS = 5


@dataclass(frozen=True, eq=False)
class Part:
    """A document and the edits made to it."""

    document: Document
    edits: Edits = ()

    @property
    def begins(self) -> int:
        return self.document.begins

    def alone(self) -> bg.Session:
        """A session of this part and no other, at its beginning."""
        return bg.Session.of(Stages((Stage.of(Replay(self.document, self.edits)),)))

    def until(self, position: bg.Position) -> Part:
        return Part(self.document, tuple(e for e in self.edits if e.position <= position))

    def before(self, iteration: int) -> Part:
        return Part(self.document, tuple(e for e in self.edits if e.position.iteration < iteration))


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Runs:
    """What each branch is made of, by its name."""

    current: str
    parts: dict[str, Parts]

    @property
    def here(self) -> Parts:
        return self.parts[self.current]

    def put(self, name: str, parts: Parts) -> Runs:
        """The current run has become this; a run of another name has parted from it."""
        return Runs(name, self.parts | {name: parts})


class Changes(RuleBasedStateMachine):
    """Wander through a run, change it wherever one stands, come back to what was there."""

    @initialize(case=cases(samples=3))
    def open(self, case: Case) -> None:
        self.session = case.session()
        self.runs = Runs("main", {"main": (Part(self.session.document),)})
        self.done: list[tuple[Runs, Runs]] = []
        self.undone: list[tuple[Runs, Runs]] = []
        self.known: dict[object, object] = {}

    @precondition(lambda self: self.session.position.iteration < ITERATIONS)
    @rule(command=st.sampled_from(STEPS), times=st.integers(1, 3))
    def forward(self, command: str, times: int) -> None:
        for _ in range(times):
            getattr(self.session, command)()

    @rule(command=st.sampled_from(BACK), times=st.integers(1, 3))
    def back(self, command: str, times: int) -> None:
        for _ in range(times):
            getattr(self.session, command)()

    @rule(data=st.data())
    def jump(self, data: st.DataObject) -> None:
        clock = self.session.clock
        k = data.draw(st.integers(0, ITERATIONS))
        i = data.draw(st.integers(0, clock.at(k).operations))
        most = clock.elements(k, i) if i < clock.at(k).operations else 0
        self.session.seek(bg.Position(k, i, data.draw(st.integers(0, most))))

    @rule(data=st.data())
    def away_and_back(self, data: st.DataObject) -> None:
        mark = self.session.bookmark()
        self.jump(data)
        self.session.return_to(mark)
        assert self.session.position == mark.position

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        program, at = self.session.program, self.session.position
        names = [name for spec in program.arrays for name in spec.elements()]
        name = data.draw(st.sampled_from([n for n in names if not self.session.refusal(n)]))
        chosen = program.hyperparameters.get(name)
        usual = st.sampled_from((0.0, 0.5, 1.25))
        value = data.draw(value_of(chosen.parameter) if chosen else usual)
        self.session.set(name, value)
        *earlier, last = (part.until(at) for part in self.runs.here if part.begins <= at.iteration)
        new = self.session.edits[-1]
        self._changed((*earlier, Part(last.document, (*last.edits, new))))

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        at, before = self.session.position, bits(self.session)
        k = at.iteration + self.session.clock.is_end(at)
        values = _parameters(self.session)
        try:
            names = data.draw(st.sampled_from(CHANGES))(self.session, data)
        except bg.InvalidValue:
            assert bits(self.session) == before
            return
        for name in names:
            np.testing.assert_array_equal(self.session.value(name), values[name])
        assert self.session.position == bg.Position(k, 0, 0)
        assert self.session.finished == k
        kept = (part.before(k) for part in self.runs.here if part.begins < k)
        self._changed((*kept, Part(self.session.document)))

    def _changed(self, parts: Parts) -> None:
        self._now(self.runs.put(self.session.branch, parts))

    def _now(self, runs: Runs) -> None:
        """A change that can be undone has led here."""
        self.done.append((self.runs, runs))
        self.undone.clear()
        self.runs = runs

    @precondition(lambda self: len(self.runs.parts) > 1)
    @rule(data=st.data())
    def switch(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(set(self.runs.parts) - {self.runs.current})))
        self.session.switch_branch(name)
        self._now(Runs(name, self.runs.parts))

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(sorted(self.runs.parts)))
        new = data.draw(st.sampled_from(("a", "b", "c")))
        if new in self.session._branches.names - {old}:
            with pytest.raises(bg.InvalidValue, match="taken"):
                self.session.rename_branch(old, new)
            return
        self.session.rename_branch(old, new)
        if new == old:
            return
        parts = {new if name == old else name: part for name, part in self.runs.parts.items()}
        self._now(Runs(new if self.runs.current == old else self.runs.current, parts))

    @precondition(lambda self: len(self.runs.parts) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        others = sorted(set(self.runs.parts) - {self.runs.current})
        gone = data.draw(st.sampled_from(others))
        self.session.delete_branch(gone)
        parts = {name: part for name, part in self.runs.parts.items() if name != gone}
        self._now(Runs(self.runs.current, parts))

    @rule(data=st.data(), back=st.booleans())
    def run_to_a_line(self, data: st.DataObject, back: bool) -> None:
        operations = self.session.program.operations
        line = bg.Line(operation=str(data.draw(st.sampled_from(operations)).output.name))
        if line not in self.session.breakpoints:
            self.session.add_breakpoint(line)
            self._now(self.runs)
        if back or self.session.position.iteration >= ITERATIONS:
            self.session.reverse_continue()
        else:
            self.session.continue_(max_iterations=2)
        if self.session.stopped:
            assert self.session.stopped.position == self.session.position
        self.session.remove_breakpoint(line)
        self._now(self.runs)

    @rule()
    def undo(self) -> None:
        assert self.session.can_undo == bool(self.done)
        self.session.undo()
        if self.done:
            self.undone.append(self.done.pop())
            self.runs = self.undone[-1][0]

    @rule()
    def redo(self) -> None:
        assert self.session.can_redo == bool(self.undone)
        self.session.redo()
        if self.undone:
            self.done.append(self.undone.pop())
            self.runs = self.done[-1][1]

    @rule()
    def save_and_open(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "run.bpg"
            self.session.save(path)
            first = path.read_bytes()
            opened = bg.open_session(path)
            opened.save(path)
            assert path.read_bytes() == first
        assert opened.position == self.session.position
        assert bits(opened) == bits(self.session)
        assert repr(opened.branches) == repr(self.session.branches)
        self.session = opened
        self.runs = Runs(opened.branch, {name: self._opened(name) for name in self.runs.parts})
        self.done, self.undone = [], []

    def _opened(self, name: str) -> Parts:
        """The same parts with the documents that were opened."""
        documents = self.session._branch_of(name).stages.documents
        parts = self.runs.parts[name]
        for part, opened in zip(parts, documents, strict=True):
            assert all(
                np.array_equal(a, b) for a, b in zip(part.document.first, opened.first, strict=True)
            )
        return tuple(Part(new, old.edits) for new, old in zip(documents, parts, strict=True))

    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        """Any quantity across the iterations, nan where a part has none of its name."""
        specs = [s for s in self.session.program.arrays if s.size and not s.per_sample]
        name = str(data.draw(st.sampled_from(specs)).element(0))
        asked = [_value_at(part, k, name) for part, span in self._spans() for k in span]
        np.testing.assert_array_equal(self.session.history(name), np.array(asked))
        if asked:
            exact = self.session.exact([name], 0, len(asked) - 1)[:, 0]
            np.testing.assert_array_equal(exact, np.array(asked))

    def _spans(self) -> list[tuple[Part, range]]:
        parts = self.runs.here
        ends = [*(part.begins for part in parts[1:]), self.session.finished]
        return [(p, range(p.begins, end)) for p, end in zip(parts, ends, strict=True)]

    @invariant()
    def same_run(self) -> None:
        assert self.session.branch == self.runs.current
        assert {branch.name for branch in self.session.branches} == set(self.runs.parts)
        assert self.session.stages.documents == tuple(part.document for part in self.runs.here)
        assert self.session.edits == tuple(e for part in self.runs.here for e in part.edits)

    @invariant()
    def same_bits(self) -> None:
        at = self.session.position
        part = next(part for part in reversed(self.runs.here) if part.begins <= at.iteration)
        assert self.session.document is part.document
        key = (part.document, part.edits, at)
        if key not in self.known:
            self.known[key] = _straight(part, at)
        assert bits(self.session) == self.known[key]

    @invariant()
    def same_losses(self) -> None:
        losses = self.session.history("loss")
        assert len(losses) == self.session.finished
        for part, span in self._spans():
            key = (part.document, part.edits, span)
            if key not in self.known:
                alone = part.alone()
                if span:
                    alone.seek(alone.clock.end(span[-1]))
                self.known[key] = alone.history("loss")[span.start : span.stop]
            np.testing.assert_array_equal(losses[span.start : span.stop], self.known[key])


def _straight(part: Part, at: bg.Position) -> list[tuple[str, bytes]]:
    alone = part.alone()
    while alone.position != at:
        assert alone.position < at
        alone.step_into()
    return bits(alone)


def _value_at(part: Part, iteration: int, name: str) -> float:
    """At the iteration's end; what it reads, such as w or lr, as it was used in it."""
    alone = part.alone()
    try:
        computed = alone.find(name).spec.name in alone.program.producers
    except UnknownName:
        return np.nan
    end = alone.clock.end(iteration)
    if not computed:
        used = tuple(edit for edit in part.edits if edit.position < end)
        alone = Part(part.document, used).alone()
    alone.seek(end)
    return float(alone.value(name))


def _parameters(session: bg.Session) -> dict[str, Any]:
    """The values that the next iteration starts from, or this one goes on with."""
    ending = "_new" if session.clock.is_end(session.position) else ""
    names = [str(spec.name) for spec in session.program.parameters if spec.present is None]
    return {name: session.value(name.replace("[", f"{ending}[")) for name in names}


# Each makes one change and gives the names of the parameters that keep all of their values.


def _units(session: bg.Session, data: st.DataObject) -> list[str]:
    layer = data.draw(st.integers(1, session.network.depth))
    units = session.network.sizes[layer] + data.draw(st.sampled_from((1, -1)))
    restructuring.change_layer(session, layer, units=units)
    return []


def _add_layer(session: bg.Session, data: st.DataObject) -> list[str]:
    restructuring.add_layer(session, data.draw(st.integers(0, session.network.depth)))
    return []


def _remove_layer(session: bg.Session, data: st.DataObject) -> list[str]:
    restructuring.remove_layer(session, data.draw(st.integers(1, session.network.depth)))
    return []


def _edge(session: bg.Session, data: st.DataObject) -> list[str]:
    connection = data.draw(st.sampled_from(session.network.connections))
    rows, columns = session.network.shape(connection)
    i, j = data.draw(st.integers(1, rows)), data.draw(st.integers(1, columns))
    edge = str(connection.weights.at(i, j))
    if edge_changes.edge_exists(session.network, edge):
        edge_changes.remove_edge(session, edge)
    else:
        edge_changes.restore_edge(session, edge)
    return [n for n in _names(session) if n != str(connection.weights)]


def _optimizer(session: bg.Session, data: st.DataObject) -> list[str]:
    session.change(optimizer=data.draw(st.sampled_from((bg.SGD(0.1, momentum=0.5), bg.Adam()))))
    return _names(session)


def _rows(session: bg.Session, data: st.DataObject) -> list[str]:
    inputs, targets = session.data
    session.change(inputs=[*inputs, inputs[0] + 0.5], targets=[*targets, targets[0]])
    return _names(session)


def _batches(session: bg.Session, data: st.DataObject) -> list[str]:
    session.change(batch_size=data.draw(st.integers(1, 3)), shuffle=data.draw(st.booleans()))
    return _names(session)


def _names(session: bg.Session) -> list[str]:
    return [str(spec.name) for spec in session.program.parameters if spec.present is None]


CHANGES = (_units, _units, _add_layer, _remove_layer, _edge, _optimizer, _rows, _batches)

TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=20, stateful_step_count=14, deadline=None)
