"""Tables of samples: what is written is read; what is wrong is named by its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backprop_gui.errors import InvalidValue
from backprop_gui.session.tables import WrongTable, file_text, read_samples, written

SIZES = st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4))
NARROW = "1 column; allowed: 2 (inputs: 1, targets: 1)."
FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(SIZES, st.data())
def test_what_is_written_is_read_bit_by_bit(
    sizes: tuple[int, int, int], data: st.DataObject
) -> None:
    samples, inputs, outputs = sizes
    x = data.draw(arrays(np.float64, (samples, inputs), elements=FINITE))
    y = data.draw(arrays(np.float64, (samples, outputs), elements=FINITE))
    found = read_samples(written(x, y), inputs, outputs)
    assert found.inputs.tobytes() == x.tobytes()
    assert found.targets.tobytes() == y.tobytes()
    assert found.header
    assert found.classes == ()


@given(st.integers(1, 8), st.sets(st.integers(1, 8), min_size=1))
def test_each_bad_line_is_named(lines: int, wrong: set[int]) -> None:
    bad = {line for line in wrong if line <= lines} or {lines}
    text = "a,b\n" + "\n".join("1,oops" if n in bad else "1,2" for n in range(1, lines + 1))
    with pytest.raises(WrongTable) as caught:
        read_samples(text, 1, 1)
    assert {problem.line - 1 for problem in caught.value.problems} == bad


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,5;2;0,25", [1.5, 2, 0.25]),
        ("1,5\t2\t0.25", [1.5, 2, 0.25]),
        ("1.5, 2, 1e-3\r\n", [1.5, 2, 0.001]),
        ('"1.5",−2,.25\n\n', [1.5, -2, 0.25]),
    ],
)
def test_separators_and_decimal_marks(text: str, numbers: list[float]) -> None:
    found = read_samples(text, 2, 1)
    assert [*found.inputs[0], *found.targets[0]] == numbers
    assert not found.header


def test_labels_become_one_hot_targets() -> None:
    found = read_samples("x1,x2,kind\n1,2,dog\n3,4,cat\n5,6,dog", 2, 2)
    assert found.classes == ("cat", "dog")
    assert found.targets.tolist() == [[0, 1], [1, 0], [0, 1]]


def test_labels_that_are_numbers_are_ordered_by_size() -> None:
    found = read_samples("1,10\n2,9\n3,2", 1, 3)
    assert found.classes == ("2", "9", "10")
    assert found.targets.tolist() == [[0, 0, 1], [0, 1, 0], [1, 0, 0]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,2\n1,2,3", "Line 2: 3 columns; allowed: 2 (inputs: 1, targets: 1)."),
        ("1,2\n\n1,inf", "Line 3: “inf” in column 2 is not a finite number."),
        ("1,2\n1_0,2", "Line 2: “1_0” in column 1 is not a finite number."),
        ("", "The table is empty; at least one line of numbers is needed."),
        ("x,y\n", "The table is empty; at least one line of numbers is needed."),
        ("1\n" * 5, f"Line 3: {NARROW} 2 more lines are wrong."),
    ],
)
def test_what_is_wrong_is_said(text: str, message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_samples(text, 1, 1)
    assert str(caught.value).splitlines()[-1] == message


def test_every_output_needs_its_class() -> None:
    message = r"2 different labels \(a, b\); 3 are allowed, one for each output"
    with pytest.raises(InvalidValue, match=message):
        read_samples("1,a\n2,b", 1, 3)
    with pytest.raises(WrongTable, match="Line 2: the label is missing"):
        read_samples("1,a\n2,", 1, 2)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("\ufeff1;2".encode())
    assert file_text(path) == "1;2"
    path.write_bytes(b"\xff\xfe1")
    with pytest.raises(InvalidValue, match=r"table\.csv is not text in UTF-8"):
        file_text(path)
    with pytest.raises(InvalidValue, match=r"none\.csv cannot be read"):
        file_text(tmp_path / "none.csv")
