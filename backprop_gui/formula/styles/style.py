"""What a printer has to know; one instance for each output format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backprop_gui.formula.functions import Function
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.numerals import Numeral


@dataclass(frozen=True)
class Style:
    """The pieces of an equation in one output format.

    `symbol` draws a quantity; None spells it in a line. Each callable takes parts that are already
    written and returns the whole. `fraction_bar` tells whether a quotient stands over a bar and so
    needs no parentheses; `raised` whether an exponent needs none.
    """

    symbol: Callable[[Symbol], str] | None
    numeral: Callable[[Numeral], str]
    plus: str
    minus: str
    times: str
    matrix_times: str
    dots: str
    negative: Callable[[str], str]
    fraction: Callable[[str, str], str]
    power: Callable[[str, str], str]
    group: Callable[[str], str]
    function: Callable[[Function], str]
    call: Callable[[str, Sequence[str]], str]
    absolute: Callable[[str], str]
    root: Callable[[str], str]
    transpose: Callable[[str], str]
    highlight: Callable[[str], str]
    cases: Callable[[Sequence[tuple[str, str]], str], str]
    relation: Callable[[str, str, str], str]
    row: Callable[[str], str]
    fraction_bar: bool = True
    raised: bool = True
