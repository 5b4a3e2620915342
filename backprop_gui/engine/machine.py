"""Runs a program: every operation is a list of NumPy calls on memory allocated once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from threadpoolctl import ThreadpoolController

from backprop_gui.engine.memory import Block
from backprop_gui.engine.operations.update import (
    COUNT,
    grouped,
    joint,
    new_name,
    states,
)
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Preparation, Step, Vectoriser

_TARGETS = Quantity("y")


class Parameters:
    """What lives on from one iteration to the next: `now` and, once computed, `next`.

    `state` is everything as one flat array: a checkpoint is one copy of it. `dtype` is that of
    the program's precision, if no other is given; a machine computes with its parameters' dtype.
    """

    def __init__(self, program: Program, dtype: np.dtype[Any] | None = None) -> None:
        dtype = program.training.precision.dtype if dtype is None else dtype
        computed = (*program.parameters, *program.states)
        groups = [
            *((spec,) for spec in program.settings),
            *grouped(computed, program.parameters, program.training),
        ]
        self._now, self._next = Block(groups, dtype), Block(groups, dtype)
        self.state = self._now.flat
        self.next_state = self._next.flat
        # The settings stand first and are not computed: they stay as they are.
        settings = [spec.name for spec in program.settings]
        start = len(settings)
        self._promotion = (self._now.flat[start:], self._next.flat[start:])
        self._count, self._one = self._now.arrays.get(COUNT), np.ones((), dtype)
        self.arrays = self._now.arrays | {
            new_name(name): array
            for name, array in self._next.arrays.items()
            if name not in settings
        }
        self.joined = self._now.joined | {
            new_name(name): array for name, array in self._next.joined.items()
        }

    def start(self, program: Program, first: Iterable[ArrayLike]) -> None:
        """The first values: of hyperparameters, the parameters and the optimiser's state."""
        for name, chosen in program.hyperparameters.items():
            self.arrays[name][...] = chosen.first
        if self._count is not None:
            self._count[...] = 1
        for spec, values in zip(program.parameters, first, strict=True):
            self.arrays[spec.name][...] = values
        for spec, value in states(program.parameters, program.training):
            self.arrays[spec.name][...] = value

    def promote(self) -> None:
        """Put the new parameters in the place of the old and count the update."""
        np.copyto(*self._promotion)
        if self._count is not None:
            np.add(self._count, self._one, self._count)


class Machine:
    """Memory and call lists for one program. Several may share `parameters`."""

    def __init__(self, program: Program, parameters: Parameters) -> None:
        self.program = program
        own = [spec for spec in program.arrays if spec.name not in parameters.arrays]
        dtype = parameters.state.dtype
        self._values = Block(grouped(own, program.parameters, program.training), dtype)
        self.values = self._values.flat
        self.arrays = self._values.arrays | parameters.arrays
        self._given = frozenset({_TARGETS, *program.hyperparameters})
        vectoriser = Vectoriser(self.arrays.__getitem__, dtype, self._given)
        self._steps = [
            [*op.steps(self.arrays.__getitem__, vectoriser), *self._rounding(op.output.name)]
            for op in program.operations
        ]
        self._preparation = vectoriser.preparation
        joined = self.arrays | self._values.joined | parameters.joined
        self._iteration = [step for steps in self._running(joined) for step in steps]
        self._of_targets = [p for p in self._preparation if _TARGETS in p.sources]

    def load(self, inputs: ArrayLike, targets: ArrayLike) -> None:
        """Put a batch in place: inputs (samples, inputs), targets (samples, outputs)."""
        self.arrays[Quantity("x", (0,))][...] = inputs
        self.arrays[_TARGETS][...] = targets
        _run(self._of_targets)

    def draw(self, seed: int, iteration: int) -> None:
        """Draw the random numbers of an iteration; the same for the same seed and iteration."""
        for spec in self.program.drawn:
            random = np.random.default_rng((seed, iteration, *spec.name.indices))
            self.arrays[spec.name][...] = random.random(spec.shape)

    def _running(self, joined: Mapping[Quantity, Array]) -> Iterator[list[Step]]:
        """The same as `_steps` in fewer calls: a rule's calls serve all parameters at once.

        The bits are the same, since a rule is made of exactly rounded operations.
        """
        program = self.program
        rules = joint(program.parameters, program.training)
        first = len(self._steps) - rules * len(program.parameters)
        yield from self._steps[:first] if rules else self._steps
        vectoriser = Vectoriser(joined.__getitem__, self.values.dtype, self._given)
        for operation in program.operations[first : first + rules]:
            yield operation.steps(joined.__getitem__, vectoriser)
        self._preparation += vectoriser.preparation

    def _rounding(self, output: Quantity) -> list[Step]:
        precision = self.program.training.precision
        return [partial(precision.round_array, self.arrays[output])] if precision.rounds else []

    def prepare(self) -> None:
        """Compute what depends on targets and hyperparameters alone.

        To be called when hyperparameters have changed, or targets other than by `load`.
        """
        _run(self._preparation)

    def compute(self, operation: int) -> None:
        """Compute one operation, whole."""
        for step in self._steps[operation]:
            step()

    def iterate(self) -> None:
        """Compute all operations."""
        for step in self._iteration:
            step()


def _run(preparation: Iterable[Preparation]) -> None:
    for part in preparation:
        for step in part.steps:
            step()


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def quiet_arithmetic() -> Iterator[None]:
    """BLAS on one thread, so that results do not depend on the number of cores; no warnings."""
    with _controller().limit(limits=1, user_api="blas"), np.errstate(all="ignore"):
        yield
