"""Where a quantity goes, against the formulas of all elements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.formula.expression import quantities
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.session.reading import influences
from tests.strategies import Case, cases


def every_reader(session: bg.Session, name: Quantity) -> list[Quantity]:
    """By reading all formulas there are."""
    return [
        element
        for operation in session.program.operations
        for element in operation.output.elements()
        if name in quantities(operation.forms(element)[0].right)
    ]


@given(cases(), st.data(), st.sampled_from([0, 256]))
def test_it_goes_where_a_formula_reads_it(case: Case, data: st.DataObject, few: int) -> None:
    session = case.session()
    spec = data.draw(st.sampled_from([s for s in session.program.arrays if s.size]))
    name = spec.element(data.draw(st.integers(0, spec.size - 1)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(influences, "_FEW", few)
        assert list(session.influences(name)) == every_reader(session, name)


def test_the_assignments_first_weight() -> None:
    session = bg.open_example("nlp-assignment")
    assert [str(q) for q in session.influences("w[1,1,1]")] == ["s[1,1]", "w_new[1,1,1]"]
    assert [str(q) for q in session.influences("x[1,2]")] == ["s[2,1]", "dw[2,2,1]"]
    assert list(session.influences("w_new[1,1,1]")) == []
    assert list(session.influences("x[1]")) == []
    with pytest.raises(UnknownName):
        next(session.influences("x[9,9]"))


def test_parameters_tied_across_layers_go_into_each_others_gradients() -> None:
    network = bg.Network(inputs=1, layers=[bg.Layer(1, bias=False), bg.Layer(1)])
    session = bg.Session(network, [[1]], [[0]], tied=[["w[1,1,1]", "w[2,1,1]"]])
    found = [str(q) for q in session.influences("dw_part[1,1,1]")]
    assert found == ["dw[2,1,1]", "dw[1,1,1]"]


def test_a_large_layer_is_not_searched_whole() -> None:
    network = bg.Network(inputs=784, layers=[bg.Layer(128), bg.Layer(10, activation="softmax")])
    zeros = [[0.0] * 784] * 16
    session = bg.Session(network, zeros, [[0.0] * 10] * 16)
    names = [str(q) for q in session.influences("x[0,7,3]")]
    assert names[:128] == [f"s[1,{j},3]" for j in range(1, 129)]
    assert names[128:] == [f"dw[1,7,{j}]" for j in range(1, 129)]
