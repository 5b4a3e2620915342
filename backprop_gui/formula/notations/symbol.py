"""A drawn name: a letter with what stands below and above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """A letter with what stands below and above it.

    `prime` is for φ′; `of` is what a function symbol is applied to; `over` makes the symbol the
    partial derivative ∂L/∂over (∂top/∂over where there is a `top`); `hat` a bias-corrected moment.
    A name in a programming language is `code`: its `letter` is the array, `below` the indices.
    """

    letter: str
    below: str = ""
    above: str = ""
    bold: bool = False
    prime: bool = False
    of: Symbol | None = None
    over: Symbol | None = None
    hat: bool = False
    top: Symbol | None = None
    code: bool = False

    @property
    def spelled(self) -> str:
        """The symbol in one line that can be typed: `w^1_{2,3}`, `∂C/∂b^1`, `dW1[0,2]`."""
        if self.code:
            return self.letter + (f"[{self.below}]" if self.below else "")
        if self.over is not None:
            top = self.top.spelled if self.top else self.letter
            return f"∂{top}/∂{self.over.spelled}"
        scripts = _script("^", self.above) + _script("_", self.below)
        letter = self.letter + ("_hat" if self.hat else "") + ("′" if self.prime else "")
        return letter + scripts + (f"({self.of.spelled})" if self.of else "")


def _script(sign: str, text: str) -> str:
    """Braces where more than one sign stands there, as in LaTeX."""
    return "" if not text else sign + (text if len(text) == 1 else f"{{{text}}}")
