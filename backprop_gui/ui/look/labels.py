"""A quantity as it is drawn, in one line of text: w₁,₂¹."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.quantity import Quantity
from backprop_gui.ui.look import notation

_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ABOVE = str.maketrans("0123456789()new", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ⁿᵉʷ", ",")


def label(quantity: Quantity) -> str:
    """The quantity's symbol with its indices as small digits; a derivative as ∂L/∂…."""
    return _written(notation.current().symbol(quantity))


def _written(drawn: Symbol) -> str:
    if drawn.code:
        return drawn.spelled
    if drawn.over is not None:
        return f"∂{drawn.letter}/∂{_written(drawn.over)}"
    letter = drawn.letter + ("′" if drawn.prime else "")
    applied = f"({_written(drawn.of)})" if drawn.of is not None else ""
    # Words have no small letters below the line: L_data.
    below = f"_{drawn.below}" if drawn.below.isalpha() else drawn.below.translate(_BELOW)
    return f"{letter}{below}{drawn.above.translate(_ABOVE)}{applied}"


def loss_named() -> str:
    """ "loss L", or "loss" where the notation's letter for it is that word."""
    word, letter = QCoreApplication.translate("plots", "loss"), label(Quantity("loss"))
    return word if letter == word else f"{word} {letter}"
