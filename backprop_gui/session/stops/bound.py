"""An expression joined with the memory of a replay: what it is, and when all of it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import UnknownName
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.clock import Clock
from backprop_gui.session.expressions.checking import Kind, kind
from backprop_gui.session.expressions.compiling import Compiled, Counters, compiled
from backprop_gui.session.expressions.functions import Value
from backprop_gui.session.expressions.nodes import Counter, Name, Node, names, walk
from backprop_gui.session.naming import Place, find
from backprop_gui.session.position import Position
from backprop_gui.session.replay import Replay

# A place in an iteration: operation and element of a position.
Point = tuple[int, int]


def place(node: Name, program: Program, sample: int = 1) -> Place:
    """The place of a name, for one sample of the batch where it does not say which.

    Raises UnknownName, also where the batch has no such sample.
    """
    if sample > program.samples and is_of_any_sample(node, program):
        raise UnknownName(f"There is no sample {sample} in this batch.")
    return find(program, node.quantity, sample)


def is_of_any_sample(node: Name, program: Program) -> bool:
    """Whether a name is one element's but does not say of which sample."""
    found = find(program, node.quantity)
    spec = found.spec
    if found.index is None or not spec.per_sample:
        return False
    return len(node.quantity.indices) < len(spec.name.indices) + len(spec.shape)


def check(node: Node, program: Program) -> Kind:
    """The kind of an expression in a program; raises WrongExpression."""
    return kind(node, partial(place, program=program))


def samples(node: Node, program: Program) -> int:
    """For how many samples an expression has a value of its own."""
    own = any(is_of_any_sample(name, program) for name in names(node))
    return program.samples if own else 1


def known_at(node: Node, clock: Clock, iteration: int, sample: int) -> Point:
    """After which point all quantities have been computed; raises UnknownName."""
    program = clock.program(iteration)
    points = [(0, 1)]
    for name in names(node):
        found = place(name, program, sample)
        producer = program.producers.get(found.spec.name)
        if producer is not None:
            points.append((producer, found.number + 1))
    operation, element = max(points)
    if element == clock.elements(iteration, operation):
        return operation + 1, 0
    return operation, element


@dataclass(frozen=True)
class Reading:
    """An expression for one sample in programs of one batch size."""

    sample: int
    known: Point
    value: Compiled


class Bound:
    """An expression's values in a replay, sample by sample."""

    def __init__(self, node: Node, replay: Replay) -> None:
        self.node = node
        counters = {n.name for n in walk(node) if isinstance(n, Counter)}
        self.counts_operations = "operation" in counters
        self._has_counters = bool(counters)
        program = replay.program(0)
        found = (place(name, program).spec.name for name in names(node))
        # All of it can be read at the very beginning.
        self._is_given = not any(name in program.producers for name in found)
        # The first batch is the largest.
        self.samples = samples(node, program)
        self.join(replay)

    def join(self, replay: Replay) -> None:
        """Read from this replay from now on."""
        self._replay = replay
        self._counters = Counters()
        # Asking for the size of each batch would take as long as a condition itself.
        batching = replay.document.batching
        self._one_size = batching.samples % batching.count(0) == 0
        self._readings: dict[int, tuple[Reading, ...]] = {}

    def points(self, iteration: int) -> set[Point]:
        """Where in an iteration the value can be another than before."""
        found = {reading.known for reading in self.readings(iteration)}
        if found and self.counts_operations:
            found |= {(i, 0) for i in range(1, self._replay.clock.operations + 1)}
        return found

    def values(self, at: Position, everything: bool = True) -> Iterator[tuple[int, Value]]:
        """Samples, from 1, whose value is known at a position, and the values.

        Without `everything`, only those that can be others than at the position before.
        """
        point = (at.operation, at.element)
        everything = everything or self.counts_operations
        if self._has_counters:
            self._count(at)
        for reading in self.readings(at.iteration):
            if at == Position():
                known = self._is_given
            else:
                known = reading.known <= point if everything else reading.known == point
            if known:
                yield reading.sample, reading.value()

    def readings(self, iteration: int) -> tuple[Reading, ...]:
        """One for each sample that the batch has."""
        count = 0 if self._one_size else self._replay.document.batching.count(iteration)
        if count not in self._readings:
            self._readings[count] = tuple(self._join(iteration))
        return self._readings[count]

    def _join(self, iteration: int) -> Iterator[Reading]:
        replay, arrays = self._replay, self._replay.machine_of(iteration).arrays

        def array(found: Place) -> Array:
            return arrays[found.spec.name]

        for sample in range(1, self.samples + 1):
            look_up = partial(place, program=replay.program(iteration), sample=sample)
            try:
                known = known_at(self.node, replay.clock, iteration, sample)
            except UnknownName:
                continue
            yield Reading(sample, known, compiled(self.node, look_up, array, self._counters))

    def _count(self, at: Position) -> None:
        self._counters.iteration = at.iteration
        self._counters.operation = at.operation
        self._counters.epoch = self._replay.document.batching.epoch(at.iteration)


def written(value: Value) -> str:
    """A value in a sentence."""
    if isinstance(value, (bool, np.bool)):
        return "true" if value else "false"
    return format(float(value), ".6g") if np.ndim(value) == 0 else str(value)
