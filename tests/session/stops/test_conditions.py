"""Conditions stop where stepping element by element finds that they become true, both ways."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from tests.session.stops.oracle import Truth, becomes_true, number, stops, stops_backwards
from tests.strategies import Case, cases

LAST = 5


@dataclass(frozen=True)
class Written:
    """A condition as text, the names in it (# for each sample), and the same in Python."""

    text: str
    names: tuple[str, ...]
    truth: Truth


def median(session: bg.Session) -> float:
    session.restart()
    session.step_iteration(LAST)
    losses = sorted(session.history("loss"))
    middle = float(losses[len(losses) // 2])
    return middle if math.isfinite(middle) else 1.0


def _below_target(session: bg.Session, sample: int) -> bool:
    below = number(session, "x[0,1,#]", sample) < number(session, "y[1,#]", sample)
    return number(session, "lr") > 0 and below


def written(session: bg.Session) -> tuple[Written, ...]:
    """Conditions of all sorts that come true now and then."""
    level = median(session)
    depth = session.network.depth
    out, delta = f"x[{depth},1,#]", f"s[{depth},1,#]"
    return (
        Written(f"loss < {level!r}", ("loss",), lambda s, n: number(s, "loss") < level),
        Written(f"not loss >= {level!r}", ("loss",), lambda s, n: not number(s, "loss") >= level),
        Written("iteration == 2", (), lambda s, n: s.position.iteration == 2),
        Written("operation == 3", (), lambda s, n: s.position.operation == 3),
        Written(
            "operation == 1 and iteration > 1 or epoch == 2",
            (),
            lambda s, n: (
                (s.position.operation == 1 and s.position.iteration > 1)
                or s.document.batching.epoch(s.position.iteration) == 2
            ),
        ),
        Written(f"x[{depth},1] > 0.3", (out,), lambda s, n: number(s, out, n) > 0.3),
        Written(
            f"s[{depth},1] < x[0,1] and lr >= 0",
            (delta,),
            lambda s, n: number(s, delta, n) < number(s, "x[0,1,#]", n),
        ),
        Written("x[0,1] > 0", ("x[0,1,#]",), lambda s, n: number(s, "x[0,1,#]", n) > 0),
        Written("lr > 0 and x[0,1] < y[1]", ("x[0,1,#]",), _below_target),
    )


@settings(max_examples=30)
@given(case=cases(samples=3), which=st.integers(0, 8), edits=st.integers(0, 2))
def test_stops_where_stepping_finds_it(case: Case, which: int, edits: int) -> None:
    session = case.session()
    for number_of_edit in range(edits):
        session.step_iteration()
        for _ in range(3 * number_of_edit + 1):
            session.step_into()
        if session.refusal("x[0,1]") is None:
            session.set("x[0,1]", 0.5 + number_of_edit)
    condition = written(session)[which]
    expected = becomes_true(session, condition.names, condition.truth, LAST)
    session.add_breakpoint(condition.text)
    end = bg.Position(LAST, session.clock.operations, 0)
    assert stops(session, LAST) == expected
    assert stops_backwards(session) == [at for at in reversed(expected) if at < end]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("loss", "number, not a condition"),
        ("loss + 1", "number, not a condition"),
        ("delta[1] > 0", "any(…) or all(…)"),
        ("loss < nothing", "There is no nothing"),
        ("x[1,9] > 0", "x[1,1,1] to x[1,4,4]"),
        ("x[1] > w[1]", "together"),
        ("(loss < 1) + 1 > 0", "takes numbers"),
        ("loss and iteration > 1", "takes truths"),
        ("any(loss)", "takes truths"),
        ("1 < 2 < 3", "not chained"),
        ("", "is expected"),
    ],
)
def test_a_wrong_condition_is_refused_with_the_reason(text: str, reason: str) -> None:
    session = bg.open_example("xor")
    with pytest.raises(bg.WrongExpression) as refused:
        session.add_breakpoint(text)
    assert reason in str(refused.value)
    assert 0 <= refused.value.span.start <= len(text)
    assert session.breakpoints == ()


def test_what_would_take_long_for_each_sample_is_refused() -> None:
    count = 3_000
    session = bg.Session(bg.Network(1, (bg.Layer(1),)), [[1.0]] * count, [[0.0]] * count)
    long = " and ".join(["x[1,1] > 0"] * 20)
    for asked in (bg.Condition(expression=long), bg.Watchpoint(expression=f"sum({long})")):
        with pytest.raises(bg.WrongExpression, match="each of 3000 samples"):
            session.add_breakpoint(asked)
    session.add_breakpoint("x[1,1] > 1e9 or x[1,1,3000] > 1e9")
    session.add_breakpoint(" and ".join(["x[1,1,3000] > 1e9"] * 20))
    session.continue_(3)
    assert session.stopped is None
    session.focus = count
    assert session.read_watch("x[1,1]").now == session.value(f"x[1,1,{count}]")


def test_does_not_depend_on_the_sample_in_focus() -> None:
    found = []
    for focus in (1, 3):
        session = bg.open_example("xor")
        session.focus = focus
        session.add_breakpoint("x[2,1] > 0.9")
        session.continue_(1000)
        found.append(session.position)
        assert session.stopped
        assert "x[2,1,3] = 0.90" in session.stopped.sentence
    assert found[0] == found[1]


def test_the_values_are_the_same_as_without_breakpoints() -> None:
    plain, stopped = bg.open_example("xor"), bg.open_example("xor")
    for text in ("loss < 0.2", "abs(delta[1]).max() > 0.1", "x[1,2,1] > 0.5"):
        stopped.add_breakpoint(text)
    stopped.continue_()
    plain.seek(stopped.position)
    assert stopped.finished == plain.finished
    for session in (plain, stopped):
        session.step_iteration(3)
    for spec in plain.program.arrays:
        if spec.size:
            same = plain.array(spec.name).values == stopped.array(spec.name).values
            assert same.all(), spec.name
