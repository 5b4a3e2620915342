"""Headings between rows: every row is one heading or one item, and the way back is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.ui.panels.answers.sections import Sections


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_rows_and_items_lead_to_each_other(sizes: list[int]) -> None:
    starts = tuple(sum(sizes[:n]) for n in range(len(sizes)))
    sections = Sections(starts, tuple(map(str, starts)))
    rows = range(sum(sizes) + len(sizes))
    items = [sections.item(row) for row in rows if sections.title(row) is None]
    assert items == list(range(sum(sizes)))
    assert [sections.row(item) for item in items] == [
        row for row in rows if sections.title(row) is None
    ]
    assert [row for row in rows if sections.title(row) is not None] == list(sections.rows)


def test_without_headings_rows_are_items() -> None:
    assert (Sections().row(3), Sections().item(3), Sections().title(0)) == (3, 3, None)
