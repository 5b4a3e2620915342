"""A table of counts in coloured cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from backprop_gui.report.figures import svg
from backprop_gui.report.figures.chart import Paper
from backprop_gui.session.layout.layout import Box

_SIDE, _HEAD, _TOP = 44, 74, 76


@dataclass(frozen=True)
class Matrix:
    """`cells` are rows of (text, fill as #rrggbb)."""

    title: str
    lines: Sequence[str]
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[tuple[str, str]]]
    paper: Paper


def matrix(drawn: Matrix) -> str:
    """The table as an SVG; `lines` stand below its title."""
    top = _TOP + _SIDE / 2 + 18 * len(drawn.lines)
    longest = max(map(len, (drawn.title, *drawn.lines)))
    wide = max(_HEAD + _SIDE * len(drawn.columns) + 24, 8 * longest + 32)
    high = top + _SIDE * len(drawn.rows) + 24
    ground = f'<rect width="{wide}" height="{high}" fill="{drawn.paper.panel}"/>'
    return svg.drawing(Box(0, 0, wide, high), [ground, *_parts(drawn, top)], drawn.title)


def _parts(drawn: Matrix, top: float) -> Iterator[str]:
    ink = drawn.paper.text
    for n, text in enumerate((drawn.title, *drawn.lines)):
        yield svg.text((16, 26 + 20 * n), escape(text), 14 if n == 0 else 12, "start", ink)
    for column, name in enumerate(drawn.columns):
        x = _HEAD + (column + 0.5) * _SIDE
        yield svg.text((x, top - 8), escape(name), 12, "middle", drawn.paper.muted)
    for row, (name, cells) in enumerate(zip(drawn.rows, drawn.cells, strict=True)):
        y = top + row * _SIDE
        yield svg.text((_HEAD - 8, y + 26), escape(name), 12, "end", drawn.paper.muted)
        for column, (text, fill) in enumerate(cells):
            x = _HEAD + column * _SIDE
            yield (
                f'<rect x="{x}" y="{svg.short(y)}" width="{_SIDE}" height="{_SIDE}" '
                f'fill="{fill}" stroke="{drawn.paper.grid}"/>'
            )
            yield svg.text((x + _SIDE / 2, y + 27), escape(text), 13, "middle", ink)
