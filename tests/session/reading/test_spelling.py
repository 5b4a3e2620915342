"""What is typed in a notation's names is read as the program's, which can always be typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_gui import open_example
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.session.reading.spelling import own, shown
from tests.strategies import cases

EACH = pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)


@given(cases(), st.sampled_from(list(NOTATIONS.values())))
@settings(max_examples=40, deadline=None)
def test_every_name_is_read_back_and_the_programs_own_stays(case, notation: Notation) -> None:  # type: ignore[no-untyped-def]
    program = case.session().program
    for spec in program.arrays:
        for name in (spec.name, *(spec.elements() if spec.shape else ())):
            assert own(program, notation.text(name), notation) == str(name)
            assert own(program, str(name), notation) == str(name)


@pytest.mark.parametrize(
    ("notation", "typed", "meant"),
    [
        ("nielsen", "abs(∂C/∂w^1).max() < 1e-6", "abs(dw[1]).max() < 1e-6"),
        ("nielsen", "C < 0.1 and a^2_1 > z^1_{2}", "loss < 0.1 and x[2,1] > s[1,2]"),
        ("nielsen", "dC/dw^1_{2, 3} == 0", "dw[1,3,2] == 0"),
        ("nielsen", "σ'(z^1_2) == 0", "dphi[1,2] == 0"),
        ("cs231n", "dW1[0, 2] + W1[0,2]*2", "dw[1,1,3] + w[1,1,3]*2"),
        ("cs231n", "X[1] > h1[0]", "x[0,2] > x[1,1]"),
        ("pytorch", "fc1.weight.grad[1,0] < fc1.bias", "dw[1,1,2] < fc1.bias"),
        ("pytorch", "12 fc2.weight[0,1]", "12 w[2,2,1]"),
        ("pytorch", "w[1,2,1] + fc1.weight[0,1]", "w[1,2,1] + w[1,2,1]"),
        ("assignment", "w[1,2,1] + z^1_2", "w[1,2,1] + z^1_2"),
    ],
)
def test_names_are_read_inside_of_expressions(notation: str, typed: str, meant: str) -> None:
    program = open_example("nlp-assignment").program
    assert own(program, typed, NOTATIONS[notation]) == meant


@pytest.mark.parametrize("text", ["h1", "x1", "fc1.weight[a]", "the loss", "W1 [", "dW1_new[0,2]"])
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    program = open_example("nlp-assignment").program
    expected = {"h1": "x[1]", "W1 [": "w[1] ["}.get(text, text)
    assert own(program, text, NOTATIONS["cs231n"]) == expected


def test_sentences_are_shown_with_the_notations_names() -> None:
    program = open_example("nlp-assignment").program
    text = "The update of w[1,2,1] is 0; loss and qu[1,2] stay, [1] too."
    assert shown(program, text, NOTATIONS["pytorch"]) == (
        "The update of fc1.weight[0,1] is 0; loss and qu[1,2] stay, [1] too."
    )
