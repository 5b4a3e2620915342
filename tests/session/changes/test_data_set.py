"""The data set changed as a whole and sample by sample: one undoable change each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.data import Batching
from backprop_gui.engine.samples import Samples
from backprop_gui.session.changes import data_set
from backprop_gui.session.changes.pasting import MOST_EDITS, paste
from backprop_gui.session.run.edits import Cell

Act = Callable[[bg.Session], object]


def make(samples: int = 5, validation: int = 2, **settings: object) -> bg.Session:
    """Sample n has inputs n and 10 n, target 100 n."""
    numbers = np.arange(1.0, samples + 1)[:, None]
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(1)])
    return bg.Session(network, numbers * [1, 10], numbers * 100, validation=validation, **settings)


def shown(session: bg.Session) -> list[float]:
    """The first input of every sample; the others must have come along."""
    inputs, targets = session.data
    assert (inputs[:, 1] == 10 * inputs[:, 0]).all()
    assert (targets[:, 0] == 100 * inputs[:, 0]).all()
    return inputs[:, 0].tolist()


def parts(session: bg.Session) -> tuple[list[float], list[float]]:
    """Those to train on, and those for validation."""
    everything, split = shown(session), session.document.validation
    return everything[: len(everything) - split], everything[len(everything) - split :]


@pytest.mark.parametrize(
    ("act", "training", "validation"),
    [
        (lambda s: data_set.remove(s, [2]), [1, 3], [4, 5]),
        (lambda s: data_set.remove(s, [2, 5]), [1, 3], [4]),
        (lambda s: data_set.remove(s, [4, 5]), [1, 2, 3], []),
        (lambda s: data_set.duplicate(s, [1, 3]), [1, 2, 3, 1, 3], [4, 5]),
        (lambda s: data_set.duplicate(s, [1, 4]), [1, 2, 3], [4, 1, 4, 5]),
        (lambda s: data_set.add_blank(s, 0), [0, 1, 2, 3], [4, 5]),
        (lambda s: data_set.add_blank(s, 3), [1, 2, 3, 0], [4, 5]),
        (lambda s: data_set.add_blank(s, 5), [1, 2, 3], [4, 5, 0]),
        (lambda s: data_set.add(s, 1, [[7, 70], [8, 80]], [[700], [800]]), [1, 7, 8, 2, 3], [4, 5]),
        (lambda s: data_set.move(s, [3], 1), [1, 2, 4], [3, 5]),
        (lambda s: data_set.move(s, [2, 3], -1), [2, 3, 1], [4, 5]),
        (lambda s: data_set.move(s, [1, 3], -1), [1, 3, 2], [4, 5]),
    ],
)
def test_samples_keep_their_parts_and_one_undo_brings_all_back(
    act: Act, training: list[float], validation: list[float]
) -> None:
    session = make()
    act(session)
    assert parts(session) == (training, validation)
    session.step_iteration()
    session.undo()
    assert parts(session) == ([1, 2, 3], [4, 5])
    assert not session.can_undo
    session.redo()
    assert parts(session) == (training, validation)


def test_moving_tells_the_new_numbers_and_stops_at_the_ends() -> None:
    session = make()
    assert data_set.move(session, [4, 5], 1) == (4, 5)
    assert not session.can_undo
    assert data_set.move(session, [5, 2], -1) == (1, 4)


@settings(max_examples=20)
@given(st.integers(0, 99))
def test_shuffling_loses_nothing_and_follows_from_the_seed(seed: int) -> None:
    session, again = make(9), make(9)
    data_set.shuffle(session, seed)
    data_set.shuffle(again, seed)
    assert sorted(shown(session)) == list(range(1, 10))
    assert shown(session) == shown(again)
    assert session.document.validation == 2


def test_data_edited_before_are_what_is_moved() -> None:
    session = make()
    session.set_samples([Cell(5, "x[0,1]", 50), Cell(5, "x[0,2]", 500), Cell(5, "y[1]", 5000)])
    data_set.move(session, [5], -1)
    assert shown(session) == [1, 2, 3, 50, 4]
    assert not session.edits


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda s: data_set.remove(s, [1, 2, 3]), "At least one sample must be left to train on"),
        (lambda s: data_set.remove(s, [6]), "There is no sample 6; 1 to 5 are allowed"),
        (lambda s: data_set.remove(s, []), "No sample is named"),
        (lambda s: data_set.remove(s, [0]), "The number of a sample is 0"),
        (lambda s: data_set.add_blank(s, 6), "There is no sample 6; 0 to 5 are allowed"),
        (lambda s: data_set.add(s, 0, [[1]], [[1]]), r"new inputs have shape \(1, 1\); \(samples"),
        (lambda s: data_set.add(s, 0, [[1, 2]], [[1], [2]]), "1 new rows of inputs, 2 of targets"),
        (lambda s: data_set.add(s, 0, [[1, np.inf]], [[1]]), "The new inputs hold inf or nan"),
        (lambda s: data_set.move(s, [1], 2), "The step is 2"),
        (lambda s: data_set.shuffle(s, -1), "The seed is -1"),
        (lambda s: paste(s, np.ones((1, 3)), 1, 2), "has 3 columns; from this one on there are 2"),
        (lambda s: paste(s, np.ones((2, 2)), 5, 1), "1 samples past the last one; new samples"),
        (lambda s: s.set_samples([Cell(6, "y[1]", 1)]), "There is no sample 6"),
        (lambda s: s.set_samples([Cell(1, "y[2]", 1)]), r"y\[2\] is not a number of a sample"),
        (lambda s: s.set_samples([Cell(1, "x[1,1]", 1)]), r"x\[0,1\] to x\[0,2\] and y\[1\] to"),
        (lambda s: s.set_samples([Cell(1, "lr", 1)]), "lr is not a number of a sample"),
        (lambda s: s.set_samples([Cell(2, "y[1]", np.nan)]), r"y\[1\] of sample 2 cannot be nan"),
        (lambda s: s.sample(0), "The number of a sample is 0; a whole"),
        (lambda s: s.sample("a"), "The number of a sample is 'a'"),
        (lambda s: s.next_batch_with(9), "Sample 9 is in no batch; those to train on go from 1"),
    ],
)
def test_what_is_refused_changes_nothing(act: Act, message: str) -> None:
    session = make()
    with pytest.raises(bg.InvalidValue, match=message):
        act(session)
    assert not session.can_undo
    assert shown(session) == [1, 2, 3, 4, 5]


def test_any_sample_is_set_from_this_position_on() -> None:
    session = make(batch_size=1)
    session.step_iteration()
    session.set_samples([Cell(2, "x[0,1]", -7.5)])
    session.step_into()
    assert session.value("x[0,1]") == -7.5
    assert session.sample(2)[0].tolist() == [-7.5, 20]
    session.restart()
    assert session.sample(2)[0].tolist() == [2, 20]
    session.step_iteration(2)
    assert session.sample(2)[0].tolist() == [-7.5, 20]
    assert session.value("x[0,1]") == -7.5


def test_a_sample_of_the_batch_is_the_same_set_either_way() -> None:
    one, other = make(standardize=False), make(standardize=False)
    for session in (one, other):
        session.step_over()
    one.set("x[0,2,3]", 4.5)
    other.set_samples([Cell(3, "x[0,2]", 4.5)])
    assert one.edits == other.edits
    for session in (one, other):
        session.step_iteration(3)
    assert (one.history("loss") == other.history("loss")).all()


def test_a_sample_outside_of_the_batch_is_kept_in_the_file(tmp_path: Path) -> None:
    session = make(batch_size=2, standardize=True)
    session.step_over()
    session.set_samples([Cell(3, "x[0,2]", 0.1), Cell(5, "y[1]", -4)])
    session.save(tmp_path / "a.bpg")
    again = bg.open_session(tmp_path / "a.bpg")
    assert again.edits == session.edits
    for one in (session, again):
        one.step_iteration(4)
    assert all(map(np.array_equal, session.data, again.data))
    assert (session.history("loss") == again.history("loss")).all()
    assert session.history("validation_loss")[-1] == again.history("validation_loss")[-1]


def test_standardised_inputs_are_set_as_they_are_in_the_data_set() -> None:
    session = make(standardize=True)
    session.set_samples([Cell(1, "x[0,1]", 2.0)])
    assert session.value("x[0,1,1]") == session.value("x[0,1,2]")
    assert session.sample(1)[0][0] == 2.0


def test_other_data_change_the_networks_sizes_and_keep_what_survives() -> None:
    session = make(4, 1)
    session.step_iteration(3)
    kept = {name: session.value(f"{name[0]}_new[{name[2:-1]}]") for name in ("w[1]", "b[1]")}
    samples = bg.make_data("blobs", 12)
    iris = Samples(np.hstack([samples.inputs, samples.inputs]), samples.targets)
    change = data_set.size_change(session, iris)
    assert str(change) == "2–2–1 → 4–2–3"
    data_set.use(session, iris)
    assert session.network.sizes == (4, 2, 3)
    assert session.document.validation == 3  # a quarter, as before
    assert (session.value("w[1]")[:2] == kept["w[1]"]).all()  # type: ignore[index]
    assert (session.value("b[1]") == kept["b[1]"]).all()
    session.step_iteration()
    session.undo()
    assert session.network.sizes == (2, 2, 1)
    assert data_set.size_change(session, Samples(*map(np.array, session.data))) is None


def test_masks_skips_and_biases_follow_other_sizes() -> None:
    network = bg.Network(
        2,
        [bg.Layer(2), bg.Layer(2, bias=(True, False))],
        connections=[bg.Connection(0, 2)],
        masks={"w[1]": [[0, 1], [1, 1]], "w[0,2]": [[1, 0], [1, 1]]},
    )
    session = bg.Session(network, [[1, 2]], [[3, 4]], frozen=["w[2,1,2]"])
    data_set.use(session, Samples(np.ones((2, 3)), np.ones((2, 1))), validation=1)
    first, skip, second = session.network.connections
    assert first.mask == ((0, 1), (1, 1), (1, 1))
    assert (skip.mask, second.mask) == (None, None)
    assert session.network.layers[-1].biases == (True,)
    assert session.document.frozen == ()
    assert session.document.validation == 1
    session.step_iteration()


@given(st.integers(1, 4), st.integers(1, 3), st.data())
def test_a_pasted_block_stands_where_it_was_pasted(
    height: int, width: int, data: st.DataObject
) -> None:
    session = make(4, 0)
    sample, column = data.draw(st.integers(1, 5 - height)), data.draw(st.integers(1, 4 - width))
    block = np.random.default_rng(height).normal(size=(height, width))
    expected = np.hstack(session.data)
    expected[sample - 1 : sample - 1 + height, column - 1 : column - 1 + width] = block
    paste(session, block, sample, column)
    assert (np.hstack(session.data) == expected).all()
    assert len(session.edits) == block.size
    session.undo()
    assert shown(session) == [1, 2, 3, 4]
    paste(session, np.hstack(session.data), 1, 1)
    assert not session.can_undo  # the same numbers are no change


def test_a_block_past_the_end_adds_samples_and_a_large_one_is_another_data_set() -> None:
    session = make(4, 1)
    paste(session, np.array([[8.0, 80, 800], [9, 90, 900]]), 4, 1)
    assert parts(session) == ([1, 2, 3], [8, 9])
    large = make(60, 0)
    block = np.ones((60, 2))
    assert block.size > MOST_EDITS
    paste(large, block, 1, 1)
    assert large.data[0].tolist() == block.tolist()
    assert not large.edits
    large.undo()
    assert shown(large)[:2] == [1, 2]


@given(
    st.integers(1, 12),
    st.none() | st.integers(1, 5),
    st.booleans(),
    st.integers(0, 40),
    st.data(),
)
def test_the_next_batch_with_a_sample(
    samples: int, size: int | None, shuffle: bool, start: int, data: st.DataObject
) -> None:
    batching, row = Batching(samples, size, shuffle, 3), data.draw(st.integers(0, samples - 1))
    found = batching.next_with(row, start)
    assert row in batching.rows(found)
    assert all(row not in batching.rows(k) for k in range(start, found))


def test_other_settings_share_the_data() -> None:
    session = make()
    before = session.document
    session.change(batch_size=2)
    assert session.document.inputs is before.inputs
    session.set("x[0,1,1]", 3)
    session.change(batch_size=1)
    assert session.document.inputs[0, 0] == 3
    assert session.document.targets is not before.targets


def test_inputs_and_outputs_are_called_what_the_data_call_them() -> None:
    session = make()
    session.rename("x[1,2]", "the hidden one")
    session.rename("x[0,1]", "of the old data")
    inputs, targets = np.array([[5.1, 1.4], [7.0, 4.7]]), np.eye(2)
    flowers = Samples(inputs, targets, ("setosa", " versi\ncolor "), ("sepal", ""))
    data_set.use(session, flowers)
    assert [session.label(0, unit) for unit in (1, 2)] == ["sepal", ""]
    assert [session.label(2, unit) for unit in (1, 2)] == ["setosa", "versi color"]
    assert session.label(1, 2) == "the hidden one"
    data_set.use(session, Samples(inputs + 1, targets, ("x" * 99, "no")))
    assert session.label(0, 1) == ""
    assert session.label(2, 1) == "x" * 40
    session.undo()
    session.undo()
    assert session.label(0, 1) == "of the old data"


def test_classes_of_a_single_output_do_not_name_it() -> None:
    session = make()
    data_set.use(session, bg.make_data("moons", samples=10))
    assert session.label(2, 1) == ""
