"""Classes and accuracy, against counting by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import backprop_gui as bg
from backprop_gui.session.predictions.classification import NO_CLASS, Confusion, Decision


def make_session(targets: list[list[float]], loss: str, **settings: object) -> bg.Session:
    network = bg.Network(2, [bg.Layer(3, "tanh"), bg.Layer(len(targets[0]))], bg.Loss(loss))
    inputs = np.random.default_rng(0).normal(size=(len(targets), 2))
    return bg.Session(network, inputs, targets, seed=1, **settings)


@pytest.mark.parametrize(
    ("targets", "loss", "names", "threshold"),
    [
        ([[0.0], [1.0]], "binary_cross_entropy", ("0", "1"), 0.5),
        ([[1.0], [1.0]], "binary_cross_entropy_with_logits", ("0", "1"), 0.0),
        ([[-1.0], [1.0]], "hinge", ("−1", "1"), 0.0),
        ([[2.0], [4.0], [2.0]], "squared_error", ("2", "4"), 3.0),
        ([[0.0, 1.0], [1.0, 0.0]], "squared_error", ("1", "2"), None),
        ([[-1.0, 1.0, -1.0]], "hinge", ("1", "2", "3"), None),
        ([[0.3, 0.7]], "categorical_cross_entropy", ("1", "2"), None),
    ],
)
def test_targets_and_loss_say_what_the_classes_are(
    targets: list[list[float]], loss: str, names: tuple[str, ...], threshold: float | None
) -> None:
    decision = make_session(targets, loss).classification().decision
    assert (decision.names, decision.threshold) == (names, threshold)


@pytest.mark.parametrize(
    ("targets", "reason"),
    [
        ([[0.1], [0.2], [0.3]], "here they are 3 different ones"),
        ([[0.5]], "here they are all the same"),
        ([[0.0, 1.0], [1.0, 1.0]], "those of sample 2 are not so"),
        ([[0.0, 0.0]], "those of sample 1 are not so"),
        ([[0.0, 0.5, 1.0]], "those of sample 1 are not so"),
    ],
)
def test_numbers_are_no_classes(targets: list[list[float]], reason: str) -> None:
    with pytest.raises(bg.InvalidValue, match=reason):
        make_session(targets, "squared_error").classification()


def test_training_and_validation_are_counted_apart() -> None:
    targets = [[0.0], [1.0], [1.0], [0.0], [1.0]]
    session = make_session(targets, "binary_cross_entropy_with_logits", validation=2)
    session.step_iteration(5)
    found = session.classification()
    said = (session.predict(session.data[0])[:, 0] >= 0).astype(int)
    actual = np.array([0, 1, 1, 0, 1])
    for part, rows in ((found.training, range(3)), (found.validation, range(3, 5))):
        assert part.accuracy == np.mean([said[k] == actual[k] for k in rows])
        for one, other in ((0, 0), (0, 1), (1, 0), (1, 1)):
            expected = tuple(k + 1 for k in rows if (actual[k], said[k]) == (one, other))
            assert part.samples(one, other) == expected
            assert part.counts[one, other] == len(expected)


def test_without_validation_there_is_no_accuracy_of_it() -> None:
    found = make_session([[0.0], [1.0]], "binary_cross_entropy_with_logits").classification()
    assert np.isnan(found.validation.accuracy)
    assert found.validation.counts.sum() == 0


def test_nan_is_no_class() -> None:
    outputs = np.array([[np.nan, 1.0], [0.0, 2.0], [np.inf, 2.0]])
    decision = Decision(("1", "2"))
    assert decision.of_outputs(outputs).tolist() == [NO_CLASS, 1, 0]
    part = Confusion(2, np.array([1, 2]), np.array([0, 1]), np.array([NO_CLASS, 1]))
    assert part.counts.tolist() == [[0, 0, 1], [0, 1, 0]]
    assert part.samples(0, NO_CLASS) == (1,)
    assert part.accuracy == 0.5


@given(
    arrays(np.float64, (9, 3), elements=st.floats(-5, 5)),
    arrays(np.intp, 9, elements=st.integers(0, 2)),
)
def test_every_sample_is_counted_once(outputs: np.ndarray, actual: np.ndarray) -> None:
    decision = Decision(("1", "2", "3"))
    part = Confusion(3, np.arange(1, 10), actual, decision.of_outputs(outputs))
    assert part.counts.sum() == 9
    assert part.right == np.trace(part.counts[:, :3])
    listed = [n for a in range(3) for s in (0, 1, 2, NO_CLASS) for n in part.samples(a, s)]
    assert sorted(listed) == list(range(1, 10))


@given(arrays(np.float64, (4, 3), elements=st.floats(-5, 5)))
def test_the_margin_is_what_parts_the_first_from_the_second(outputs: np.ndarray) -> None:
    margin = Decision(("1", "2", "3")).margin(outputs)
    for row, found in zip(outputs.tolist(), margin.tolist(), strict=True):
        last, second = sorted(row)[::-1][:2]
        assert found == last - second


@given(arrays(float, (5, 3), elements=st.floats(-5, 5)))
def test_a_class_is_said_where_it_leads(outputs: np.ndarray) -> None:
    decision = Decision(("1", "2", "3"))
    leads = np.stack([decision.lead(outputs, n) for n in range(3)])
    said = decision.of_outputs(outputs)
    assert (leads[said, np.arange(5)] >= 0).all()
    np.testing.assert_array_equal(np.sort(leads, axis=0)[-1], decision.margin(outputs))


def test_a_single_output_leads_from_its_threshold_on() -> None:
    decision = Decision(("0", "1"), threshold=0.5, middle=0.5)
    outputs = np.array([[0.25], [0.5], [1.0]])
    assert decision.lead(outputs, 1).tolist() == [-0.25, 0.0, 0.5]
    assert decision.lead(outputs, 0).tolist() == [0.25, 0.0, -0.5]
