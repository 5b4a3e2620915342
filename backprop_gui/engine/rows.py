"""What a formula of one output may say about all outputs of its sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backprop_gui.formula.expression import Expression, call, total


@dataclass(frozen=True)
class Output:
    """One output for a loss: prediction x, target y, and its sample's other outputs.

    `row` holds the (x, y) of all outputs of the sample; None stands for whole arrays, whose last
    axis runs over the outputs. `settings` are the loss's parameters.
    """

    x: Expression
    y: Expression
    settings: Mapping[str, float]
    row: tuple[tuple[Expression, Expression], ...] | None = None

    def total(self, term: Callable[[Expression, Expression], Expression]) -> Expression:
        """The sum of a term over all outputs of the sample."""
        if self.row is None:
            return call("row_total", term(self.x, self.y))
        return total(tuple(term(x, y) for x, y in self.row))

    def logsumexp(self) -> Expression:
        """ln Σ exp of the predictions of the sample."""
        if self.row is None:
            return call("row_logsumexp", self.x)
        return call("logsumexp", *(x for x, _ in self.row))

    def softmax(self) -> Expression:
        """exp(x) / Σ exp of the predictions of the sample."""
        if self.row is None:
            return call("row_softmax", self.x)
        return call("softmax", self.x, *(x for x, _ in self.row))
