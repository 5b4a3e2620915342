"""A plot as it stands in a window: axes with their ticks, curves, areas, marks, a picture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from backprop_gui.report.figures import svg
from backprop_gui.session.layout.layout import Box

Floats = NDArray[np.float64]
Span = tuple[float, float]
Tick = tuple[float, str]

_LEFT, _TOP, _BELOW, _RIGHT, _LINE = 74, 40, 52, 18, 18


@dataclass(frozen=True)
class Paper:
    """The colours of what is around the curves, as #rrggbb."""

    panel: str
    text: str
    muted: str
    grid: str


@dataclass(frozen=True)
class Axis:
    """What is seen of an axis, its name, and its ticks in the same numbers."""

    span: Span
    name: str
    ticks: Sequence[Tick]

    def share(self, value: Floats | float) -> Floats | float:
        """0 at the lower end, 1 at the upper one."""
        return (value - self.span[0]) / (self.span[1] - self.span[0])


@dataclass(frozen=True, eq=False)
class Line:
    """A curve, interrupted where it is not finite; `pairs`: every second point ends a stroke."""

    x: Floats
    y: Floats
    colour: str
    width: float
    opacity: float = 1.0
    dash: str = ""
    pairs: bool = False


@dataclass(frozen=True, eq=False)
class Area:
    """What lies between two curves over the same x."""

    x: Floats
    low: Floats
    high: Floats
    colour: str
    opacity: float

    def outline(self) -> tuple[Floats, Floats]:
        """Around it, where both curves are finite: there along one, back along the other."""
        known = np.isfinite(self.low) & np.isfinite(self.high)
        x, low, high = self.x[known], self.low[known], self.high[known]
        return np.concatenate([x, x[::-1]]), np.concatenate([low, high[::-1]])


@dataclass(frozen=True, eq=False)
class Mark:
    """A shape around a place; its corners, (corners, 2), are in pixels from there."""

    x: float
    y: float
    corners: Floats
    fill: str
    outline: str
    width: float


@dataclass(frozen=True)
class Meaning:
    """What a colour stands for; with a mark, wherever that lies, what marks of its looks do."""

    text: str
    colour: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Raster:
    """A PNG that fills a part of the plane."""

    png: bytes
    across: Span
    up: Span


@dataclass(frozen=True)
class Chart:
    """All of it; `key` says what the colours and marks mean."""

    title: str
    size: tuple[float, float]
    across: Axis
    up: Axis
    paper: Paper
    lines: Sequence[Line] = ()
    areas: Sequence[Area] = ()
    marks: Sequence[Mark] = ()
    raster: Raster | None = None
    key: Sequence[Meaning] = ()


def chart(drawn: Chart) -> str:
    """The plot as an SVG; what lies outside of the axes is cut off."""
    key_width = 26 + 7.5 * max((len(one.text) for one in drawn.key), default=-3.4)
    wide, high = drawn.size
    area = Box(_LEFT, _TOP, wide - _LEFT - _RIGHT - key_width, high - _TOP - _BELOW)
    view = _View(drawn, area)
    inside = "".join([*view.raster(), *view.areas(), *view.lines(), *view.marks()])
    place = " ".join(
        f'{name}="{svg.short(value)}"'
        for name, value in zip(
            ("x", "y", "width", "height"),
            (area.left, area.top, area.width, area.height),
            strict=True,
        )
    )
    parts = [
        f'<rect width="{svg.short(wide)}" height="{svg.short(high)}" fill="{drawn.paper.panel}"/>',
        f'<defs><clipPath id="inside"><rect {place}/></clipPath></defs>',
        *view.axes(),
        f'<g clip-path="url(#inside)">{inside}</g>',
        *view.key(),
    ]
    return svg.drawing(Box(0, 0, wide, high), parts, drawn.title)


class _View:
    """From values to places in an area."""

    def __init__(self, drawn: Chart, area: Box) -> None:
        self._drawn, self._area = drawn, area

    def _x(self, values: Floats | float) -> Floats:
        return np.asarray(self._area.left + self._drawn.across.share(values) * self._area.width)

    def _y(self, values: Floats | float) -> Floats:
        return np.asarray(self._area.bottom - self._drawn.up.share(values) * self._area.height)

    def axes(self) -> Iterator[str]:
        area, paper = self._area, self._drawn.paper
        yield svg.text((area.left, 24), escape(self._drawn.title), 14, "start", paper.text)
        for value, text in self._drawn.up.ticks:
            y = float(self._y(value))
            yield svg.line((area.left, y), (area.right, y), paper.grid)
            yield svg.text((area.left - 7, y + 4), escape(text), 12, "end", paper.muted)
        for value, text in self._drawn.across.ticks:
            x = float(self._x(value))
            yield svg.line((x, area.bottom), (x, area.bottom + 5), paper.muted)
            yield svg.text((x, area.bottom + 19), escape(text), 12, "middle", paper.muted)
        corner = (area.left, area.bottom)
        yield svg.line((area.left, area.top), corner, paper.muted)
        yield svg.line(corner, (area.right, area.bottom), paper.muted)
        yield from self._names()

    def _names(self) -> Iterator[str]:
        area, drawn = self._area, self._drawn
        across, up = escape(drawn.across.name), escape(drawn.up.name)
        below = (area.centre[0], area.bottom + 40)
        yield svg.text(below, across, 13, "middle", drawn.paper.text)
        turned = svg.text((0, 0), up, 13, "middle", drawn.paper.text)
        yield f'<g transform="translate(16 {svg.short(area.centre[1])}) rotate(-90)">{turned}</g>'

    def raster(self) -> Iterator[str]:
        raster = self._drawn.raster
        if raster is None:
            return
        left, right = self._x(raster.across[0]), self._x(raster.across[1])
        top, bottom = self._y(raster.up[1]), self._y(raster.up[0])
        numbers = map(svg.short, map(float, (left, top, right - left, bottom - top)))
        x, y, width, height = numbers
        yield (
            f'<image x="{x}" y="{y}" width="{width}" height="{height}" '
            'preserveAspectRatio="none" '
            f'href="data:image/png;base64,{b64encode(raster.png).decode()}"/>'
        )

    def areas(self) -> Iterator[str]:
        for area in self._drawn.areas:
            x, y = area.outline()
            if len(x):
                path = _path(self._x(x), self._y(y))
                yield f'<path d="{path}Z" fill="{area.colour}" opacity="{area.opacity:.3g}"/>'

    def lines(self) -> Iterator[str]:
        for line in self._drawn.lines:
            x, y = self._x(line.x), self._y(line.y)
            path = "".join(_path(x[part], y[part]) for part in _strokes(line))
            dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
            if path:
                yield (
                    f'<path d="{path}" fill="none" stroke="{line.colour}" '
                    f'stroke-width="{svg.short(line.width)}" opacity="{line.opacity:.3g}" '
                    f'stroke-linejoin="round"{dash}/>'
                )

    def marks(self) -> Iterator[str]:
        for mark in self._drawn.marks:
            yield _shape(mark, (float(self._x(mark.x)), float(self._y(mark.y))))

    def key(self) -> Iterator[str]:
        """A line of each colour or its mark, as many as fit."""
        left, paper = self._area.right + 14, self._drawn.paper
        fitting = int(self._area.height // _LINE)
        for n, one in enumerate(self._drawn.key[:fitting]):
            y = self._area.top + 12 + n * _LINE
            if one.mark:
                yield _shape(one.mark, (left + 7, y - 4))
            else:
                yield svg.line((left, y - 4), (left + 14, y - 4), one.colour, 3)
            yield svg.text((left + 20, y), escape(one.text), 12, "start", paper.text)


def _shape(mark: Mark, at: tuple[float, float]) -> str:
    corners = mark.corners + np.array(at)
    return (
        f'<path d="{_path(*corners.T)}Z" fill="{mark.fill}" stroke="{mark.outline}" '
        f'stroke-width="{svg.short(mark.width)}"/>'
    )


def _strokes(line: Line) -> Iterator[slice]:
    """Finite runs, or point pairs."""
    if line.pairs:
        yield from (slice(n, n + 2) for n in range(0, len(line.x), 2))
        return
    known = np.isfinite(line.x) & np.isfinite(line.y)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]))).tolist()
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield slice(start, stop)


def _path(x: Floats, y: Floats) -> str:
    """Places far outside are drawn no farther than renderers can tell."""
    pairs = zip(np.clip(x, -1e5, 1e5).tolist(), np.clip(y, -1e5, 1e5).tolist(), strict=True)
    return "M" + "L".join(f"{svg.short(a)} {svg.short(b)}" for a, b in pairs)
