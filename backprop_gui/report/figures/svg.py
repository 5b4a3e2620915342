"""SVG written from small parts: escaped, numbers short, an accessible name on every drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.layout.layout import Box

# Light paper. A page with a dark scheme restyles the classes of the same names.
COLOURS = {
    "ink": "#16202c",
    "muted": "#566273",
    "line": "#a7b1bf",
    "grid": "#e4e8ee",
    "panel": "#ffffff",
    "positive": "#0b62a8",
    "negative": "#a94606",
}
_FONT = "Libertinus Serif, Georgia, serif"


def drawing(view: Box, parts: Iterable[str], title: str, width: float | None = None) -> str:
    """A whole drawing; `title` says in words what is seen."""
    box = " ".join(map(short, (view.left, view.top, view.width, view.height)))
    wide = short(width or view.width)
    high = short(view.height * (width or view.width) / view.width)
    name = quoteattr(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{wide}" height="{high}" '
        f'role="img" aria-label={name} font-family="{_FONT}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def recoloured(drawing: str, colours: Mapping[str, str]) -> str:
    """A drawing in other colours than those of light paper, by the names of `COLOURS`."""
    rules = (
        f".{what}-{kind}{{{what}:{colour}}}"
        for kind, colour in colours.items()
        for what in ("fill", "stroke")
    )
    return drawing.replace("<title>", f"<style>{''.join(rules)}</style><title>", 1)


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    kind: str,
    width: float = 1.0,
    dash: str = "",
) -> str:
    """A straight line in the colour of its kind."""
    return path((start, end), kind, width, dash)


def path(points: Sequence[tuple[float, float]], kind: str, width: float, dash: str = "") -> str:
    """A polyline in the colour of its kind, or in the given #rrggbb."""
    drawn = "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{drawn}" fill="none" {paint(stroke=kind)} stroke-width="{short(width)}" '
        f'stroke-linejoin="round"{dashed}/>'
    )


def box(place: Box, radius: float, fill: str = "panel", stroke: str = "ink") -> str:
    """A rounded rectangle."""
    return (
        f'<rect x="{short(place.left)}" y="{short(place.top)}" width="{short(place.width)}" '
        f'height="{short(place.height)}" rx="{short(radius)}" '
        f"{paint(fill=fill, stroke=stroke)}/>"
    )


def dot(centre: tuple[float, float], kind: str, radius: float = 3.0) -> str:
    """A filled circle."""
    x, y = map(short, centre)
    return f'<circle cx="{x}" cy="{y}" r="{short(radius)}" {paint(fill=kind)}/>'


def circle(centre: tuple[float, float], radius: float) -> str:
    """A circle like a box."""
    x, y = map(short, centre)
    painted = paint(fill="panel", stroke="ink")
    return f'<circle cx="{x}" cy="{y}" r="{short(radius)}" {painted}/>'


def text(
    place: tuple[float, float],
    inner: str,
    size: float = 13,
    anchor: str = "middle",
    kind: str = "ink",
) -> str:
    """Text on a baseline; `inner` is escaped already."""
    x, y = map(short, place)
    return (
        f'<text x="{x}" y="{y}" font-size="{short(size)}" text-anchor="{anchor}" '
        f"{paint(fill=kind)}>{inner}</text>"
    )


def paint(**kinds: str) -> str:
    """Classes with their colours on light paper (`fill="ink"`); a #rrggbb stands for itself."""
    classes = " ".join(f"{what}-{kind}" for what, kind in kinds.items() if kind in COLOURS)
    colours = " ".join(f'{what}="{COLOURS.get(kind, kind)}"' for what, kind in kinds.items())
    return f'class="{classes}" {colours}' if classes else colours


def label(quantity: Quantity, notation: Notation = ASSIGNMENT) -> str:
    """A quantity as it is drawn, for inside of a text."""
    return _symbol(notation.symbol(quantity))


def short(number: float) -> str:
    """A coordinate with at most two decimals."""
    return format(round(number, 2) + 0.0, "g") if abs(number) < 1e4 else str(round(number))


def _symbol(drawn: Symbol) -> str:
    if drawn.code:
        return f'<tspan font-family="monospace">{escape(drawn.spelled)}</tspan>'
    if drawn.over is not None:
        return f"∂{drawn.letter}/∂{_symbol(drawn.over)}"
    letter = drawn.letter.upper() if drawn.bold and drawn.letter == "w" else drawn.letter
    style = ' font-weight="bold"' if drawn.bold else ' font-style="italic"'
    written = f"<tspan{style}>{escape(letter)}</tspan>"
    raised = 0.0
    for script, height in ((drawn.below, -0.35), (drawn.above, 0.5)):
        if script:
            written += _script(script, raised - height)
            raised = height
    # An empty span would not move the baseline back: a space without a width does.
    return written + (f'<tspan dy="{short(raised)}em">&#x200b;</tspan>' if raised else "")


def _script(script: str, down: float) -> str:
    # The shift is measured in the small letters' own size.
    return f'<tspan font-size="70%" dy="{short(down / 0.7)}em">{escape(script)}</tspan>'
