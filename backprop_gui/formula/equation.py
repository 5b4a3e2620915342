"""An equation or a lone formula that can be written in every style."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.formula.expression import Expression
from backprop_gui.formula.notations.turning import turned
from backprop_gui.formula.printing import Printer
from backprop_gui.formula.styles.latex import LATEX
from backprop_gui.formula.styles.mathml import MATHML
from backprop_gui.formula.styles.style import Style
from backprop_gui.formula.styles.text import TEXT
from backprop_gui.formula.styles.typst import TYPST
from backprop_gui.formula.writing import Writing


@dataclass(frozen=True)
class Equation:
    """`left` `sign` `right`, or `right` alone where `left` is None."""

    right: Expression
    left: Expression | None = None
    sign: str = "="

    def text(self, writing: Writing | None = None) -> str:
        """Plain text with the quantities' names: `s[1,1] = x[0,1] · w[1,1,1] + …`."""
        return self._write(TEXT, writing)

    def latex(self, writing: Writing | None = None) -> str:
        """LaTeX without the surrounding dollar signs."""
        return self._write(LATEX, writing)

    def typst(self, writing: Writing | None = None) -> str:
        """Typst mathematics without the surrounding dollar signs."""
        return self._write(TYPST, writing)

    def mathml(self, writing: Writing | None = None) -> str:
        """A `<math>` element."""
        inner = self._write(MATHML, writing)
        return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'

    def _write(self, style: Style, writing: Writing | None) -> str:
        printer = Printer(style, writing or Writing())
        if self.left is None:
            return printer.write(self.right)
        left, right = self.left, self.right
        if printer.writing.notation.weights_turned:
            left, right = turned(left, right)
        return printer.relation(left, self.sign, right)
