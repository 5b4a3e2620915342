"""An equation or a lone formula that can be written in every style."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.formula.expression import Expression
from backprop_gui.formula.notations.turning import turned
from backprop_gui.formula.numerals import NumberFormat
from backprop_gui.formula.printing import Printer
from backprop_gui.formula.styles.latex import LATEX
from backprop_gui.formula.styles.mathml import MATHML
from backprop_gui.formula.styles.style import Style
from backprop_gui.formula.styles.text import TEXT
from backprop_gui.formula.styles.typst import TYPST


@dataclass(frozen=True)
class Equation:
    """`left` `sign` `right`, or `right` alone where `left` is None."""

    right: Expression
    left: Expression | None = None
    sign: str = "="

    def text(self, numbers: NumberFormat | None = None) -> str:
        """Plain text with the quantities' names: `s[1,1] = x[0,1] · w[1,1,1] + …`."""
        return self._write(TEXT, numbers)

    def latex(self, numbers: NumberFormat | None = None) -> str:
        """LaTeX without the surrounding dollar signs."""
        return self._write(LATEX, numbers)

    def typst(self, numbers: NumberFormat | None = None) -> str:
        """Typst mathematics without the surrounding dollar signs."""
        return self._write(TYPST, numbers)

    def mathml(self, numbers: NumberFormat | None = None) -> str:
        """A `<math>` element."""
        inner = self._write(MATHML, numbers)
        return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'

    def _write(self, style: Style, numbers: NumberFormat | None) -> str:
        printer = Printer(style, numbers or NumberFormat())
        if self.left is None:
            return printer.write(self.right)
        left, right = self.left, self.right
        if printer.numbers.notation.weights_turned:
            left, right = turned(left, right)
        return printer.relation(left, self.sign, right)
