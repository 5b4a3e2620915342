"""A new session of any size is one that learns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.starting import read_sizes

SIZES = st.lists(st.integers(1, 7), min_size=2, max_size=5)


def test_by_default_it_learns_exclusive_or() -> None:
    session = bg.new_session()
    assert session.network.sizes == (2, 2, 1)
    inputs, targets = session.data
    assert targets[:, 0].tolist() == [float(a != b) for a, b in inputs]
    session.step_iteration(2000)
    assert session.history("loss")[-1] < 0.01


@given(sizes=SIZES)
@settings(max_examples=40, deadline=None)
def test_any_size_takes_a_step(sizes: list[int]) -> None:
    session = bg.new_session(sizes)
    inputs, targets = session.data
    assert (len(inputs), inputs.shape[1]) == (min(2 ** sizes[0], 16), sizes[0])
    ones = inputs.sum(axis=1) % max(sizes[-1], 2)
    classes = targets[:, 0] if sizes[-1] == 1 else targets.argmax(axis=1)
    assert classes.tolist() == ones.tolist()
    session.step_iteration(2)
    assert len(session.history("loss")) == 2


@pytest.mark.parametrize("text", ["3-4-2", "3 4 2", "3, 4, 2", " 3–4–2 "])
def test_sizes_are_read_as_people_write_them(text: str) -> None:
    assert read_sizes(text) == (3, 4, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Layers given: 0"),
        ("7", "Layers given: 1"),
        ("1-" * 51 + "1", "to 50 are allowed"),
        ("2-2-one", "“one” is no size"),
        ("2-2.5-1", "“2.5” is no size"),
        ("2-٣-1", "is no size"),
        ("2-0-1", "at least 1 is allowed"),
        ("1001-1000-1", "1,002,000 weights; 1,000,000 are allowed"),
        ("99999999-1", "is no size"),
    ],
)
def test_wrong_sizes_are_refused_with_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(bg.InvalidValue, match=said):
        read_sizes(text)
