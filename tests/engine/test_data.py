"""Batches, scaling, labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.data import Batching, Scaling, one_hot

SAMPLES = st.integers(1, 30)
SIZES = st.none() | st.integers(1, 40)


@given(SAMPLES, SIZES, st.booleans(), st.integers(0, 9), st.integers(0, 3))
def test_an_epoch_holds_every_sample_once(
    samples: int, size: int | None, shuffle: bool, seed: int, epoch: int
) -> None:
    batching = Batching(samples, size, shuffle, seed)
    first = epoch * batching.per_epoch
    iterations = range(first, first + batching.per_epoch)
    batches = [batching.rows(k).tolist() for k in iterations]
    assert sorted([row for batch in batches for row in batch]) == list(range(samples))
    assert [len(batch) for batch in batches] == [batching.count(k) for k in iterations]
    assert {batching.epoch(k) for k in iterations} == {epoch}
    *whole, last = map(len, batches)
    assert all(length == min(size or samples, samples) for length in whole)
    assert 0 < last <= min(size or samples, samples)
    if not shuffle:
        assert [row for batch in batches for row in batch] == list(range(samples))


def test_the_last_batch_is_smaller() -> None:
    batching = Batching(7, 3)
    assert [batching.rows(k).tolist() for k in range(4)] == [[0, 1, 2], [3, 4, 5], [6], [0, 1, 2]]
    assert batching.per_epoch == 3


def test_orders_follow_from_seed_and_epoch() -> None:
    orders = [
        Batching(20, 20, True, seed).rows(epoch).tolist() for seed in (0, 1) for epoch in (0, 1, 2)
    ]
    assert len({tuple(order) for order in orders}) == 6
    assert Batching(20, 20, True, 1).rows(2).tolist() == orders[5]


def test_the_batch_is_the_same_for_ever_only_in_one_order() -> None:
    assert Batching(4).constant
    assert Batching(4, 9).constant
    assert not Batching(4, 2).constant
    assert not Batching(4, shuffle=True).constant


def test_scaled_features_have_mean_0_and_deviation_1() -> None:
    inputs = np.random.default_rng(0).normal((3.0, -5.0), (2.0, 0.01), (50, 2))
    scaling = Scaling.of(inputs)
    scaled = scaling.scaled(inputs)
    assert scaled.mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-12)
    assert scaled.std(axis=0) == pytest.approx([1.0, 1.0])
    assert scaling.raw(scaled[3, 1], 1) == pytest.approx(inputs[3, 1])


def test_a_feature_that_never_changes_is_only_shifted() -> None:
    assert Scaling.of(np.array([[2.0], [2.0]])).scaled(np.array([[5.0]])).tolist() == [[3.0]]


def test_training_alone_decides_the_scale_and_the_batches() -> None:
    network = bg.Network(1, (bg.Layer(1),))
    inputs, targets = [[1.0], [3.0], [100.0]], [[0.0]] * 3
    own = bg.Session(network, inputs, targets, standardize=True, validation=1, batch_size=1)
    seen = []
    for _ in range(4):
        own.step_iteration()
        seen.append(own.value("x[0,1]"))
    assert seen == [-1.0, 1.0, -1.0, 1.0]
    assert own.predict([[2.0]]) == pytest.approx(own.value("b_new[1,1]"))


def test_labels_become_targets() -> None:
    assert one_hot(["b", "a", "b"]).tolist() == [[0, 1], [1, 0], [0, 1]]
    assert one_hot([2, 0], classes=[0, 1, 2]).tolist() == [[0, 0, 1], [1, 0, 0]]
    assert one_hot(["yes"], classes=["yes", "no", "yes"]).tolist() == [[1, 0]]


def test_numbers_as_labels_stand_in_their_own_order() -> None:
    assert one_hot([3, 10, 2]).argmax(axis=1).tolist() == [1, 2, 0]
    assert one_hot([1, "a"]).tolist() == [[1, 0], [0, 1]]


def test_an_unknown_label_is_named() -> None:
    with pytest.raises(bg.InvalidValue, match=r"'c' is not one of the classes a, b\."):
        one_hot(["a", "c"], classes=["a", "b"])


@given(st.lists(st.integers(0, 12), min_size=1))
def test_one_hot_rows_name_their_label(labels: list[int]) -> None:
    classes = sorted(set(labels))
    targets = one_hot(labels)
    assert targets.sum(axis=1).tolist() == [1.0] * len(labels)
    assert [classes[place] for place in targets.argmax(axis=1)] == labels
