"""Buttons stand side by side, in as many lines as they need."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backprop_gui.ui.widgets.flow import FlowLayout

WIDTHS = st.lists(st.integers(10, 120), min_size=1, max_size=8)


@dataclass(frozen=True)
class Bar:
    """Widgets so wide below a widget that takes the rest of the panel."""

    panel: QWidget
    inside: QWidget
    flow: FlowLayout
    parts: tuple[QWidget, ...]


def filled(widths: list[int]) -> Bar:
    panel, inside, flow = QWidget(), QWidget(), FlowLayout()
    inside.setLayout(flow)
    parts = tuple(QWidget() for _ in widths)
    for part, width in zip(parts, widths, strict=True):
        part.setFixedSize(width, 20)
        flow.addWidget(part)
    layout = QVBoxLayout(panel)
    layout.addWidget(QWidget(), 1)
    layout.addWidget(inside)
    return Bar(panel, inside, flow, parts)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)
@given(WIDTHS, st.integers(0, 400))
def test_all_are_in_sight_and_none_covers_another(
    qtbot: QtBot, widths: list[int], more: int
) -> None:
    bar = filled(widths)
    qtbot.addWidget(bar.panel)
    bar.panel.resize(bar.panel.minimumSizeHint().width() + more, 400)
    bar.panel.show()
    places = [part.geometry() for part in bar.parts]
    assert all(bar.inside.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
    tops = [place.top() for place in places]
    assert tops == sorted(tops)
    if bar.flow.sizeHint().width() <= bar.inside.width():
        assert len(set(tops)) == 1


@pytest.mark.parametrize("hidden", [0, 2])
def test_what_is_hidden_takes_no_room(qtbot: QtBot, hidden: int) -> None:
    widths = [50, 60, 70]
    bar = filled(widths)
    qtbot.addWidget(bar.panel)
    bar.panel.show()
    before = bar.flow.sizeHint().width()
    bar.parts[hidden].hide()
    assert bar.flow.sizeHint().width() == before - widths[hidden] - bar.flow.spacing()
