"""The derivative of any quantity with respect to any earlier one, path by path.

The chain rule over the graph of elements: the derivative is the sum, over all paths from the
earlier to the later quantity, of the products of the local derivatives along each (Griewank,
Walther, Evaluating Derivatives, 2nd ed., 2008, section 3.2, Bauer's formula).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from backprop_gui.errors import InvalidValue, NotComputed
from backprop_gui.formula.differentiation import derivative
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Expression, Number, Product, quantities, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import substitute
from backprop_gui.formula.sentence import Sentence
from backprop_gui.session.reading.naming import Place, find
from backprop_gui.session.reading.reading import Reader
from backprop_gui.session.reading.reasons import reason
from backprop_gui.session.run.replay import Replay

_LONGEST_LIST = 100


@dataclass(frozen=True)
class Path:
    """One way from the later quantity down to the earlier: the product of its local derivatives."""

    quantities: tuple[Quantity, ...]
    symbolic: Equation
    substituted: Equation
    value: float


@dataclass(frozen=True)
class Derivative:
    """∂`of`/∂`by`, at the current values: `value` is the sum over `count` paths.

    `paths` lists them, not more than 100; `symbolic` and `substituted` are their sum.
    `reason` says why the value is inf or nan. `float(derivative)` is the value.
    """

    of: Quantity
    by: Quantity
    value: float
    paths: tuple[Path, ...]
    count: int
    symbolic: Equation
    substituted: Equation
    result: Equation
    reason: str = ""

    def __float__(self) -> float:
        return self.value


def differentiate(replay: Replay, of: Place, by: Place) -> Derivative:
    """The derivative at the current position.

    Raises NotComputed where a value on the way is missing, InvalidValue for whole arrays.
    """
    for place in (of, by):
        if place.index is None:
            raise InvalidValue(f"{place.name} is a whole array; name one element of it.")
    Reader(replay).value(of)
    graph = _Graph(replay, of.name, by.name)
    paths = tuple(graph.path(names) for names in islice(graph.ways(of.name), _LONGEST_LIST))
    value = graph.values[of.name]
    symbolic = total(tuple(path.symbolic.right for path in paths))
    numbers = tuple(path.substituted.right for path in paths)
    return Derivative(
        of.name,
        by.name,
        value,
        paths,
        graph.counts[of.name],
        Equation(symbolic),
        Equation(total(numbers)),
        Equation(Number(value)),
        _reason(symbolic, value, Reader(replay)),
    )


def _reason(symbolic: Expression, value: float, reader: Reader) -> str:
    """Why the value is not finite, where that lies on the listed paths."""
    words = "" if math.isfinite(value) else reason(symbolic, reader.number)
    return Sentence("{}: {}.", value, words) if words else ""


class _Graph:
    """The elements between `of` and `by`, with their local derivatives.

    They are visited in the order of the program, so that a network may have any depth.
    """

    def __init__(self, replay: Replay, of: Quantity, by: Quantity) -> None:
        self._program, self._reader, self._by = replay.machine.program, Reader(replay), by
        self._between = self._arrays_between()
        self._formulas: dict[Quantity, Expression | None] = {}
        self.sources: dict[Quantity, dict[Quantity, Expression]] = {by: {}}
        self.counts: dict[Quantity, int] = {by: 1}
        self.values: dict[Quantity, float] = {by: 1.0}
        for name in self._in_program_order(of):
            self._visit(name)

    def _arrays_between(self) -> dict[str, tuple[tuple[int, ...], ...]]:
        """The arrays that depend on the array of `by`: by their kind, the layers in their names."""
        names = {find(self._program, self._by).spec.name}
        for operation in self._program.operations:
            if names.intersection(quantities(operation.line.right)):
                names.add(operation.output.name)
        kinds = {name.kind for name in names}
        return {kind: tuple(n.indices for n in names if n.kind == kind) for kind in kinds}

    def _in_program_order(self, of: Quantity) -> list[Quantity]:
        waiting, seen = [of], {of}
        while waiting:
            for source in self._candidates(waiting.pop()):
                if source not in seen:
                    seen.add(source)
                    waiting.append(source)
        producers = self._program.producers
        return sorted(seen - {self._by}, key=lambda name: producers.get(self._array(name), -1))

    def _candidates(self, name: Quantity) -> list[Quantity]:
        """The sources of an element that may lead to `by`."""
        if name == self._by or (right := self._formula(name)) is None:
            return []
        return [q for q in quantities(right) if self._may_lead(q)]

    def _may_lead(self, name: Quantity) -> bool:
        """A quick look at a name alone: sums of large layers have very many sources."""
        layers = self._between.get(name.kind, ())
        return any(name.indices[: len(layer)] == layer for layer in layers)

    def _visit(self, name: Quantity) -> None:
        right = self._formula(name)
        leading = [q for q in self._candidates(name) if self.counts.get(q)]
        pairs = ((q, derivative(right, q)) for q in leading if right is not None)
        self.sources[name] = {q: local for q, local in pairs if local != Number(0.0)}
        self.counts[name] = sum(self.counts[q] for q in self.sources[name])
        self.values[name] = float(
            sum(self._number(local) * self.values[q] for q, local in self.sources[name].items())
        )

    def _formula(self, name: Quantity) -> Expression | None:
        if name not in self._formulas:
            producer = self._program.producers.get(self._array(name))
            computed = None if producer is None else self._program.operations[producer]
            self._formulas[name] = computed.forms(name)[0].right if computed else None
        return self._formulas[name]

    def _array(self, name: Quantity) -> Quantity:
        return find(self._program, name).spec.name

    def ways(self, name: Quantity) -> Iterator[tuple[Quantity, ...]]:
        """The paths from an element to `by`."""
        if name == self._by:
            yield (name,)
        for source in self.sources[name]:
            for way in self.ways(source):
                yield (name, *way)

    def path(self, names: tuple[Quantity, ...]) -> Path:
        """A path with its product in symbols, with numbers, and its value."""
        factors = tuple(self.sources[above][below] for above, below in pairwise(names))
        product = _product(factors)
        value = self._number(product)
        return Path(
            names, Equation(product), Equation(substitute(product, self._reader.number)), value
        )

    def _number(self, local: Expression) -> float:
        try:
            return float(evaluate(local, self._reader.number))
        except NotComputed as missing:
            raise NotComputed(f"The derivative needs a number that is missing: {missing}") from None


def _product(factors: tuple[Expression, ...]) -> Expression:
    kept = tuple(factor for factor in factors if factor != Number(1.0))
    if not kept:
        return Number(1.0)
    return kept[0] if len(kept) == 1 else Product(kept)
