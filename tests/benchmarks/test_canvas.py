"""One frame of the canvas at 1280×800, raster painting, all weights changing every frame.

Budgets: 1,000 edges ≤ 8 ms; 10,000 ≤ 40 ms for all of them, ≤ 8 ms for the strongest 2,000;
100,000 as a heat map ≤ 3 ms.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from backprop_gui.session.layout.layout import LayoutOptions
from backprop_gui.ui.canvas.items import edge_item
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.canvas.view import CanvasView
from tests.ui.canvas.sample_graphs import graph

ALL = LayoutOptions(most_units=10_000, targets=False)
CASES = (
    ("100 edges", (10, 10), 100, 8.0),
    ("1,000 edges", (20, 50), 1_000, 8.0),
    ("10,000 edges, all", (100, 100), 10_000, 40.0),
    ("10,000 edges, the strongest 2,000", (100, 100), 2_000, 8.0),
    ("100,000 edges as a heat map", (784, 128), 0, 3.0),
)


def frames(sizes: tuple[int, int], heat: bool) -> list[GraphView]:
    random = np.random.default_rng(0)
    options = LayoutOptions(targets=False) if heat else ALL
    return [
        graph(sizes, options=options, weights=[random.normal(size=sizes)], heat=heat)
        for _ in range(4)
    ]


def painter_of(view: CanvasView, graphs: list[GraphView]) -> Callable[[], None]:
    image = QImage(1280, 800, QImage.Format.Format_RGB32)
    turn = iter(range(10**9))

    def frame() -> None:
        view.show_graph(graphs[next(turn) % len(graphs)])
        painter = QPainter(image)
        view.render(painter)
        painter.end()

    return frame


@pytest.mark.parametrize(("name", "sizes", "drawn", "budget"), CASES, ids=[c[0] for c in CASES])
def test_frame(
    benchmark: BenchmarkFixture,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    sizes: tuple[int, int],
    drawn: int,
    budget: float,
) -> None:
    monkeypatch.setattr(edge_item, "STRONGEST", drawn)
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    graphs = frames(sizes, heat=not drawn)
    frame = painter_of(view, graphs)
    frame()
    benchmark.pedantic(frame, rounds=30, warmup_rounds=3)
    benchmark.extra_info["budget ms"] = budget
    taken = np.median(benchmark.stats.stats.data) * 1e3
    print(f"{name}: {taken:.2f} ms a frame, allowed are {budget:g} ms")
    assert np.median(benchmark.stats.stats.data) * 1e3 <= budget
