"""Stepping tests as scripts in a person's words, one line a step.

step into ×2                a stepping command, perhaps several times
run to delta[1,2]           go to iteration 3; save and open; undo; redo; restart
set w[1,1,1] to 0.5
s[1,1] is 3                 is absent; is stale; is fresh
cannot set w[1,1,1]: w_new  the refusal says this
at 0, 3, 1                  the position
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import backprop_gui as bg

_NAME = r"([a-z]\w*(?:\[[\d,]+\])?)"


@dataclass
class Stage:
    """The session that a script plays on; opening a file puts another in its place."""

    session: bg.Session


def play(session: bg.Session, script: str) -> bg.Session:
    """Play a script; a failing line is named. Gives back the session it ended with."""
    stage = Stage(session)
    for number, line in enumerate(script.strip().splitlines(), start=1):
        try:
            _play_line(stage, line.strip())
        except (AssertionError, bg.BackpropError, pytest.fail.Exception) as problem:
            raise AssertionError(f"line {number}, {line.strip()!r}: {problem}") from problem
    return stage.session


def _play_line(stage: Stage, line: str) -> None:
    for pattern, action in _WORDS:
        if match := re.fullmatch(pattern, line):
            action(stage, *match.groups())
            return
    raise AssertionError("no such words")


def _command(stage: Stage, command: str, unit: str, times: str | None) -> None:
    for _ in range(int(times or 1)):
        getattr(stage.session, f"{command}_{unit}")()


def _go(stage: Stage, iteration: str) -> None:
    stage.session.seek(bg.Position(int(iteration), 0, 0))


def _save_and_open(stage: Stage) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage.session.save(Path(folder) / "played.bpg")
        stage.session = bg.open_session(Path(folder) / "played.bpg")


def _cannot_set(stage: Stage, name: str, reason: str) -> None:
    with pytest.raises(bg.InvalidValue) as refused:
        stage.session.set(name, 0.5)
    assert reason in str(refused.value), refused.value
    assert stage.session.refusal(name) == str(refused.value)


def _absent(stage: Stage, name: str) -> None:
    with pytest.raises(bg.NotComputed) as missing:
        stage.session.value(name)
    assert name.rstrip("]") in str(missing.value)
    assert not stage.session.is_known(name)


def _is(stage: Stage, name: str, value: str) -> None:
    found = stage.session.value(name)
    assert found == pytest.approx(float(value), rel=1e-15, abs=0), f"{name} is {found}"


def _stale(stage: Stage, name: str, mark: str) -> None:
    stale = stage.session.is_stale(name)
    assert stale == (mark == "stale"), f"{name} is {'stale' if stale else 'fresh'}"


def _at(stage: Stage, *place: str) -> None:
    assert stage.session.position == bg.Position(*map(int, place)), stage.session.position


_WORDS: tuple[tuple[str, Callable[..., None]], ...] = (
    (r"(step|back) (into|over|out|iteration|epoch)(?: ×(\d+))?", _command),
    (rf"run to {_NAME}", lambda stage, name: stage.session.run_to(name)),
    (r"go to iteration (\d+)", _go),
    (r"(undo|redo|restart)", lambda stage, word: getattr(stage.session, word)()),
    (r"save and open", _save_and_open),
    (rf"set {_NAME} to (\S+)", lambda stage, name, v: stage.session.set(name, float(v))),
    (rf"cannot set {_NAME}: (.+)", _cannot_set),
    (rf"{_NAME} is absent", _absent),
    (rf"{_NAME} is (stale|fresh)", _stale),
    (rf"{_NAME} is (\S+)", _is),
    (r"at (\d+), (\d+), (\d+)", _at),
)
