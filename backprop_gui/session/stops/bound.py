"""An expression joined with the memory of a replay: what it is, and when all of it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial

import numpy as np

from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import UnknownName
from backprop_gui.formula.sentence import Sentence, joined
from backprop_gui.session.expressions.checking import Kind, kind
from backprop_gui.session.expressions.compiling import Compiled, Counters, Source, compiled
from backprop_gui.session.expressions.functions import Value
from backprop_gui.session.expressions.nodes import Counter, Name, Node, names, walk
from backprop_gui.session.positions.clock import Clock
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.naming import Place, find
from backprop_gui.session.run.replay import Replay

_MOST_TOLD = 20
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


def known_at(names: Iterable[Name], clock: Clock, iteration: int) -> dict[int, Point]:
    """For each sample of the batch, from 1, after which point all of these have been computed.

    Sample 1 stands for all where the names say which they mean; none where the batch has no such.
    """
    program = clock.program(iteration)
    try:
        found = [_computed(name, program) for name in names]
    except UnknownName:
        return {}
    count = program.samples if any(of_any for *_, of_any in found) else 1
    points, elements = {}, cache(partial(clock.elements, iteration))
    for sample in range(1, count + 1):
        computed = ((line, first + (sample - 1) * step + 1) for line, first, step, _ in found)
        operation, element = max(computed, default=(0, 1))
        at_end = element == elements(operation)
        points[sample] = (operation + 1, 0) if at_end else (operation, element)
    return points


def _computed(name: Name, program: Program) -> tuple[int, int, int, bool]:
    """The operation, the element's number in it for the first sample, elements from sample to
    sample, and whether it is of any sample. What is given is there with the first element.
    """
    found, of_any = find(program, name.quantity), is_of_any_sample(name, program)
    producer = program.producers.get(found.spec.name)
    if producer is None:
        return 0, 0, 0, of_any
    return producer, found.number, found.spec.size // program.samples if of_any else 0, of_any


@dataclass(frozen=True)
class Reading:
    """An expression in batches of one size: its value for the sample that the counters say."""

    value: Compiled
    known: dict[int, Point]

    @cached_property
    def known_at(self) -> dict[Point, list[int]]:
        """The samples that become known at a point: few of many, which are soon found."""
        found: dict[Point, list[int]] = {}
        for sample, point in self.known.items():
            found.setdefault(point, []).append(sample)
        return found


class Bound:
    """An expression's values in a replay, sample by sample."""

    def __init__(self, node: Node, replay: Replay) -> None:
        self.node = node
        counters = {n.name for n in walk(node) if isinstance(n, Counter)}
        self.counts_operations = "operation" in counters
        self._has_counters = bool(counters)
        program = replay.program(0)
        found = (place(name, program).spec.name for name in names(node))
        # All of it can be read where a run begins.
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
        self._readings: dict[int, Reading | None] = {}

    def points(self, iteration: int) -> set[Point]:
        """Where in an iteration the value can be another than before."""
        reading = self._reading(iteration)
        found = set(reading.known_at) if reading else set()
        if found and self.counts_operations:
            found |= {(i, 0) for i in range(1, self._replay.clock.operations + 1)}
        return found

    def values(self, at: Position, everything: bool = True) -> Iterator[tuple[int, Value]]:
        """Samples, from 1, whose value is known at a position, and the values.

        Without `everything`, only those that can be others than at the position before.
        """
        reading = self._reading(at.iteration)
        if reading is None:
            return
        if self._has_counters:
            self._count(at)
        for sample in self._known(reading, at, everything or self.counts_operations):
            self._counters.row = sample - 1
            yield sample, reading.value()

    def value(self, at: Position, sample: int) -> Value | None:
        """The value for one sample; None where it is not known at the position."""
        reading = self._reading(at.iteration)
        if reading is None or sample not in self._known(reading, at, everything=True):
            return None
        self._count(at)
        self._counters.row = sample - 1
        return reading.value()

    def _known(self, reading: Reading, at: Position, everything: bool) -> Iterable[int]:
        if at == self._replay.clock.origin:
            return reading.known if self._is_given else ()
        point = (at.operation, at.element)
        if everything:
            return [sample for sample, known in reading.known.items() if known <= point]
        return reading.known_at.get(point, ())

    def _reading(self, iteration: int) -> Reading | None:
        """None where the batch has not all the samples that are named."""
        count = 0 if self._one_size else self._replay.document.batching.count(iteration)
        if count not in self._readings:
            self._readings[count] = self._join(iteration)
        return self._readings[count]

    def _join(self, iteration: int) -> Reading | None:
        program = self._replay.program(iteration)
        known = known_at(names(self.node), self._replay.clock, iteration)
        if not known:
            return None
        source = Source(
            partial(place, program=program),
            partial(is_of_any_sample, program=program),
            self._replay.machine_of(iteration).arrays,
            self._counters,
        )
        return Reading(compiled(self.node, source), known)

    def _count(self, at: Position) -> None:
        self._counters.iteration = at.iteration
        self._counters.operation = at.operation
        self._counters.epoch = self._replay.document.batching.epoch(at.iteration)


def told(value: Value) -> str | float:
    """A value as a part of a sentence."""
    if isinstance(value, (bool, np.bool)):
        return "true" if value else "false"
    if np.ndim(value) == 0:
        return float(value)
    shown = [told(number) for number in np.ravel(value)[:_MOST_TOLD]]
    more = ["…"] if np.size(value) > len(shown) else []
    return Sentence("[{}]", joined(", ", [*shown, *more]))
