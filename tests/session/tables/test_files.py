"""CSV files: what is written is read; what is wrong is named by line and column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.tables.text_files import text_file
from tests.session.tables.strategies import MARKS, Table, data_sets

IRIS = """sepal;petal;species
5,1;1,4;setosa
7;4,7;versicolor
6,3;6;virginica
4,9;1,4;setosa
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


@given(data_sets(), MARKS)
def test_what_is_written_is_read_bit_by_bit(
    folder: Path, data: tuple[Table, Table], marks: tuple[str, str]
) -> None:
    inputs, targets = data
    separator, decimal = marks
    bg.write_csv(folder / "a.csv", inputs, targets, separator=separator, decimal=decimal)
    found = bg.read_csv(folder / "a.csv", separator=separator, decimal=decimal)
    assert found.inputs.tobytes() == inputs.tobytes()
    assert found.targets.tobytes() == targets.tobytes()
    assert found.classes == ()


@given(data_sets())
def test_without_a_header_it_has_to_be_told_the_columns(
    folder: Path, data: tuple[Table, Table]
) -> None:
    inputs, targets = data
    bg.write_csv(folder / "a.csv", inputs, targets, header=False)
    width = inputs.shape[1]
    columns = {"inputs": range(1, width + 1), "targets": f"{width + 1}-{width + targets.shape[1]}"}
    found = bg.read_csv(folder / "a.csv", header=False, separator=",", **columns)  # type: ignore[arg-type]
    assert found.inputs.tobytes() == inputs.tobytes()
    assert found.targets.tobytes() == targets.tobytes()


@given(data_sets())
def test_columns_in_any_order(folder: Path, data: tuple[Table, Table]) -> None:
    inputs, targets = data
    bg.write_csv(folder / "a.csv", inputs, targets)
    order = np.random.default_rng(inputs.size).permutation(inputs.shape[1])
    names = [f"x[0,{j + 1}]" for j in order]
    found = bg.read_csv(folder / "a.csv", inputs=names, targets=["y[1]"])
    assert (found.inputs == inputs[:, order]).all()
    assert (found.targets == targets[:, :1]).all()


def test_everything_is_guessed_from_a_spreadsheets_file(folder: Path) -> None:
    found = bg.read_csv(file(folder, IRIS, "utf-8-sig"))
    assert found.inputs.tolist() == [[5.1, 1.4], [7, 4.7], [6.3, 6], [4.9, 1.4]]
    assert found.classes == ("setosa", "versicolor", "virginica")
    assert found.targets.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]


def test_labels_may_become_numbers_and_in_an_order_of_ones_own(folder: Path) -> None:
    path = file(folder, IRIS)
    assert bg.read_csv(path, labels="index").targets.tolist() == [[0], [1], [2], [0]]
    order = ["virginica", "versicolor", "setosa"]
    found = bg.read_csv(path, inputs=["petal", 1], targets=["species"], classes=order)
    assert found.classes == tuple(order)
    assert found.targets.argmax(axis=1).tolist() == [2, 1, 0, 2]
    assert found.inputs[0].tolist() == [1.4, 5.1]
    with pytest.raises(bg.WrongTable, match=r"“setosa” is not one of the classes virginica"):
        bg.read_csv(path, classes=order[:2])


def test_labels_that_are_numbers_are_ordered_by_size(folder: Path) -> None:
    path = file(folder, "1,10\n2,9\n3,2")
    assert bg.read_csv(path).targets.tolist() == [[10], [9], [2]]
    found = bg.read_csv(path, labels="one_hot")
    assert found.classes == ("2", "9", "10")
    assert found.targets.tolist() == [[0, 0, 1], [0, 1, 0], [1, 0, 0]]


@given(st.integers(1, 8), st.sets(st.integers(1, 8), min_size=1))
def test_each_wrong_line_is_named_and_left_out_only_on_demand(
    folder: Path, lines: int, wrong: set[int]
) -> None:
    bad = {line for line in wrong if line <= lines} or {lines}
    rows = ["1,oops" if n in bad else "1,2" for n in range(1, lines + 1)]
    path = file(folder, "a,b\n" + "\n".join(rows))
    with pytest.raises(bg.WrongTable) as caught:
        bg.read_csv(path, labels="none")
    assert [problem.line - 1 for problem in caught.value.problems] == sorted(bad)
    if len(bad) < lines:
        found = bg.read_csv(path, labels="none", leave_out=True)
        assert len(found) == lines - len(bad)
    else:
        with pytest.raises(bg.InvalidValue, match="No line of the table is right"):
            bg.read_csv(path, labels="none", leave_out=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n1,2,3", "Line 3: 3 columns; the header has 2."),
        ("1,2\n1,2\n1", "Line 3: 1 column; most lines have 2."),
        ("1,2\n\n1,inf", "Line 3: column 2: “inf” is not a finite number with a decimal point."),
        ("1,2\n1_0,2", "Line 2: column 1: “1_0” is not a finite number with a decimal point."),
        ("1,2\n١,2", "Line 2: column 1: “١” is not a finite number with a decimal point."),
        ("1;2\n1.5,2;0,5\n1,5;2", "Line 2: column 1: “1.5,2” is not a finite number with"),
        ("a,b\n1,2\n1,", "Line 3: column 2 (b): the number is missing."),
        ("a,b,c\n1,2,x\n1,2,", "Line 3: column 3 (c): the label is missing."),
        ('a,b\n1,2\n"1,2\n3,4', "Line 3: a quotation mark is opened and never closed."),
        ('"1" 2,3', "Line 1: text follows a closing quotation mark."),
        ("", "The table is empty; at least one line of numbers is needed."),
        (" \n\n", "The table is empty; at least one line of numbers is needed."),
        ("x,y\n", "Line 1: column 1: “x” is not a finite number with a decimal point."),
        ("1\n2\n3", "The table has one column; at least one for inputs and one for targets"),
        ("1,2\n" + "x,2\n" * 5, "2 more lines are wrong."),
        ("1,2\n" + "x,2\n" * 4, "1 more line is wrong."),
    ],
)
def test_what_is_wrong_is_said(folder: Path, text: str, message: str) -> None:
    with pytest.raises(bg.InvalidValue) as caught:
        bg.read_csv(file(folder, text))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"inputs": [4]}, "No column is called 4; columns go from 1 to 3 (sepal, petal, species)."),
        ({"inputs": "sepal, leaf"}, "No column is called 'leaf'"),
        ({"inputs": "1-2, 1"}, "Column 1 is chosen 2 times; once is allowed."),
        ({"inputs": [1], "targets": [1]}, "Column 1 is chosen 2 times"),
        ({"inputs": []}, "No column is chosen for inputs"),
        ({"inputs": 1.5}, "What is given as columns is 1.5; allowed: Iterable"),
        ({"targets": 9}, "No column is called 9"),
        ({"targets": "2-3", "labels": "one_hot"}, "labels stand in a single one"),
        ({"labels": "words"}, "The labels are 'words'; allowed: none, one_hot, index."),
        ({"separator": "/"}, "The separator is '/'; allowed: tab, semicolon, comma, bar, spaces."),
        ({"decimal": "'"}, "allowed: point, comma."),
        ({"encoding": "klingon"}, "No encoding is called 'klingon'"),
    ],
)
def test_choices_that_are_not_there(folder: Path, choice: dict[str, object], message: str) -> None:
    with pytest.raises(bg.InvalidValue) as caught:
        bg.read_csv(file(folder, IRIS), **choice)  # type: ignore[arg-type]
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,5;2;0,25", [1.5, 2, 0.25]),
        ("1,5\t2\t0,25", [1.5, 2, 0.25]),
        ("1.5\t2\t.25", [1.5, 2, 0.25]),
        ("1.5, 2, 1e-3\r\n", [1.5, 2, 0.001]),
        ('"1.5", "−2",+.25\n\n', [1.5, -2, 0.25]),
        ("1,2,3\r4,5,6\r", [1, 2, 3]),
        ("a;b;c\n1;2;3", [1, 2, 3]),
        ('"a;1","b\nb",c\n1,2,3', [1, 2, 3]),
    ],
)
def test_separators_and_decimal_marks(folder: Path, text: str, numbers: list[float]) -> None:
    found = bg.read_csv(file(folder, text))
    assert [*found.inputs[0], *found.targets[0]] == numbers


def test_lines_are_counted_as_an_editor_counts_them(folder: Path) -> None:
    with pytest.raises(bg.WrongTable, match="Line 5: column 1"):
        bg.read_csv(file(folder, 'a,"b\nb"\n\n1,2\noops,2\n'))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings(folder: Path, encoding: str) -> None:
    found = bg.read_csv(file(folder, "Größe;Art\n1,5;Möwe\n2;Bär\n", encoding))
    assert found.classes == ("Bär", "Möwe")
    assert found.inputs.tolist() == [[1.5], [2]]


def test_what_is_no_text_is_said(folder: Path) -> None:
    path = folder / "book.csv"
    path.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(bg.InvalidValue, match=r"book\.csv is not a text file"):
        bg.read_csv(path)
    path.write_bytes(b"\xff1,2")
    with pytest.raises(bg.InvalidValue, match=r"book\.csv is not text in utf-8; save it as CSV"):
        bg.read_csv(path, encoding="utf-8")
    with pytest.raises(bg.InvalidValue, match=r"none\.csv cannot be read"):
        bg.read_csv(folder / "none.csv")
    with pytest.raises(bg.InvalidValue, match=r"book\.csv has 4 bytes; up to 3 are allowed"):
        text_file(path, largest=3)


def test_many_different_labels_are_probably_numbers(folder: Path) -> None:
    path = file(folder, "".join(f"1,{n}.5\n" for n in range(1001)))
    with pytest.raises(bg.InvalidValue, match="There are 1001 different labels"):
        bg.read_csv(path, labels="one_hot")


def test_what_cannot_be_written_is_said(folder: Path) -> None:
    with pytest.raises(bg.InvalidValue, match=r"a\.csv cannot be written: No such file"):
        bg.write_csv(folder / "nowhere" / "a.csv", [[1]], [[2]])
    with pytest.raises(bg.InvalidValue, match=r"shape \(1, 1\) and the targets \(2, 1\)"):
        bg.write_csv(folder / "a.csv", [[1]], [[2], [3]])
    with pytest.raises(bg.InvalidValue, match="A comma cannot be both"):
        bg.write_csv(folder / "a.csv", [[1]], [[2]], decimal=",")
    assert not (folder / "a.csv").read_text().startswith('"x[0,1]","y[1]"\n1.0')


def test_headings_name_the_inputs_unless_they_are_ours(folder: Path) -> None:
    path = folder / "flowers.csv"
    path.write_text("sepal,petal,species\n5.1,1.4,setosa\n7,4.7,versicolor\n", encoding="utf-8")
    read = bg.read_csv(path)
    assert read.features == ("sepal", "petal")
    assert read.classes == ("setosa", "versicolor")
    assert bg.read_csv(path, inputs=["petal"], targets=[1]).features == ("petal",)
    bg.write_csv(path, read.inputs, read.targets)
    assert bg.read_csv(path, targets="3-4").features == ()
    path.write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    assert bg.read_csv(path).features == ()
