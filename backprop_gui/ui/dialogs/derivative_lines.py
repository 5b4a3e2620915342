"""A derivative as lines to typeset: the sum of its paths, and one path. No widgets."""

from __future__ import annotations

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Number, Ref, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.reading.derivatives import Derivative, Path
from backprop_gui.ui.equations.view import TypesetLine

_MOST_TERMS = 8  # of a sum; more would not be read
Lines = tuple[TypesetLine, ...]


def way(path: Path) -> str:
    """`loss ← x[2,1] ← s[2,1]`."""
    return " ← ".join(map(str, path.quantities))


def sum_lines(found: Derivative, writing: Writing) -> Lines:
    """∂of/∂by = the sum of the paths' products = with numbers = the result."""
    result = _line(found.result.right, writing)
    if not found.count:
        return (_led(found.of, found.by, result),)
    more = found.count > _MOST_TERMS
    shown = found.paths[:_MOST_TERMS]
    symbols = _line(total(tuple(path.symbolic.right for path in shown)), writing, more)
    values = _line(total(tuple(path.substituted.right for path in shown)), writing, more)
    lines = dict.fromkeys((symbols, values, result))
    first, *rest = lines
    return (_led(found.of, found.by, first), *map(_continued, rest))


def path_lines(path: Path, writing: Writing) -> Lines:
    """The path's name, its product, with numbers, its value."""
    words = way(path)
    name = TypesetLine(f'"{words}:"', f"{words}:", f"\\text{{{words}:}}")
    parts = (path.symbolic.right, path.substituted.right, Number(path.value))
    first, *rest = dict.fromkeys(_line(part, writing) for part in parts)
    return (name, first, *map(_continued, rest))


def _line(formula: Expression, writing: Writing, more: bool = False) -> TypesetLine:
    equation = Equation(formula)
    rest = (" + dots.c", " + …", " + \\cdots") if more else ("", "", "")
    written = (equation.typst(writing), equation.text(writing), equation.latex(writing))
    return TypesetLine(*(text + end for text, end in zip(written, rest, strict=True)))


def _led(of: Quantity, by: Quantity, line: TypesetLine) -> TypesetLine:
    a, b = Equation(Ref(of)), Equation(Ref(by))
    return TypesetLine(
        f"(partial {a.typst()}) / (partial {b.typst()}) = {line.typst}",
        f"∂{a.text()}/∂{b.text()} = {line.text}",
        f"\\frac{{\\partial {a.latex()}}}{{\\partial {b.latex()}}} = {line.latex}",
    )


def _continued(line: TypesetLine) -> TypesetLine:
    return TypesetLine(f"= {line.typst}", f"= {line.text}", f"= {line.latex}")
