"""A sheet of 200 quantities is checked in under a second, also with a mistake in it."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import backprop_gui as bg
from backprop_gui.formula.printed import printed
from backprop_gui.marking.answers import Answer, Answers
from backprop_gui.marking.sheet import Sheet

SMALL, LARGE = (4, 6, 5, 2), (30, 40, 30, 3)


def sheet(sizes: tuple[int, ...], wrong: str, lone: bool = False) -> tuple[bg.Session, Answers]:
    """The first 200 numbers, or one alone, with a wrong one in a network of these sizes."""
    layers = [bg.Layer(units, "tanh") for units in sizes[1:-1]]
    network = bg.Network(sizes[0], [*layers, bg.Layer(sizes[-1])])
    inputs = [round(0.37 * n % 1.3 - 0.5, 2) for n in range(sizes[0])]
    session = bg.Session(network, [inputs], [[1] * sizes[-1]], seed=3)
    worked = Sheet(session, (0,))
    answers = []
    for cell in worked.row(0):
        value = worked.engine(cell) * (1.37 if str(cell.quantity) == wrong else 1.0)
        if not lone or str(cell.quantity) == wrong:
            answers.append(Answer(str(cell.quantity), printed(f"{value:.6g}")))
    return session, Answers(tuple(answers[:200]))


@pytest.mark.parametrize(
    ("sizes", "wrong", "lone"),
    [
        (SMALL, "", False),
        (SMALL, "s[2,1]", False),
        (LARGE, "", False),
        (LARGE, "s[2,1]", False),
        (LARGE, "loss", True),
    ],
    ids=["right", "one mistake", "large, right", "large, one mistake", "large, the loss alone"],
)
def test_a_sheet_of_200_quantities(
    benchmark: BenchmarkFixture, sizes: tuple[int, ...], wrong: str, lone: bool
) -> None:
    session, answers = sheet(sizes, wrong, lone)
    benchmark.pedantic(bg.check, (session, answers), rounds=3)
    print(f"{len(answers.answers)} answers: median {benchmark.stats['median']:.2f} s")
