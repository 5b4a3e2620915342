"""Copying and pasting: the one undoes the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.errors import InvalidValue
from backprop_gui.session.tables.clipboard import copied, pasted, pasted_samples
from tests.session.tables.strategies import Table, tables


@given(tables(), st.sampled_from((".", ",")))
def test_what_was_copied_is_pasted_bit_by_bit(block: Table, decimal: str) -> None:
    found = pasted(copied(block, decimal), decimal)
    assert found.shape == block.shape
    assert found.tobytes() == block.tobytes()


@given(tables(), st.sampled_from((".", ",")))
def test_another_programs_decimal_mark_is_seen(block: Table, decimal: str) -> None:
    """Where there are several columns; one alone could be two columns of a CSV file."""
    text = copied(block, decimal)
    if "\t" in text:
        assert pasted(text, "," if decimal == "." else ".").tobytes() == block.tobytes()


@pytest.mark.parametrize("text", ["1,5", "1,5\n2,5\n", "-1,234\n"])
def test_one_column_with_decimal_commas_is_never_two(text: str) -> None:
    with pytest.raises(InvalidValue, match="one number with a decimal comma, or two numbers"):
        pasted(text)
    first = float(text.split(maxsplit=1)[0].replace(",", "."))
    assert pasted(text, ",")[0].tolist() == [first]


def test_a_header_is_left_out() -> None:
    assert pasted("height\twidth\n1\t2\n3\t4\n").tolist() == [[1, 2], [3, 4]]


def test_samples_may_end_in_the_label_of_a_class() -> None:
    found = pasted_samples("x1,x2,kind\n1,2,dog\n3,4,cat\n5,6,dog", (2, 2))
    assert found.classes == ("cat", "dog")
    assert found.targets.tolist() == [[0, 1], [1, 0], [0, 1]]
    assert pasted_samples("1;2;0,5", (2, 1)).targets.tolist() == [[0.5]]


@pytest.mark.parametrize(
    ("text", "sizes", "message"),
    [
        ("1,2\n3,4", (1, 2), "The last column has 2 different labels (2, 4); 2 are allowed"),
        ("1,a\n2,b", (1, 3), "2 different labels (a, b); 3 are allowed, one for each output."),
        ("1,2,3", (1, 1), "The table has 3 columns; allowed: 2 (inputs: 1, targets: 1)."),
        ("1", (1, 2), "1 column; allowed: 3 (inputs: 1, targets: 2), or 2 with a label of the"),
        ("", (1, 1), "The table is empty"),
        ("a,b\n1,x", (1, 1), "Line 2: column 2 (b): “x” is not a finite number"),
    ],
)
def test_samples_that_do_not_fit_are_refused(
    text: str, sizes: tuple[int, int], message: str
) -> None:
    if "2 are allowed" in message:
        assert pasted_samples(text, sizes).classes == ("2", "4")
        return
    with pytest.raises(InvalidValue) as caught:
        pasted_samples(text, sizes)
    assert message in str(caught.value)
