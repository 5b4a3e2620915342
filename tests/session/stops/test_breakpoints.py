"""Lines, elements, hit counts, log-points, watchpoints; undo, files, pause."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.session.stops.counting import Hits
from tests.session.stops.oracle import positions, stops, stops_backwards

LAST = 12


@pytest.fixture
def session() -> bg.Session:
    return bg.open_example("xor")


def test_stops_before_a_line(session: bg.Session) -> None:
    session.add_breakpoint(bg.Line(operation="s[2]"))
    session.continue_()
    assert session.position == bg.Position(0, 2, 0)
    assert session.stopped
    assert session.stopped.sentence == "Line 3 is next, weighted sums of layer 2."
    session.continue_()
    assert session.position == bg.Position(1, 2, 0)
    session.reverse_continue()
    assert session.position == bg.Position(0, 2, 0)
    session.reverse_continue()
    assert session.position == bg.Position()
    assert session.stopped is None


def test_stops_when_an_element_has_been_computed(session: bg.Session) -> None:
    session.add_breakpoint(bg.Computed(quantity="delta[1,2,3]"))
    session.continue_()
    assert str(session.current) == "delta[1,2,3]"
    session.step_into()
    assert session.stopped is None
    session.reverse_continue()
    assert str(session.current) == "delta[1,2,3]"


def test_without_sample_each_one_stops(session: bg.Session) -> None:
    session.add_breakpoint(bg.Computed(quantity="x[2,1]"))
    names = []
    for _ in range(5):
        session.continue_()
        names.append(str(session.current))
    assert names == ["x[2,1,1]", "x[2,1,2]", "x[2,1,3]", "x[2,1,4]", "x[2,1,1]"]


def test_a_sample_that_the_last_batch_has_not_is_passed_by() -> None:
    network = bg.Network(1, (bg.Layer(1, "tanh"),))
    session = bg.Session(network, [[1.0], [2.0], [3.0]], [[0.0]] * 3, batch_size=2)
    session.add_breakpoint(bg.Computed(quantity="x[1,1,2]"))
    found = stops(session, 5)
    assert [at.iteration for at in found] == [0, 2, 4]
    assert stops_backwards(session) == found[::-1]


def test_hit_counts_both_ways(session: bg.Session) -> None:
    session.add_breakpoint(bg.Computed(quantity="loss", hits=3))
    session.continue_()
    assert session.position.iteration == 2
    session.continue_()
    assert session.position.iteration == 5
    session.reverse_continue()
    assert session.position.iteration == 2


def test_one_that_is_off_does_not_stop(session: bg.Session) -> None:
    added = session.add_breakpoint("loss < 100")
    off = session.disable_breakpoint(added)
    session.continue_(2)
    assert session.position.iteration == 1
    session.restart()
    session.enable_breakpoint(off)
    session.continue_(2)
    assert session.stopped
    session.remove_breakpoint(added)
    assert session.breakpoints == ()


def test_log_points_write_and_go_on(session: bg.Session) -> None:
    session.add_breakpoint(bg.Computed(quantity="loss", log="{iteration}: {loss > 0}, {dw[1,1,1]}"))
    session.continue_(3)
    assert [line.text for line in session.log] == [f"{k}: true, —" for k in range(3)]
    assert all(line.position == bg.Position(k, 5, 0) for k, line in enumerate(session.log))
    session.reverse_continue()
    assert session.position == bg.Position()
    assert len(session.log) == 3


@pytest.mark.parametrize("log", ["{", "{loss", "loss"])
def test_text_without_pairs_of_braces_is_text(session: bg.Session, log: str) -> None:
    session.add_breakpoint(bg.Computed(quantity="loss", log=log))
    session.continue_(1)
    assert session.log[0].text == log


def test_a_wrong_expression_in_a_log_is_shown_where_it_is(session: bg.Session) -> None:
    with pytest.raises(bg.WrongExpression) as refused:
        session.add_breakpoint(bg.Computed(quantity="loss", log="a {1 +} b"))
    assert refused.value.span.start == 6


@pytest.mark.parametrize(
    ("watchpoint", "event"),
    [
        (bg.Watchpoint(expression="w[1,1,1]"), lambda a, b: a != b),
        (bg.Watchpoint(expression="dw[1,1,1]", event="changes sign"), lambda a, b: a * b < 0),
        (
            bg.Watchpoint(expression="x[2,1,1]", event="crosses", level=0.5),
            lambda a, b: np.sign(a - 0.5) != np.sign(b - 0.5),
        ),
    ],
)
def test_watchpoints_stop_where_stepping_finds_it(
    session: bg.Session, watchpoint: bg.Watchpoint, event: object
) -> None:
    assert callable(event)
    last, expected = None, []
    for at in positions(session, LAST):
        if session.is_known(watchpoint.expression):
            now = session.value(watchpoint.expression)
            if last is not None and event(last, now):
                expected.append(at)
            last = now
    session.add_breakpoint(watchpoint)
    assert stops(session, LAST) == expected
    assert stops_backwards(session) == expected[::-1]


def test_undo_takes_breakpoints_and_watches_back(session: bg.Session) -> None:
    session.step_over()
    first = session.add_breakpoint("loss < 0.1")
    session.add_watch("loss * 2")
    session.disable_breakpoint(first)
    seen = []
    while session.can_undo:
        seen.append((len(session.breakpoints), len(session.watches)))
        session.undo()
    assert seen == [(1, 1), (1, 1), (1, 0)]
    assert session.breakpoints == ()
    for _ in range(2):
        session.redo()
    assert session.breakpoints == (first,)
    assert session.watches == ("loss * 2",)
    assert session.position == bg.Position(0, 1, 0)


def test_breakpoints_and_watches_are_in_the_file(session: bg.Session, tmp_path: Path) -> None:
    session.add_breakpoint(bg.Condition(expression="loss < 0.1", hits=2, enabled=False))
    session.add_breakpoint(bg.Watchpoint(expression="w[1,1,1]", event="crosses", level=0.25))
    session.add_breakpoint(bg.Fault(fault="loss_rises", settings={"times": 3}))
    session.add_breakpoint(bg.Line(operation="loss", log="{loss}"))
    session.add_watch("abs(dw[1]).max()")
    session.save(tmp_path / "a.bpg")
    opened = bg.open_session(tmp_path / "a.bpg")
    assert opened.breakpoints == session.breakpoints
    assert opened.watches == session.watches
    assert not opened.can_undo


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("loss < 0.1", "loss <", "$.breakpoints[0]"),
        ('"hits": 2', '"hits": 0', "$.breakpoints[0]"),
        ('"stops": "condition"', '"stops": "code"', "$.breakpoints[0]"),
        ("loss * 2", "loss * (", "$.watches[0]"),
    ],
)
def test_a_wrong_file_is_refused(
    session: bg.Session, tmp_path: Path, old: str, new: str, place: str
) -> None:
    session.add_breakpoint(bg.Condition(expression="loss < 0.1", hits=2))
    session.add_watch("loss * 2")
    session.save(tmp_path / "a.bpg")
    text = (tmp_path / "a.bpg").read_text("utf-8")
    assert old in text
    (tmp_path / "a.bpg").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(bg.StorageError, match=place.replace("$", r"\$").replace("[", r"\[")):
        bg.open_session(tmp_path / "a.bpg")


def test_what_a_changed_network_no_longer_has_is_passed_by(session: bg.Session) -> None:
    added = session.add_breakpoint("x[1,4,1] > 0")
    assert session.problem(added) == ""
    session.change(network=bg.Network(2, (bg.Layer(1, "sigmoid"),)))
    assert "x[1,4,1]" in session.problem(added)
    session.continue_(3)
    assert session.stopped is None
    session.undo()
    assert session.problem(added) == ""


def test_pause_ends_both_ways(session: bg.Session) -> None:
    session.add_breakpoint("loss < 0")
    for _ in itertools.islice(session.slices_until_stop(seconds=0.001), 5):
        pass
    session.pause()
    reached = session.position
    assert reached.operation == session.clock.operations
    session.step_iteration(2000)
    running = session.slices_back_to_stop(seconds=0.0)
    next(running)
    session.pause()
    assert list(running) == []
    assert session.position <= bg.Position(reached.iteration + 2000, session.clock.operations, 0)


def test_a_stop_is_no_longer_told_after_an_edit(session: bg.Session) -> None:
    session.add_breakpoint("loss < 100")
    session.continue_()
    assert session.stopped
    session.set("w[2,1,1]", 0.5)
    assert session.stopped is None


def test_watches_tell_now_before_and_change(session: bg.Session) -> None:
    assert session.read_watch("loss").now is None
    session.step_iteration(2)
    loss = session.history("loss")
    reading = session.read_watch("loss")
    assert (reading.now, reading.before) == (loss[1], loss[0])
    assert reading.change == loss[1] - loss[0]
    session.step_into()
    reading = session.read_watch("loss")
    assert (reading.now, reading.before, reading.change) == (None, loss[1], None)
    matrix = session.read_watch("w[1] * 2")
    assert np.array_equal(np.asarray(matrix.now), 2 * np.asarray(session.value("w[1]")))
    truths = session.read_watch("w[1] > 0")
    assert np.array_equal(np.asarray(truths.now), np.asarray(session.value("w[1]")) > 0)
    assert truths.change is None
    assert session.read_watch("loss > 0").change is None
    assert "expected" in session.read_watch("loss +").problem
    session.focus = 3
    session.step_iteration()
    assert session.read_watch("x[2,1]").now == session.value("x[2,1,3]")


def test_hits_are_counted_in_the_run_and_in_total() -> None:
    session = bg.open_example("xor")
    each = session.add_breakpoint(bg.Computed(quantity="loss", hits=3))
    logged = session.add_breakpoint(bg.Computed(quantity="dx[2,1]", log="{loss}"))
    assert not session.has_hits
    session.continue_(10)
    assert session.hits(each) == Hits(3, 3)
    assert session.hits(logged) == Hits(8, 8)
    session.step_iteration(5)
    session.continue_(10)
    assert session.hits(each) == Hits(3, 6)
    session.reverse_continue()
    assert session.hits(each) == Hits(3, 9)
    assert session.hits(logged).run == 0
    session.reset_hits()
    assert session.hits(each) == Hits()
    assert not session.has_hits


def test_hits_follow_a_breakpoint_that_is_met_by_the_same() -> None:
    session = bg.open_example("xor")
    one = session.add_breakpoint(bg.Computed(quantity="loss"))
    session.continue_(10)
    off = session.disable_breakpoint(one)
    assert session.hits(off) == Hits(1, 1)
    session.continue_(2)
    on = session.enable_breakpoint(off)
    assert session.hits(on) == Hits(0, 1)
    third = session.change_breakpoint(on, bg.Computed(quantity="loss", hits=3))
    assert session.hits(third) == Hits(0, 1)
    other = session.change_breakpoint(third, bg.Computed(quantity="s[1,1]", hits=3))
    assert session.hits(other) == Hits()
    session.undo()
    assert session.hits(third) == Hits(0, 1)


def test_looking_back_for_one_thing_counts_nothing() -> None:
    session = bg.open_example("xor")
    one = session.add_breakpoint(bg.Computed(quantity="loss"))
    session.continue_(10)
    session.step_iteration(10)
    session.reverse_continue(to=bg.Watchpoint(expression="w[1,1,1]"))
    assert session.hits(one) == Hits(1, 1)


def test_breakpoints_changed_between_slices_are_heeded_from_there_on() -> None:
    session = bg.open_example("xor")
    known = session.add_breakpoint("iteration > 1_000_000".replace("_", ""))
    slices = session.slices_until_stop(seconds=0.0)
    for _ in range(10):
        next(slices)
    began = session.position.iteration
    session.add_watch("loss")
    session.remove_breakpoint(known)
    session.add_breakpoint(f"iteration > {began + 20}")
    for _ in slices:
        pass
    assert session.position.iteration == began + 21
    assert session.stopped is not None


def test_a_search_back_looks_for_breakpoints_as_they_are_now() -> None:
    session = bg.open_example("xor")
    session.step_iteration(200)
    wrong = session.add_breakpoint("iteration == 3")
    slices = session.slices_back_to_stop(seconds=0.0)
    next(slices)
    session.change_breakpoint(wrong, bg.Condition(expression="iteration == 190"))
    for _ in slices:
        pass
    assert session.position.iteration == 190


def test_a_search_back_that_begins_anew_counts_nothing_twice() -> None:
    def counted(disturbed: bool) -> Hits:
        session = bg.open_example("xor")
        session.step_iteration(100)
        each = session.add_breakpoint(bg.Computed(quantity="loss", hits=1000))
        # Between the slices of the first block it has met some, and stopped nowhere.
        slices = session.slices_back_to_stop(seconds=0.0)
        for done, _ in enumerate(slices):
            if disturbed and done == 60:
                session.add_watch("loss")
        return session.hits(each)

    assert counted(disturbed=True) == counted(disturbed=False) == Hits(100, 100)
