"""Names read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.formula.quantity import Quantity, UnknownName
from tests.strategies import Case, cases

KINDS = st.from_regex(r"[A-Za-z][A-Za-z_]*", fullmatch=True)
INDICES = st.lists(st.integers(0, 10**6), max_size=4).map(tuple)


@given(KINDS, INDICES)
def test_printing_and_reading_are_inverse(kind: str, indices: tuple[int, ...]) -> None:
    name = Quantity(kind, indices)
    assert Quantity.parse(str(name)) == name
    spaced = str(name).replace("[", " [ ").replace(",", " , ").replace("]", " ] ")
    assert Quantity.parse(spaced) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        "x[",
        "x[]",
        "x[1,]",
        "x[,1]",
        "x[-1]",
        "x[1.5]",
        "x[a]",
        "1x",
        "x]1[",
        "x[1]y",
        "x[٣]",
    ],
)
def test_bad_names_are_quoted(text: str) -> None:
    with pytest.raises(UnknownName) as refused:
        Quantity.parse(text)
    assert repr(text) in str(refused.value)
    assert "x[1,2]" in str(refused.value)


@pytest.mark.parametrize("text", ["w[" + "1," * 10**6 + "1]", "x[" + "9" * 5_000 + "]", "x" * 999])
def test_no_name_is_long(text: str) -> None:
    with pytest.raises(UnknownName) as refused:
        Quantity.parse(text)
    assert len(str(refused.value)) < 400


@given(cases())
def test_every_element_is_found_at_its_own_place(case: Case) -> None:
    """Names tell all elements of a network apart, and lead back to where they came from."""
    session = case.session()
    seen = set()
    for spec in session.program.arrays:
        for number, name in enumerate(spec.elements()):
            place = session.find(str(name))
            assert place.spec.name == spec.name
            assert place.name == name
            assert place.number == number
            seen.add(name)
    assert len(seen) == sum(spec.size for spec in session.program.arrays)
