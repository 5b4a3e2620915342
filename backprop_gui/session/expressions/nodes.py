"""What an expression consists of. Every node knows its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backprop_gui.errors import BackpropError
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.expressions.functions import Function


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `stop` (excluded) of the text, counted from 0."""

    start: int
    stop: int


class WrongExpression(BackpropError):
    """An expression that cannot be read or that means nothing; `span` is the wrong part."""

    def __init__(self, reason: str, span: Span) -> None:
        super().__init__(f"{reason} (at character {span.start + 1})")
        self.reason = reason
        self.span = span


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all nodes."""

    span: Span


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A quantity; without its sample's number, that of each sample of the batch in turn."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Counter(Node):
    """`iteration`, `epoch` or `operation` of the position, counted from 0."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A function or an operator applied to arguments."""

    function: Function
    arguments: tuple[Node, ...]


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, the root first."""
    yield node
    if isinstance(node, Apply):
        for argument in node.arguments:
            yield from walk(argument)


def names(node: Node) -> tuple[Name, ...]:
    """The quantities in an expression, in reading order."""
    return tuple(n for n in walk(node) if isinstance(n, Name))
