"""No text makes the reader hang or fall over; what it reads is computed as NumPy does."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.expressions.nodes import WrongExpression
from backprop_gui.session.expressions.parsing import MOST_CHARACTERS, MOST_DEPTH, MOST_NODES, parse

_WORDS = (
    "loss x[1,2] delta[1] w[2] 1 2.5 1e999 9 ** * / + - ( ) [ ] , . < <= == != > and or not abs "
    "max .max() .any( any sum norm isnan iteration epoch operation lr $ = ! é ∞ __class__ import "
    "x[1,2,3] y[1] 0"
)
PIECES = st.sampled_from(_WORDS.split())


@pytest.fixture(scope="module")
def session() -> bg.Session:
    session = bg.open_example("xor")
    session.step_iteration()
    return session


@given(text=st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=60))
@example("9**9**9**9**9**9**9")
@example("(" * 499)
@example("-" * 499 + "1")
@example("not " * 120 + "1<2")
@example("+".join("1" * 250))
@example("x[99999999999999999999]")
@example("1" * 500)
def test_any_text_is_read_or_refused_at_once(session: bg.Session, text: str) -> None:
    start = time.perf_counter()
    reading = session.read_watch(text)
    problem = refusal(session, text)
    assert reading.problem == (str(problem) if problem else "")
    assert problem is None or 0 <= problem.span.start <= problem.span.stop <= max(len(text), 1)
    assert time.perf_counter() - start < 0.5


def refusal(session: bg.Session, text: str) -> WrongExpression | None:
    try:
        session.check_expression(text)
    except WrongExpression as problem:
        return problem
    return None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1" + " " * MOST_CHARACTERS, f"{MOST_CHARACTERS} are allowed"),
        ("(" * (MOST_DEPTH + 1), f"deeper than {MOST_DEPTH}"),
        ("-" * (MOST_DEPTH + 1) + "1", f"deeper than {MOST_DEPTH}"),
        ("+".join("1" * MOST_NODES), f"more than {MOST_NODES} parts"),
        ("__import__(1)", "no function __import__"),
        ("loss.__class__", "Allowed after a dot"),
        ("lambda: 1", "no meaning"),
        ("loss = 1", "== or !="),
        ("2^3", "written **"),
        ("loss && 1", "`and` and `or`"),
        ("abs(1, 2)", "takes 1 argument, not 2"),
        ("x[1.5]", "whole number"),
        ("(1", "')' is missing"),
        ("1 2", "not expected"),
        ("loss < 0,1", "have a decimal point: 0.1"),
        ("1 , loss", "',' is not expected"),
        ("and", "is expected"),
    ],
)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    with pytest.raises(WrongExpression) as refused:
        parse(text)
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3 ** 2", 19.0),
        ("-2 ** 2", -4.0),
        ("2 ** -1", 0.5),
        ("2 ** 3 ** 2", 512.0),
        ("8 / 4 / 2 - 1 - 1", -1.0),
        ("−2 · 3 × 5e−1", -3.0),
        ("2 ≤ 2 and not 1 ≥ 3 and 2 ≠ 3", True),
        ("(1 + 2) * -3", -9.0),
        ("max(1, 3, 2) + min(5, 4)", 7.0),
        ("sqrt(16) + abs(-1) + exp(0) + log(1) + sign(-3)", 5.0),
        ("1 < 2 and not 2 < 1 or 1 > 2", True),
        ("1 != 1 or 2 >= 2 and 3 <= 2", False),
        ("1 / 0 > 1e308 and isinf(1 / 0)", True),
        ("isnan(0 / 0) and not isfinite(log(0))", True),
        ("10 ** 400 == 1 / 0", True),
        (".5 + 1.", 1.5),
    ],
)
def test_arithmetic(session: bg.Session, text: str, value: float) -> None:
    assert session.read_watch(text).now == value


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("abs(delta[1]).max()", lambda s: np.abs(s.value("delta[1]")).max()),
        ("sum(x[2]) + mean(w[1])", lambda s: s.value("x[2]").sum() + s.value("w[1]").mean()),
        ("norm(dw[1])", lambda s: np.linalg.norm(s.value("dw[1]"))),
        ("sum(x[1] > 0.5) ** -sum(x[1] > -2)", lambda s: (s.value("x[1]") > 0.5).sum() ** -16.0),
        ("mean(x[1] > 0.5)", lambda s: (s.value("x[1]") > 0.5).mean()),
        ("(x[1] > 0.5).any()", lambda s: bool((s.value("x[1]") > 0.5).any())),
        ("all(w[1] < w_new[1] + 9)", lambda s: True),
        ("x[1,2,3] - x[1,2]", lambda s: s.value("x[1,2,3]") - s.value("x[1,2]")),
    ],
)
def test_quantities(session: bg.Session, text: str, same: object) -> None:
    assert callable(same)
    assert session.read_watch(text).now == pytest.approx(same(session), rel=1e-14)


def test_a_removed_edge_is_no_element() -> None:
    network = bg.Network(2, (bg.Layer(2),), masks={"w[1]": [[1, 0], [1, 1]]})
    session = bg.Session(network, [[1.0, 2.0]], [[0.0, 1.0]], weights=[[[3, 0], [4, 5]]])
    assert session.read_watch("min(w[1])").now == 3.0
