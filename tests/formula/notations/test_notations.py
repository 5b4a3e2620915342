"""Four notations: what each writes, in every style, and that its matrix equations are true."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import backprop_gui as bg
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, MatrixProduct, Ref, Sum, Transpose, walk
from backprop_gui.formula.notations.kinds import Shape, shape_of
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.formula.notations.turning import turned
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.report.typesetting import equations_svg
from tests.strategies import cases

Value = float | NDArray[np.float64]
EACH = pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
NAMES = {
    "x[0,2]": ("x[0,2]", "a^0_2", "X[1]", "input[1]"),
    "x[1,2]": ("x[1,2]", "a^1_2", "h1[1]", "h1[1]"),
    "x[1,2,3]": ("x[1,2,3]", "a^{1,(3)}_2", "h1[2,1]", "h1[2,1]"),
    "s[1]": ("s[1]", "z^1", "z1", "z1"),
    "w[1,2,3]": ("w[1,2,3]", "w^1_{3,2}", "W1[1,2]", "fc1.weight[2,1]"),
    "w[0,2,1,3]": ("w[0,2,1,3]", "w^{0→2}_{3,1}", "W0_2[0,2]", "skip0_2.weight[2,0]"),
    "w_new[1,2,3]": ("w_new[1,2,3]", "w^{1,new}_{3,2}", "W1_new[1,2]", "fc1.weight.new[2,1]"),
    "b[2,1]": ("b[2,1]", "b^2_1", "b2[0]", "fc2.bias[0]"),
    "dw[1,2,3]": ("dw[1,2,3]", "∂C/∂w^1_{3,2}", "dW1[1,2]", "fc1.weight.grad[2,1]"),
    "db[1,1]": ("db[1,1]", "∂C/∂b^1_1", "db1[0]", "fc1.bias.grad[0]"),
    "dx[0,1]": ("dx[0,1]", "∂C/∂a^0_1", "dX[0]", "input.grad[0]"),
    "delta[2,1]": ("delta[2,1]", "δ^2_1", "dz2[0]", "z2.grad[0]"),
    "dphi[1,2]": ("dphi[1,2]", "σ′(z^1_2)", "dh1_dz1[1]", "dh1_dz1[1]"),
    "y[1]": ("y[1]", "y_1", "targets[0]", "target[0]"),
    "loss": ("loss", "C", "loss", "loss"),
    "lr": ("lr", "η", "learning_rate", "lr"),
    "v_w[1,2,3]": ("v_w[1,2,3]", "v^1_{w,3,2}", "v_W1[1,2]", "fc1.weight.v[2,1]"),
    "m_hat_b[1,2]": ("m_hat_b[1,2]", "m_hat^1_{b,2}", "m_hat_b1[1]", "fc1.bias.m_hat[1]"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_quantity_has_the_name_that_its_notation_gives_it(name: str) -> None:
    quantity = Quantity.parse(name)
    assert tuple(n.text(quantity) for n in NOTATIONS.values()) == NAMES[name]


@pytest.mark.parametrize(
    ("notation", "text", "latex"),
    [
        (
            "assignment",
            "dw[2] = x[1]ᵀ delta[2]",
            r"{\left(\boldsymbol{x}^{1}\right)}^{\top} \, \boldsymbol{\delta}^{2}",
        ),
        (
            "nielsen",
            "∂C/∂w^2 = (δ^2)ᵀ a^1",
            r"{\left(\boldsymbol{\delta}^{2}\right)}^{\top} \, \boldsymbol{a}^{1}",
        ),
        ("cs231n", "dW2 = h1ᵀ dz2", r"\mathtt{dW2} = {\mathtt{h1}}^{\top} \, \mathtt{dz2}"),
        (
            "pytorch",
            "fc2.weight.grad = z2.gradᵀ h1",
            r"\mathtt{fc2.weight.grad} = {\mathtt{z2.grad}}^{\top} \, \mathtt{h1}",
        ),
    ],
)
def test_a_line_of_the_program_is_written_in_it(notation: str, text: str, latex: str) -> None:
    line = operation("dw[2]").line
    writing = Writing(notation=NOTATIONS[notation])
    assert line.text(writing) == text
    assert line.latex(writing).endswith(latex)


@EACH
def test_every_line_of_every_example_can_be_typeset(notation: Notation) -> None:
    writing = Writing(notation=notation)
    lines = [
        operation.line
        for example in bg.examples()
        if "digits" not in example.name
        for operation in bg.open_example(example.name).program.operations
    ]
    sources = list({line.typst(writing) for line in lines})
    assert all(equations_svg(sources, size_pt=10, colour="#000000"))
    assert all(line.mathml(writing).startswith("<math") for line in lines)


@EACH
def test_two_quantities_never_have_one_name(notation: Notation) -> None:
    for example in ("nlp-assignment", "xor", "adam-first-steps"):
        names = [
            name
            for spec in bg.open_example(example).program.arrays
            for name in (spec.name, *(spec.elements() if spec.shape else ()))
        ]
        assert len({notation.text(name) for name in names}) == len(names)


def operation(name: str):  # type: ignore[no-untyped-def]
    program = bg.open_example("nlp-assignment").program
    return program.operations[program.producers[Quantity.parse(name)]]


@given(cases(), st.sampled_from(["nielsen", "pytorch"]))
@settings(max_examples=30, deadline=None)
def test_turned_matrix_equations_say_the_same(case, name: str) -> None:  # type: ignore[no-untyped-def]
    """The products of turned weights are those of the others, of weights themselves turned."""
    session = case.without("precision").session()
    session.step_iteration()
    for line in (operation.line for operation in session.program.operations):
        if line.left is None or not _is_product(line.right):
            continue
        left, right = turned(line.left, line.right)
        with np.errstate(all="ignore"):
            known = product(line.right, session.value)
            there = product(right, lambda quantity: _turned(session, quantity))
        expected = known.T if left == line.left and _is_weights(left) else known
        assert np.allclose(there, expected, equal_nan=True)


def _is_product(node: Expression) -> bool:
    nodes = tuple(walk(node))
    kinds = (MatrixProduct, Transpose, Ref, Sum)
    return all(isinstance(n, kinds) for n in nodes) and any(
        isinstance(n, MatrixProduct) for n in nodes
    )


def _is_weights(node: Expression) -> bool:
    return isinstance(node, Ref) and shape_of(node.quantity.kind) is Shape.WEIGHTS


def _turned(session: bg.Session, quantity: Quantity) -> Value:
    value = session.value(quantity)
    return np.asarray(value).T if shape_of(quantity.kind) is Shape.WEIGHTS else value


def product(node: Expression, read: Callable[[Quantity], Value]) -> NDArray[np.float64]:
    match node:
        case Ref(quantity):
            return np.asarray(read(quantity))
        case Transpose(a):
            return product(a, read).T
        case MatrixProduct(a, b):
            return product(a, read) @ product(b, read)
        case Sum(terms):
            return sum((product(term, read) for term in terms[1:]), product(terms[0], read))
        case _:
            raise AssertionError(node)


def test_without_a_matrix_product_nothing_is_turned() -> None:
    line = operation("w_new[1]").line
    assert turned(line.left, line.right) == (line.left, line.right)
    assert line.text(Writing(notation=NOTATIONS["nielsen"])) == "w^1 ← w^1 − η · ∂C/∂w^1"


def test_a_name_that_is_a_quotient_is_put_in_parentheses() -> None:
    gradient = Ref(Quantity("dw", (1, 1, 1)))
    writing = Writing(notation=NOTATIONS["nielsen"])
    assert Equation(Ref(Quantity("lr")) / gradient).text(writing) == "η / (∂C/∂w^1_{1,1})"
    assert Equation(gradient**2).text(writing) == "(∂C/∂w^1_{1,1})^2"
