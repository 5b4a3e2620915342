"""A sheet of 200 quantities is checked in under a second, also with a mistake in it."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import backprop_gui as bg
from backprop_gui.marking.answers import Answer, Answers
from backprop_gui.marking.printed import printed
from backprop_gui.marking.sheet import Sheet


def sheet(wrong: str) -> tuple[bg.Session, Answers]:
    network = bg.Network(4, [bg.Layer(6, "tanh"), bg.Layer(5), bg.Layer(2)])
    session = bg.Session(network, [[0.1, 0.4, -0.3, 0.8]], [[1, 0]], seed=3)
    worked = Sheet(session, (0,))
    answers = []
    for cell in worked.row(0):
        value = worked.engine(cell) * (1.37 if str(cell.quantity) == wrong else 1.0)
        answers.append(Answer(str(cell.quantity), printed(f"{value:.6g}")))
    return session, Answers(tuple(answers[:200]))


@pytest.mark.parametrize("wrong", ["", "s[2,1]"], ids=["right", "one mistake"])
def test_a_sheet_of_200_quantities(benchmark: BenchmarkFixture, wrong: str) -> None:
    session, answers = sheet(wrong)
    benchmark.pedantic(bg.check, (session, answers), rounds=3)
    print(f"{len(answers.answers)} answers: median {benchmark.stats['median']:.2f} s")
