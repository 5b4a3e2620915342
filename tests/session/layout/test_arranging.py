"""Units and layers moved by hand: kept, undone, saved; what cannot be moved is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.session.changes import restructuring
from backprop_gui.session.layout.layout import LayoutOptions, lay_out
from backprop_gui.session.layout.moves import Move, Moves, added

SIZES, PAIRS = (3, 2, 1), ((0, 1), (1, 2), (0, 2))


def place(moves: Moves, layer: int, unit: int) -> tuple[float, float]:
    box = lay_out(SIZES, PAIRS, LayoutOptions(moves=moves)).unit(layer, unit)
    assert box is not None
    return box.left, box.top


def test_a_unit_moves_alone_and_a_layer_with_all_that_belongs_to_it() -> None:
    moves = (Move(1, 0, 10.0, 0.0), Move(1, 2, 0.0, 30.0))
    for layer, unit, by in [(1, 1, (10, 0)), (1, 2, (10, 30)), (0, 1, (0, 0)), (2, 1, (0, 0))]:
        left, top = place((), layer, unit)
        assert place(moves, layer, unit) == (left + by[0], top + by[1])


def test_targets_biases_and_folds_follow() -> None:
    options = LayoutOptions(biased=frozenset({1}))
    moved = LayoutOptions(biased=frozenset({1}), moves=(Move(1, 0, 5.0, 7.0),))
    before, after = (lay_out((2, 30), ((0, 1),), o) for o in (options, moved))
    old, new = before.layers[1], after.layers[1]
    assert old.fold is not None
    assert new.fold is not None
    pairs = [*zip(old.biases, new.biases, strict=True), (old.fold, new.fold)]
    pairs += zip(before.targets, after.targets, strict=True)
    assert {(b.left - a.left, b.top - a.top) for a, b in pairs} == {(5.0, 7.0)}


def test_moves_add_up_are_undone_and_reset() -> None:
    session = bg.open_example("nlp-assignment")
    session.move(1, 2, right=10.0)
    session.move(1, 2, right=5.0, down=-3.0)
    assert session.moves == (Move(1, 2, 15.0, -3.0),)
    session.undo()
    assert session.moves == (Move(1, 2, 10.0, 0.0),)
    session.redo()
    session.reset_layout()
    assert session.moves == ()
    session.undo()
    assert session.moves == (Move(1, 2, 15.0, -3.0),)
    session.move(1, 2, right=-15.0, down=3.0)
    assert session.moves == ()  # it stands where it stood at first


def test_moving_is_no_edit_of_the_run() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(3)
    at, edits = session.position, session.edits
    session.move(0, right=20.0)
    assert (session.position, session.edits, session.finished) == (at, edits, 3)
    assert len(session.branches) == 1


def test_the_file_keeps_them(tmp_path: Path) -> None:
    session, path = bg.open_example("nlp-assignment"), tmp_path / "moved.bpg"
    session.move(2, 1, right=12.5, down=-40.0)
    session.save(path)
    assert bg.open_session(path).moves == session.moves


@pytest.mark.parametrize(
    "moves",
    [
        [{"layer": 0, "unit": 1, "right": 1.0, "down": 0.0}] * 2,
        [{"layer": -1, "unit": 1, "right": 1.0, "down": 0.0}],
        [{"layer": 1, "unit": 1, "right": 1e300, "down": 0.0}],
        [{"layer": 1, "unit": "1", "right": 1.0, "down": 0.0}],
        [{"layer": 1, "unit": 1}],
    ],
)
def test_a_file_with_other_moves_is_refused_with_the_place(tmp_path: Path, moves: object) -> None:
    session, path = bg.open_example("nlp-assignment"), tmp_path / "moved.bpg"
    session.save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"moves": moves}))
    with pytest.raises(BackpropError, match=r"moves|moved|Moved"):
        bg.open_session(path)


def test_what_has_been_moved_stays_there_under_another_number() -> None:
    session = bg.open_example("nlp-assignment")
    session.move(1, 2, right=10.0)
    session.move(2, down=20.0)
    restructuring.remove_units(session, 1, {1})
    assert session.moves == (Move(1, 1, 10.0, 0.0), Move(2, 0, 0.0, 20.0))
    restructuring.add_layer(session, 0)
    assert session.moves == (Move(2, 1, 10.0, 0.0), Move(3, 0, 0.0, 20.0))
    session.undo()
    session.undo()
    assert session.moves == (Move(1, 2, 10.0, 0.0), Move(2, 0, 0.0, 20.0))


@pytest.mark.parametrize(("layer", "unit"), [(3, 0), (-1, 0), (1, 3), (0, -1)])
def test_what_is_not_there_cannot_be_moved(layer: int, unit: int) -> None:
    session = bg.open_example("nlp-assignment")
    with pytest.raises(InvalidValue, match="layers 0 to 2"):
        session.move(layer, unit, right=1.0)
    assert not session.can_undo


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(-9, 9))))
def test_the_order_of_moves_does_not_matter(steps: list[tuple[int, int, int]]) -> None:
    one: Moves = ()
    other: Moves = ()
    for layer, unit, by in steps:
        one = added(one, Move(layer, unit, float(by), -float(by)))
    for layer, unit, by in reversed(steps):
        other = added(other, Move(layer, unit, float(by), -float(by)))
    assert one == other
