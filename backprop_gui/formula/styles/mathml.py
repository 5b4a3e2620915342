"""Presentation MathML (Core), for HTML that opens offline anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.numerals import Numeral
from backprop_gui.formula.styles.style import Style


def _symbol(drawn: Symbol) -> str:
    if drawn.code:
        return f"<mtext>{escape(drawn.spelled)}</mtext>"
    if drawn.over is not None:
        above = _symbol(drawn.top) if drawn.top else _letter(drawn)
        top = f"<mrow><mi>∂</mi>{above}</mrow>"
        return f"<mfrac>{top}<mrow><mi>∂</mi>{_symbol(drawn.over)}</mrow></mfrac>"
    letter = _letter(drawn) + ("<mo>′</mo>" if drawn.prime else "")
    scripted = _scripts(f"<mrow>{letter}</mrow>", _script(drawn.below), _script(drawn.above))
    of = _group(_symbol(drawn.of)) if drawn.of is not None else ""
    return scripted + of


def _scripts(base: str, below: str, above: str) -> str:
    if below and above:
        return f"<msubsup>{base}{below}{above}</msubsup>"
    if below:
        return f"<msub>{base}{below}</msub>"
    return f"<msup>{base}{above}</msup>" if above else base


def _letter(drawn: Symbol) -> str:
    letter = drawn.letter.upper() if drawn.bold and drawn.letter == "w" else drawn.letter
    # MathML Core draws one-letter identifiers in italics; bold italics have their own letters.
    weight = ' style="font-weight: bold"' if drawn.bold else ""
    written = f"<mi{weight}>{escape(letter)}</mi>"
    return f"<mover>{written}<mo>^</mo></mover>" if drawn.hat else written


def _script(text: str) -> str:
    return f"<mrow><mtext>{escape(text)}</mtext></mrow>" if text else ""


def _numeral(number: Numeral) -> str:
    mantissa = number.mantissa.removeprefix("−")
    written = f"<mn>{mantissa}</mn>"
    if number.exponent is not None:
        power = f"<msup><mn>10</mn><mn>{str(number.exponent).replace('-', '−')}</mn></msup>"
        written += f"<mo>·</mo>{power}"
    return f"<mrow><mo>−</mo>{written}</mrow>" if number.negative else f"<mrow>{written}</mrow>"


def _group(inner: str) -> str:
    return f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>"


def _cases(lines: Sequence[tuple[str, str]], otherwise: str) -> str:
    texts = [(value, f"<mtext>if&#xA0;</mtext>{condition}") for value, condition in lines]
    texts.append((otherwise, "<mtext>otherwise</mtext>"))
    rows = "".join(
        f"<mtr><mtd>{value}</mtd><mtd>{condition}</mtd></mtr>" for value, condition in texts
    )
    return f"<mrow><mo>{{</mo><mtable>{rows}</mtable></mrow>"


def _call(name: str, arguments: Sequence[str]) -> str:
    return f"<mrow>{name}<mo>&#x2061;</mo>{_group('<mo>,</mo>'.join(arguments))}</mrow>"


MATHML = Style(
    symbol=lambda drawn: f"<mrow>{_symbol(drawn)}</mrow>",
    numeral=_numeral,
    plus="<mo>+</mo>",
    minus="<mo>−</mo>",
    times="<mo>·</mo>",
    matrix_times="<mspace width='0.17em'/>",
    dots="<mo>⋯</mo>",
    negative="<mrow><mo>−</mo>{}</mrow>".format,
    fraction="<mfrac>{}{}</mfrac>".format,
    power="<msup>{}{}</msup>".format,
    group=_group,
    function=lambda function: f"<mi>{escape(function.mathml or function.name)}</mi>",
    call=_call,
    absolute="<mrow><mo>|</mo>{}<mo>|</mo></mrow>".format,
    root="<msqrt>{}</msqrt>".format,
    transpose="<msup>{}<mo>⊤</mo></msup>".format,
    highlight='<mrow class="highlight">{}</mrow>'.format,
    cases=_cases,
    relation=lambda left, sign, right: f"{left}<mo>{escape(sign)}</mo>{right}",
    row="<mrow>{}</mrow>".format,
)
