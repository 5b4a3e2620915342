"""The derivative of any quantity with respect to any earlier one, path by path.

The chain rule over the graph of elements: the derivative is the sum, over all paths from the
earlier to the later quantity, of the products of the local derivatives along each (Griewank,
Walther, Evaluating Derivatives, 2nd ed., 2008, section 3.2, Bauer's formula).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from backprop_gui.errors import InvalidValue, NotComputed
from backprop_gui.formula.differentiation import derivative
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Expression, Number, Product, quantities, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import substitute
from backprop_gui.session.naming import Place, find
from backprop_gui.session.reading import Reader
from backprop_gui.session.replay import Replay

_LONGEST_LIST = 200


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

    `paths` lists them, not more than 200; `symbolic` and `substituted` are their sum.
    `float(derivative)` is the value.
    """

    of: Quantity
    by: Quantity
    value: float
    paths: tuple[Path, ...]
    count: int
    symbolic: Equation
    substituted: Equation
    result: Equation

    def __float__(self) -> float:
        return self.value


def differentiate(replay: Replay, of: Place, by: Place) -> Derivative:
    """The derivative at the current position.

    Raises NotComputed where a value on the way is missing, InvalidValue for whole arrays.
    """
    for place in (of, by):
        if place.index is None:
            raise InvalidValue(f"{place.name} is a whole array; name one element of it.")
    graph = _Graph(replay, by.name)
    Reader(replay).value(of)
    paths = tuple(graph.path(names) for names in graph.ways(of.name, _LONGEST_LIST))
    value = graph.value(of.name)
    terms = tuple(path.symbolic.right for path in paths)
    numbers = tuple(path.substituted.right for path in paths)
    return Derivative(
        of.name,
        by.name,
        value,
        paths,
        graph.count(of.name),
        Equation(total(terms)),
        Equation(total(numbers)),
        Equation(Number(value)),
    )


class _Graph:
    """The elements between a quantity and `by`, with their local derivatives."""

    def __init__(self, replay: Replay, by: Quantity) -> None:
        self._program, self._reader, self._by = replay.machine.program, Reader(replay), by
        self._sources: dict[Quantity, dict[Quantity, Expression]] = {}
        self._values: dict[Quantity, float] = {by: 1.0}
        self._counts: dict[Quantity, int] = {by: 1}

    def sources(self, name: Quantity) -> dict[Quantity, Expression]:
        """The direct sources of an element that lead to `by`, with the local derivatives."""
        if name not in self._sources:
            self._sources[name] = {
                source: local
                for source, local in self._locals(name)
                if self.count(source) and local != Number(0.0)
            }
        return self._sources[name]

    def count(self, name: Quantity) -> int:
        """How many paths lead from an element down to `by`."""
        if name not in self._counts:
            self._counts[name] = sum(self.count(source) for source in self.sources(name))
        return self._counts[name]

    def value(self, name: Quantity) -> float:
        """∂name/∂by."""
        if name not in self._values:
            self._values[name] = float(
                sum(
                    self._number(local) * self.value(source)
                    for source, local in self.sources(name).items()
                )
            )
        return self._values[name]

    def ways(self, name: Quantity, most: int) -> Iterator[tuple[Quantity, ...]]:
        """The paths from an element to `by`, not more than `most`."""
        if name == self._by:
            yield (name,)
            return
        for source in self.sources(name):
            for way in self.ways(source, most):
                if not most:
                    return
                most -= 1
                yield (name, *way)

    def path(self, names: tuple[Quantity, ...]) -> Path:
        """A path with its product in symbols, with numbers, and its value."""
        factors = tuple(self.sources(above)[below] for above, below in pairwise(names))
        product = _product(factors)
        value = self._number(product)
        return Path(
            names, Equation(product), Equation(substitute(product, self._reader.number)), value
        )

    def _locals(self, name: Quantity) -> Iterator[tuple[Quantity, Expression]]:
        place = find(self._program, name)
        producer = self._program.producers.get(place.spec.name)
        if producer is None or name == self._by:
            return
        right = self._program.operations[producer].forms(name)[0].right
        for source in quantities(right):
            yield source, derivative(right, source)

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
