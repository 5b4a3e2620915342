"""What is plotted as CSV: every number is read back exactly."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.tables.plotted import (
    Column,
    confusion_counts,
    curves,
    surface_points,
)
from backprop_gui.session.tables.rows import Rows, write_rows


def read(path: Path, separator: str = ",") -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file, delimiter=separator))


def test_history_is_written_as_it_is(tmp_path: Path) -> None:
    session = bg.open_example("xor")
    session.step_iteration(7)
    path = bg.export_history(session, tmp_path / "run.csv", ["loss", "w[1,1,2]", "delta[2,1]"])
    header, *lines = read(path)
    assert header == ["iteration", "loss", "w[1,1,2]", "delta[2,1]"]
    assert [int(line[0]) for line in lines] == list(range(7))
    for column, name in enumerate(header[1:], start=1):
        values = [float(line[column]) for line in lines]
        np.testing.assert_array_equal(values, session.history(name))


def test_another_branch_and_a_spreadsheet_with_commas(tmp_path: Path) -> None:
    session = bg.open_example("xor")
    session.step_iteration(5)
    session.seek(bg.Position(1, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 2.0)
    path = tmp_path / "main.csv"
    bg.export_history(session, path, ["loss"], branch="main", separator=";", decimal=",")
    lines = read(path, ";")[1:]
    values = [float(line[1].replace(",", ".")) for line in lines]
    np.testing.assert_array_equal(values, session.history("loss", "main"))


@pytest.mark.parametrize(
    ("names", "reason"),
    [([], "at least one"), ("loss", "a list"), (["los"], "los"), (["w[1]"], "w\\[1\\]")],
)
def test_wrong_names_are_told(tmp_path: Path, names: list[str], reason: str) -> None:
    session = bg.open_example("xor")
    session.step_iteration()
    with pytest.raises(bg.BackpropError, match=reason):
        bg.export_history(session, tmp_path / "run.csv", names)
    assert not (tmp_path / "run.csv").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    session = bg.open_example("xor")
    with pytest.raises(bg.InvalidValue, match="cannot be written"):
        bg.export_history(session, tmp_path / "none" / "run.csv")


def test_curves_over_other_iterations_leave_cells_empty() -> None:
    first = Column("a", np.array([0, 1, 2]), np.array([1.0, 2.0, 3.0]))
    second = Column("b", np.array([1, 4]), np.array([5.0, np.nan]))
    lines = [tuple(map(str, line)) for line in curves([first, second]).lines]
    assert lines == [
        ("0", "1.0", "None"),
        ("1", "2.0", "5.0"),
        ("2", "3.0", "None"),
        ("4", "None", "nan"),
    ]


def test_a_surface_is_a_line_for_each_point() -> None:
    session = bg.open_example("xor")
    rows = surface_points(session.surface(points=5))
    lines = list(rows.lines)
    assert rows.header == ("x[0,1]", "x[0,2]", "x[2,1]")
    assert len(lines) == 25
    inputs, outputs = np.array(lines)[:, :2], np.array(lines)[:, 2:]
    np.testing.assert_allclose(outputs, session.predict(inputs), rtol=1e-12)


def test_counts_stand_below_what_is_said() -> None:
    session = bg.open_example("xor")
    found = session.classification()
    rows = confusion_counts(found.training, found.decision.names)
    assert rows.header == ("class", "said 0", "said 1")
    counts = [list(line[1:]) for line in rows.lines]
    assert counts == found.training.counts[:, :2].tolist()


@given(st.lists(st.floats(allow_nan=False), min_size=1, max_size=20))
def test_every_number_comes_back(numbers: list[float]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = write_rows(Path(folder) / "n.csv", Rows(("a",), [(n,) for n in numbers]))
        assert [float(line[0]) for line in read(path)[1:]] == numbers
