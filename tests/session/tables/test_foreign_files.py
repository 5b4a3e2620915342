"""Files as other programs write them, and files that are no tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import backprop_gui as bg

RIGHT = [[1.5, 2.0, 3.0], [4.0, 5.0, 6.0]]


def read(folder: Path, content: str | bytes) -> list[list[float]]:
    path = folder / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = bg.read_csv(path)
    return [[*x, *y] for x, y in zip(found.inputs.tolist(), found.targets.tolist(), strict=True)]


@pytest.mark.parametrize(
    "content",
    [
        'a,b,y\n"1,5","2","3"\n4,5,6\n',
        "sep=;\na;b;y\n1.5;2;3\n4;5;6\n",
        '"sep=,"\r\na,b,y\r\n1.5,2,3\r\n4,5,6\r\n',
        "a|b|y\n1.5|2|3\n4|5|6\n",
        "1.5 2 3\n4 5 6\n",
        "  1.5   2  3\n    4   5  6\n",
        "a,b,y,\n1.5,2,3,\n4,5,6,\n",
        "a;b;y;;\n1,5;2;3;;\n4;5;6;;\n",
        "a;b;y\n1,5;2;3\n4;5;6\n".encode("utf-32"),
        "\n\na,b,y\r\n\r\n1.5,2,3\r\n\r\n4,5,6",
    ],
)
def test_tables_of_other_programs(tmp_path: Path, content: str | bytes) -> None:
    assert read(tmp_path, content) == RIGHT


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ('a,b,y\n"1,234.5",2,3\n"1,000",5,6\n', [1234.5, 1000]),
        ('a,b,y\n"1,234",2,3\n"1,000",5,6\n', [1234, 1000]),
        ("a;b;y\n1.234,5;2;3\n1.000,0;5;6\n", [1234.5, 1000]),
        ("a;b;y\n1,234;2;3\n1,000;5;6\n", [1.234, 1]),
        ("a;b;y\n1\u202f234,5;2;3\n1\u00a0000;5;6\n", [1234.5, 1000]),
        ("a\tb\ty\n1'234.5\t2\t3\n1'000\t5\t6\n", [1234.5, 1000]),
    ],
)
def test_thousands_set_apart(tmp_path: Path, content: str, first: list[float]) -> None:
    assert [row[0] for row in read(tmp_path, content)] == first


def test_numbers_that_are_not_there_do_not_take_their_column_away(tmp_path: Path) -> None:
    with pytest.raises(bg.BackpropError) as refusal:
        read(tmp_path, "a,b,y\n1,inf,3\nNA,2,3\n?,-Infinity,4\n,nan,2\n")
    first, second, third = str(refusal.value).splitlines()
    assert first == "Line 2: column 2 (b): “inf” is not a finite number with a decimal point."
    assert "“NA”" in second
    assert third.endswith("1 more line is wrong.")


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)) * 4, b"a,b\n1,\x002\n", b"\x7fELF\1\2"],
)
def test_what_is_no_text_is_said(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(bg.BackpropError, match=r"table\.csv is not a text file"):
        read(tmp_path, content)


def test_a_comma_between_numbers_is_written_only_where_it_is_read_back(tmp_path: Path) -> None:
    with pytest.raises(bg.BackpropError, match="both the separator and the decimal mark"):
        bg.write_csv(tmp_path / "a.csv", [[1.5]], [[2]], separator=",", decimal=",")
