"""The update phase: the learning rate of a schedule, clipped gradients, the optimiser's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.clipping import clipping
from backprop_gui.engine.operations.elementwise import At, Elementwise
from backprop_gui.engine.operations.operation import Operation, Phase
from backprop_gui.engine.optimizers.rule import PARAMETER, Here, Rule
from backprop_gui.engine.training import Training
from backprop_gui.formula.expression import Expression
from backprop_gui.formula.quantity import Quantity

RATE = Quantity("lr")
# The number of the update, from 1.
COUNT = Quantity("t")


def new_name(name: Quantity) -> Quantity:
    """`w_new[1]` for `w[1]`."""
    return Quantity(f"{name.kind}_new", name.indices)


def updates(parameters: tuple[ArraySpec, ...], training: Training) -> Iterator[Operation]:
    """The operations of the update phase, parameter array by parameter array."""
    if training.schedule is not None:
        yield _scheduled_rate(training)
    yield from clipping(parameters, training)
    rules = training.optimizer.rules()
    for rule in rules:
        if rule.scalar:
            yield _operation(rule, ArraySpec(Quantity(rule.pattern), ()), training)
    for parameter in parameters:
        for rule in rules:
            if not rule.scalar:
                yield _operation(rule, parameter, training)


def grouped(
    specs: Iterable[ArraySpec], parameters: tuple[ArraySpec, ...], training: Training
) -> list[tuple[ArraySpec, ...]]:
    """Arrays with those of the same rule together, in the order of the parameters."""
    waiting = {spec.name: spec for spec in specs}
    rules = (rule.pattern for rule in training.optimizer.rules())
    patterns = dict.fromkeys((PARAMETER, training.gradient, *rules))
    groups = []
    for pattern in patterns:
        names = [Quantity(pattern.format(p.name.kind), p.name.indices) for p in parameters]
        if waiting.keys() >= set(names):
            groups.append(tuple(waiting.pop(name) for name in names))
    return [*((spec,) for spec in waiting.values()), *groups]


def joint(parameters: tuple[ArraySpec, ...], training: Training) -> int:
    """How many operations update a parameter, if those of the first serve all parameters at once.

    0 where an element is treated apart: removed, frozen, rounded.
    """
    apart = training.frozen or training.precision.rounds
    if apart or any(spec.present is not None for spec in parameters):
        return 0
    return sum(not rule.scalar for rule in training.optimizer.rules())


def state_of(rule: Rule, parameter: ArraySpec) -> ArraySpec:
    """The array that a rule's quantity has for a parameter, before the update."""
    if rule.scalar:
        return ArraySpec(Quantity(rule.pattern), ())
    name = Quantity(rule.pattern.format(parameter.name.kind), parameter.name.indices)
    return ArraySpec(name, parameter.shape, present=parameter.present)


def states(
    parameters: tuple[ArraySpec, ...], training: Training
) -> Iterator[tuple[ArraySpec, float]]:
    """The optimiser's state arrays, each with its first value."""
    for rule in training.states:
        for parameter in parameters[:1] if rule.scalar else parameters:
            yield state_of(rule, parameter), rule.start


def _operation(rule: Rule, parameter: ArraySpec, training: Training) -> Elementwise:
    own = state_of(rule, parameter)
    is_parameter = rule.pattern == PARAMETER

    def build(at: At) -> Expression:
        return rule.formula(Here(at, parameter.name, training.gradient, training.rate))

    name = new_name(own.name) if rule.state else own.name
    return Elementwise(
        Phase.UPDATE,
        ArraySpec(name, own.shape, present=own.present),
        rule.title if rule.scalar else f"{rule.title} of {parameter.name}",
        build,
        sign="←" if rule.state else "=",
        shown=own.name if rule.state else None,
        keeps=parameter.name if is_parameter else None,
        fixed=frozen_places(parameter, training.frozen) if is_parameter else None,
    )


def _scheduled_rate(training: Training) -> Elementwise:
    schedule = training.schedule
    assert schedule is not None
    title = f"learning rate of this update ({type(schedule).__name__})"
    return Elementwise(
        Phase.UPDATE,
        ArraySpec(training.rate, ()),
        title,
        lambda at: schedule.rate(at(RATE), at(COUNT)),
    )


def frozen_places(parameter: ArraySpec, frozen: Iterable[Quantity]) -> NDArray[np.bool_] | None:
    """Which elements of a parameter are frozen; None where none is."""
    fixed = np.zeros(parameter.shape, bool)
    for name in frozen:
        if name == parameter.name:
            fixed[...] = True
        elif parameter.covers(name) and (place := parameter.place(name)) is not None:
            fixed[place] = True
    return fixed if fixed.any() else None
