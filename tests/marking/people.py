"""People who work a sheet by hand: they round honestly, and some make one mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np

import backprop_gui as bg
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Number, quantities
from backprop_gui.formula.printed import Printed, printed
from backprop_gui.marking.answers import Answer, Answers
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.mistakes.slips import with_digits_swapped
from backprop_gui.marking.mistakes.table import TABLE
from backprop_gui.marking.own import Own, OwnNumbers
from backprop_gui.marking.sheet import Cell, Sheet
from backprop_gui.session.session import Session

ACTIVATIONS = ("sigmoid", "tanh", "relu", "identity", "leaky_relu", "softplus")
OUTPUTS = (
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "categorical_cross_entropy"),
    ("sigmoid", "squared_error"),
    ("identity", "squared_error"),
    ("tanh", "squared_error"),
)


@dataclass(frozen=True)
class Made:
    """A mistake that was made: which, where, and how."""

    mistake: Mistake
    cell: Cell
    detail: str


@dataclass(frozen=True)
class Worked:
    """A sheet worked by hand, and the mistake in it; None in a right one."""

    session: Session
    answers: Answers
    made: Made | None


def network(random: Random, optimizers: tuple[int, ...]) -> Session:
    """A small network on one or two samples, as an exercise has it."""
    activation, loss = random.choice(OUTPUTS)
    sizes = [random.randint(1, 3) for _ in range(random.randint(2, 3))] + [random.randint(1, 2)]
    if activation == "softmax":
        sizes[-1] = random.randint(2, 3)
    layers = [
        bg.Layer(n, random.choice(ACTIVATIONS), bias=random.random() < 0.7) for n in sizes[1:-1]
    ]
    layers.append(bg.Layer(sizes[-1], activation, bias=random.random() < 0.7))
    chosen = bg.Loss(
        loss,
        factor=random.choice((0.5, 1.0)) if loss == "squared_error" else 1.0,
        over_outputs=random.choice(("sum", "mean")),
        over_batch=random.choice(("sum", "mean")),
    )
    samples = random.choice((1, 1, 2, 3))
    return bg.Session(
        bg.Network(sizes[0], layers, chosen, connections=_skips(random, len(layers))),
        _numbers(random, samples, sizes[0]),
        _targets(random, samples, sizes[-1], loss),
        optimizer=_optimizer(random, random.choice(optimizers)),
        weights=[_numbers(random, a, b) for a, b in pairwise(sizes)],
        biases=[_numbers(random, 1, layer.units)[0] if layer.bias else None for layer in layers],
    )


def _skips(random: Random, depth: int) -> list[bg.Connection]:
    """Now and then the inputs lead to the outputs as well."""
    return [bg.Connection(0, depth)] if random.random() < 0.15 else []


def _numbers(random: Random, rows: int, columns: int) -> list[list[float]]:
    return [[round(random.uniform(-1.5, 1.5), 2) for _ in range(columns)] for _ in range(rows)]


def _targets(random: Random, samples: int, outputs: int, loss: str) -> list[list[float]]:
    if loss == "categorical_cross_entropy":
        return np.eye(outputs)[[random.randrange(outputs) for _ in range(samples)]].tolist()
    if loss == "binary_cross_entropy":
        return [[float(random.randint(0, 1)) for _ in range(outputs)] for _ in range(samples)]
    return [[round(random.uniform(0, 1), 2) for _ in range(outputs)] for _ in range(samples)]


def _optimizer(random: Random, kind: int) -> object:
    """Momentum, Adam or plain descent; Adam's tiny moments need digits, not decimals."""
    rate = random.choice((0.5, 0.1, 0.05, 0.3))
    if kind == 0:
        return bg.SGD(learning_rate=rate, momentum=0.9, nesterov=random.random() < 0.3)
    if kind == 3:
        return bg.SGD(learning_rate=rate, weight_decay=random.choice((0.0, 0.01)))
    return bg.Adam(learning_rate=rate) if kind == 1 else bg.SGD(learning_rate=rate)


def work(
    seed: int, digits: int, mistake: str | None = None, written: float = 1.0, style: str = "g"
) -> Worked | None:
    """A person works a sheet with so many digits and makes one mistake, or none.

    `written` is the share of numbers that are put down; with the style "f" all of them have so
    many decimals. None where the mistake cannot be made in
    this network, or changes no digit.
    """
    random = Random(seed)
    session = network(random, (0, 1, 2, 3, 4, 5) if style == "g" else (0, 2))
    momentum = isinstance(session.document.optimizer, bg.Adam) or getattr(
        session.document.optimizer, "momentum", 0
    )
    twice = mistake in _TWO_ITERATIONS or (mistake is None and random.random() < 0.2)
    sheet = Sheet(session, (0, 1) if twice or momentum else (0,))
    person = Person(sheet, random, digits, style)
    made = person.choose(mistake) if mistake else None
    if mistake and made is None:
        return None
    answers = person.answers(written, made)
    return Worked(session, Answers(tuple(answers)), person.made)


_TWO_ITERATIONS = ("stale-value", "gradient-accumulated", "momentum-forgotten")


class Person:
    """Works through a sheet in order, with numbers rounded to digits or to a decimal."""

    def __init__(self, sheet: Sheet, random: Random, digits: int, style: str = "g") -> None:
        self._sheet, self._random, self._digits, self._style = sheet, random, digits, style
        self._own = OwnNumbers(sheet)
        self._cells = [cell for k in sheet.iterations for cell in sheet.row(k)]
        self.made: Made | None = None
        self._table = {m.id: [x for x in TABLE if x.id == m.id] for m in TABLE}

    def choose(self, mistake: str) -> tuple[Cell, Mistake] | None:
        """A place where it changes the number, at random."""
        places = []
        for cell in self._cells:
            for entry in self._table[mistake]:
                if any(True for _ in self._ways(entry, cell, self._own)):
                    places.append((cell, entry))
        return self._random.choice(places) if places else None

    def _ways(self, entry: Mistake, cell: Cell, own: OwnNumbers) -> list[tuple[Alternative, float]]:
        right = self._right(cell)
        value = float(evaluate(right, own.lookup(cell.iteration)))
        if entry.id == "digits-swapped":
            return [*self._swapped(value)]
        ways = []
        site = Site(cell, right, own, self._written(value))
        for alternative in entry.rewrites(site):
            if entry.id == "copied-wrong" and not self._is_earlier(alternative, cell):
                continue
            other = float(evaluate(alternative.right, own.lookup(cell.iteration)))
            step = 10.0 ** (np.floor(np.log10(max(abs(value), abs(other), 1e-300))) - self._digits)
            if np.isfinite(other) and abs(other - value) > 30 * step:
                ways.append((alternative, other))
        return ways

    def _swapped(self, value: float) -> Iterator[tuple[Alternative, float]]:
        """Two neighbouring digits of the right number, exchanged in writing it down."""
        for text, what in with_digits_swapped(self._written(value).text):
            if self._written(float(text)).text == text:
                yield Alternative(Number(float(text)), what), float(text)

    def _is_earlier(self, alternative: Alternative, cell: Cell) -> bool:
        """One copies what has been written down already."""
        place = self._sheet.place
        names = quantities(alternative.right)
        return all(place(Cell(cell.iteration, name)) < place(cell) for name in names)

    def _right(self, cell: Cell):  # type: ignore[no-untyped-def]
        return self._sheet.forms(cell)[0].right

    def answers(self, written: float, made: tuple[Cell, Mistake] | None) -> list[Answer]:
        """All numbers in order; from the mistake on, what follows from it."""
        found = []
        for cell in self._cells:
            value = float(evaluate(self._right(cell), self._own.lookup(cell.iteration)))
            if made and cell == made[0]:
                value = self._go_wrong(*made, value)
            number = self._written(value)
            self._own.put(cell, Own.of(number.value))
            if self._random.random() < written:
                found.append(Answer(str(cell.quantity), number, cell.iteration))
        return found

    def _written(self, value: float) -> Printed:
        return printed(f"{value:.{self._digits}{self._style}}")

    def _go_wrong(self, cell: Cell, entry: Mistake, value: float) -> float:
        ways = self._ways(entry, cell, self._own)
        if not ways:
            return value
        alternative, other = self._random.choice(ways)
        self.made = Made(entry, cell, alternative.detail)
        return other
