"""Typeset equations (SVG) and documents (PDF) with the Typst compiler inside the typst wheel.

Only the fonts embedded in the wheel are used, so that every machine sets the same page.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import typst

from backprop_gui.errors import BackpropError

# The margin keeps ink that overhangs its box (hats, primes, italics) on the page. A line too wide
# is broken after its signs, within parentheses as few as possible; a piece that holds no sign keeps
# its width, and the page is as wide as that. Typst lets tall inline mathematics reach into the
# leading: inside a paragraph it is told of none.
_PREAMBLE = """\
#set page(width: auto, height: auto, margin: (x: 0.06em, y: 0.12em), fill: none)
#set text(font: "New Computer Modern", size: {size_pt}pt, fill: rgb("{colour}"))
#show math.equation: set text(font: "New Computer Modern Math")
#show math.underline: set text(fill: rgb("{accent}"))
#let (indent, sign-space) = (2em, 0.3em)
#let width-of(part) = measure(math.equation(block: true, part)).width
#let signs = ($=$, $<-$, $+$, $-$, $dot$, $times$, $approx$).map(sign => sign.body)
#let terms(parts) = parts.fold(((),), (found, part) => {{
  let before = found.last().filter(known => known != [ ]).at(-1, default: none)
  let is-sign = before in (none, $=$.body)
  if part in ($+$.body, $-$.body) and not is-sign {{ found + ((part,), ()) }}
  else {{ found.slice(0, -1) + (found.last() + (part,),) }}
}})
#let opened(body, width) = {{
  let wide(body) = width-of(body) >= width
  let inside(parts) = if parts.len() == 1 {{ opened(parts.first(), width) }} else {{
    if wide(parts.join()) {{ parts.map(part => opened(part, width)).join() }}
    else {{ box(math.equation(block: false, math.display(parts.join()))) }}
  }}
  if body.has("children") {{ terms(body.children).filter(t => t.len() > 0).map(inside).join() }}
  else if body.func() == math.lr and wide(body) {{ opened(body.body, width) }}
  else {{ body }}
}}
#let pieces(parts) = parts.filter(part => part != [ ]).fold(((),), (found, part) => {{
  let before = found.last().at(-1, default: none)
  let longer = found.slice(0, -1) + (found.last() + (part,),)
  if part in signs and before not in (none, $($.body) {{ longer + ((),) }} else {{ longer }}
}})
#let widest(body) = {{
  let whole = pieces(body.children).filter(piece => piece.len() > 0)
  calc.max(..whole.map(piece => width-of(piece.join()))) + sign-space.to-absolute()
}}
#let broken(body, width) = block(width: width, par(hanging-indent: indent, leading: 0.4em, {{
  set par(leading: 0pt)
  math.equation(block: false, math.display(body))
}}))
#let fitted(body, room) = {{
  let least = none
  for share in (1, 0.75, 0.5, 0) {{
    let parts = opened(body, share * room)
    let needed = widest(parts)
    if least == none or needed < least.first() {{ least = (needed, parts) }}
    if needed <= room {{ break }}
  }}
  least
}}
#let equation(whole, width) = context {{
  let (indent, natural) = (indent.to-absolute(), width-of(whole.body))
  if natural < width or not whole.body.has("children") {{ whole }}
  else {{
    let (needed, body) = fitted(whole.body, width - indent)
    let needed = calc.max(width, needed + indent)
    if needed < natural {{ broken(body, needed) }} else {{ whole }}
  }}
}}
"""
# A string that eval reads cannot break out of its page or reach a file, whatever it holds.
_PAGE = '#page(equation(math.equation(block: true, eval({source}, mode: "math").body), {width}))\n'
_UNBROKEN = 10_000.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_MAIN = "main.typ"
# What is underlined to be looked at, on a light and on a dark page.
_ON_LIGHT, _ON_DARK = "#a94606", "#f59a4a"


class TypesettingError(BackpropError):
    """A document that Typst cannot compile; the message is Typst's own."""


@dataclass(frozen=True)
class _Setting:
    """How a run of equations is set."""

    size_pt: float
    colour: str
    width_pt: float

    def document(self, sources: Sequence[str]) -> bytes:
        accent = _ON_DARK if _is_light(self.colour) else _ON_LIGHT
        preamble = _PREAMBLE.format(size_pt=self.size_pt, colour=self.colour, accent=accent)
        width = f"{self.width_pt}pt"
        pages = (_PAGE.format(source=_typst_string(source), width=width) for source in sources)
        return (preamble + "".join(pages)).encode()


def _is_light(colour: str) -> bool:
    """Whether text of this colour stands on a dark page."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 128


class EquationTypesetter:
    """Sets Typst math as SVG pages and remembers the last `capacity` of them; thread-safe."""

    def __init__(self, capacity: int = 1024) -> None:
        self._capacity = capacity
        self._pages: OrderedDict[tuple[_Setting, str], bytes] = OrderedDict()
        self._compiler: typst.Compiler | None = None
        self._lock = Lock()

    def pages(
        self, sources: Sequence[str], *, size_pt: float, colour: str, width_pt: float = _UNBROKEN
    ) -> list[bytes]:
        """As `equations_svg`."""
        if not _COLOUR.fullmatch(colour):
            raise ValueError(f"a colour is written #rrggbb, not {colour!r}")
        setting = _Setting(size_pt, colour, width_pt)
        wanted = dict.fromkeys(sources)
        with self._lock:
            missing = [source for source in wanted if (setting, source) not in self._pages]
            drawn = dict(zip(missing, self._compile(setting, missing), strict=True))
            for source in wanted:
                page = self._pages.pop((setting, source), drawn.get(source, b""))
                self._pages[setting, source] = page  # the newest stand last
            result = [self._pages[setting, source] for source in sources]
            while len(self._pages) > self._capacity:
                self._pages.popitem(last=False)
        return result

    def _compile(self, setting: _Setting, sources: Sequence[str]) -> list[bytes]:
        """One page per source; halving finds the bad ones without a compile for each good one."""
        if not sources:
            return []
        try:
            return self._compile_all(setting, sources)
        except typst.TypstError:
            if len(sources) == 1:
                return [b""]
            half = len(sources) // 2
            return self._compile(setting, sources[:half]) + self._compile(setting, sources[half:])

    def _compile_all(self, setting: _Setting, sources: Sequence[str]) -> list[bytes]:
        if self._compiler is None:  # reading the fonts takes longer than the compile
            self._compiler = typst.Compiler(ignore_system_fonts=True)
        pages = self._compiler.compile(setting.document(sources), format="svg")
        return [pages] if isinstance(pages, bytes) else list(pages or [])


_equations = EquationTypesetter()


def equations_svg(
    sources: Sequence[str], *, size_pt: float, colour: str, width_pt: float = _UNBROKEN
) -> list[bytes]:
    """Each Typst math source as an SVG drawing, in one compile; empty bytes for a bad source.

    `size_pt` is the font size, `width_pt` the width at which an equation is broken into lines where
    it can be, `colour` the ink as #rrggbb; a drawing's viewBox is in points. Raises ValueError for
    a colour written otherwise.
    """
    return _equations.pages(sources, size_pt=size_pt, colour=colour, width_pt=width_pt)


def document_pdf(source: str, files: Mapping[str, bytes]) -> bytes:
    """A Typst document as PDF; `files` are what it reads, by relative path.

    Raises TypesettingError with the place and the reason when it does not compile.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in files.items():
            path = _inside(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        main = root / _MAIN
        main.write_text(source, encoding="utf-8")
        try:
            return typst.compile(str(main), root=str(root), format="pdf", ignore_system_fonts=True)
        except typst.TypstError as error:
            raise TypesettingError(f"The PDF cannot be typeset: {error.diagnostic}") from error


def _inside(root: Path, name: str) -> Path:
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or path.name == _MAIN:
        raise ValueError(f"a file's name is a relative path other than {_MAIN}, not {name!r}")
    return path


def _typst_string(text: str) -> str:
    # JSON's escapes \" \\ \n \t \r are Typst's; others are kept out by ensure_ascii=False.
    return json.dumps(text, ensure_ascii=False)
