"""Equations are set together, remembered, and one bad one takes no other down."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import backprop_gui as bg
from backprop_gui.report import typesetting
from backprop_gui.report.typesetting import (
    EquationTypesetter,
    TypesettingError,
    document_pdf,
    equations_svg,
)

INK = "#16202c"
LONG = "s = " + " + ".join(f"0.{k} dot w_{k}" for k in range(1, 20))


def size(page: bytes) -> tuple[float, float]:
    """Width and height of a drawing in points."""
    found = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', page)
    assert found
    return float(found[1]), float(found[2])


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What each compile was asked to set."""
    seen: list[tuple[str, ...]] = []
    inner = EquationTypesetter._compile_all

    def count(self, setting, sources):  # type: ignore[no-untyped-def]
        seen.append(tuple(sources))
        return inner(self, setting, sources)

    monkeypatch.setattr(EquationTypesetter, "_compile_all", count)
    return seen


def test_many_equations_are_one_compile_and_as_many_drawings(compiles) -> None:
    pages = EquationTypesetter().pages(["a", "a/b", "a + b"], size_pt=12, colour=INK)
    assert compiles == [("a", "a/b", "a + b")]
    (_, plain), (_, fraction), (wide, _) = map(size, pages)
    assert fraction > 1.5 * plain
    assert wide > 2 * size(pages[0])[0]
    assert all(INK.encode() in page for page in pages)


def test_known_equations_are_not_compiled_again(compiles) -> None:
    setter = EquationTypesetter()
    first = setter.pages(["a", "b", "a"], size_pt=12, colour=INK)
    assert setter.pages(["b", "c", "a"], size_pt=12, colour=INK)[::2] == [first[1], first[0]]
    setter.pages(["a"], size_pt=13, colour=INK)
    assert compiles == [("a", "b"), ("c",), ("a",)]


def test_the_least_recently_used_equation_is_forgotten(compiles) -> None:
    setter = EquationTypesetter(capacity=2)
    for source in ("a", "b", "a", "c", "a", "b"):
        setter.pages([source], size_pt=12, colour=INK)
    assert compiles == [("a",), ("b",), ("c",), ("b",)]


@pytest.mark.parametrize(
    "bad", ["nosuch(x", "unknown", "a $ b #pagebreak() $", 'read("/etc/hosts")', '#import "x": y']
)
def test_a_bad_equation_takes_no_other_down(bad: str) -> None:
    good = equations_svg(["a", "b", "c"], size_pt=12, colour=INK)
    pages = equations_svg(["a", bad, "b", "c"], size_pt=12, colour=INK)
    assert [pages[0], *pages[2:]] == good
    assert pages[1] == b""


def test_no_equations_are_no_drawings() -> None:
    assert equations_svg([], size_pt=12, colour=INK) == []


def test_a_long_line_is_broken_into_the_width() -> None:
    whole, broken = (
        equations_svg([LONG], size_pt=12, colour=INK, width_pt=width)[0] for width in (5000, 200)
    )
    assert size(whole)[0] > 600
    assert size(broken)[0] < 205
    assert size(broken)[1] > 3 * size(whole)[1]


def test_a_long_sum_in_parentheses_is_broken_between_its_terms() -> None:
    term = "(y dot ln (x) + (1 - y) dot ln (1 - x))"
    mean = f"L = frac(1, 4) dot (-{' - '.join([term] * 4)})"
    # Whatever is left of a line, no term begins there: each is narrow enough to stay together.
    heights = set()
    for width in (240, 280, 320):
        broken = size(equations_svg([mean], size_pt=12, colour=INK, width_pt=width)[0])
        heights.add(broken[1])
        assert broken[0] < width + 5
    assert len(heights) == 1
    narrow = size(equations_svg([mean], size_pt=12, colour=INK, width_pt=150)[0])
    assert narrow[0] < 155
    assert narrow[1] > max(heights)


def test_what_cannot_be_broken_stays_whole() -> None:
    fraction = f"L = ({LONG.removeprefix('s = ')}) / 2"
    assert size(equations_svg([fraction], size_pt=12, colour=INK, width_pt=200)[0])[0] > 600


def test_a_colour_is_six_hexadecimal_digits() -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        equations_svg(["a"], size_pt=12, colour='red") #panic("')


def test_only_the_wheels_own_fonts_are_needed() -> None:
    families = set(typesetting.typst.Fonts(include_system_fonts=False).families())
    assert {"New Computer Modern", "New Computer Modern Math"} <= families


def test_a_document_reads_its_files() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    source = '#image("figures/net.svg", alt: "the network")'
    assert document_pdf(source, {"figures/net.svg": drawing}).startswith(b"%PDF-")


def test_a_document_that_does_not_compile_says_where_and_why() -> None:
    with pytest.raises(TypesettingError, match=r"(?s)file not found.*gone\.svg"):
        document_pdf('#image("gone.svg")', {})


@pytest.mark.parametrize("name", ["../out.txt", "main.typ"])
def test_a_documents_files_stay_in_its_folder(name: str) -> None:
    with pytest.raises(ValueError, match="relative path"):
        document_pdf("a", {name: b""})


@pytest.mark.parametrize("width_pt", [100.0, 120.0, 160.0])
def test_a_broken_lines_last_fraction_is_whole(width_pt: float) -> None:
    line = "bold(W)^(2) arrow.l bold(W)^(2) - eta dot frac(partial L, partial bold(W)^(2))"
    (drawing,) = equations_svg([line], size_pt=15, colour="#000000", width_pt=width_pt)
    assert not has_ink_outside(drawing)


@pytest.mark.parametrize("example", ["xor", "momentum-in-a-ravine", "digits"])
@pytest.mark.parametrize("width_pt", [60.0, 75.0, 90.0, 160.0])
def test_no_line_of_a_program_is_cut_however_narrow_it_is_broken(
    example: str, width_pt: float
) -> None:
    """Beyond what can be broken the page is wider."""
    lines = [operation.line.typst() for operation in bg.open_example(example).program.operations]
    drawings = equations_svg(lines, size_pt=11, colour="#000000", width_pt=width_pt)
    cut = [line for line, page in zip(lines, drawings, strict=True) if has_ink_outside(page)]
    assert not cut


def test_fractions_in_lines_of_their_own_do_not_overlap() -> None:
    fraction, wanted = "frac(1 - bold(y), 1 - bold(x)^(2))", {"size_pt": 15.0, "colour": "#000000"}
    one = size(equations_svg([f"a = {fraction}"], **wanted)[0])  # type: ignore[arg-type]
    several = equations_svg([f"a = {' + '.join([fraction] * 4)}"], width_pt=one[0] + 45, **wanted)  # type: ignore[arg-type]
    assert size(several[0])[1] > 4 * one[1]


def has_ink_outside(drawing: bytes) -> bool:
    """Whether ink lies beyond the page's right or lower edge, where it would be cut."""
    renderer, scale, beyond = QSvgRenderer(QByteArray(drawing)), 3, 40
    page = renderer.viewBoxF().size() * scale
    renderer.setViewBox(QRectF(QPointF(), renderer.viewBoxF().size() + QSizeF(beyond, beyond)))
    image = QImage((renderer.viewBoxF().size() * scale).toSize(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter, QRectF(QPointF(), renderer.viewBoxF().size() * scale))
    painter.end()
    stride = image.bytesPerLine()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(-1, stride)[:, : image.width()]
    right, bottom = round(page.width()) + 1, round(page.height()) + 1
    return bool(min(rows[:, right:].min(), rows[bottom:, :].min()) < 200)
