"""The menu Debug, second part: where to stop, and what was when."""

from __future__ import annotations

from collections.abc import Callable

from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.ui.commands.command import DEBUG, Command, idle
from backprop_gui.ui.parts import Parts
from backprop_gui.ui.pointing import Named, standing, toggle

GO, PLACE, ALL = 4, 5, 6
Find = Callable[[Named], AnyBreakpoint | None]
"""Of what is pointed at, a breakpoint that belongs to it."""


def _watchpoint(named: Named) -> AnyBreakpoint | None:
    return named.watchpoint


def _sign_watchpoint(named: Named) -> AnyBreakpoint | None:
    return named.sign_watchpoint


def _goal(parts: Parts, *, later: bool = False) -> Position | None:
    named = parts.pointed.named
    found = named.next_goal if later else named.goal
    return None if found == parts.desk.session.position else found


def _go(parts: Parts, *, later: bool = False) -> None:
    if goal := _goal(parts, later=later):
        parts.desk.seek(goal)


def _breakpoint(name: str, text: str, key: str, find: Find, tip: str) -> Command:
    """Sets and removes a breakpoint that belongs to what is pointed at."""

    def run(parts: Parts) -> None:
        if wanted := find(parts.pointed.named):
            toggle(parts.desk.session, wanted)

    return Command(
        name,
        text,
        (key,),
        "breakpoint" if name == "break-line" else "",
        DEBUG,
        PLACE,
        run,
        lambda p: find(p.pointed.named) is not None,
        checked=lambda p: standing(p.desk.session, find(p.pointed.named)) is not None,
        tip=tip,
    )


def _find_back(parts: Parts, find: Find) -> None:
    if wanted := find(parts.pointed.named):
        parts.desk.runner.run_back(parts.desk.session, wanted)


def _can_look_back(parts: Parts, find: Find) -> bool:
    known, session = find(parts.pointed.named) is not None, parts.desk.session
    return idle(parts) and known and session.position != session.clock.origin


def _begin(parts: Parts) -> None:
    parts.show_dock("breakpoints")
    parts.breakpoints.begin(parts.pointed.name)


def _remove_all(session: Session) -> None:
    for breakpoint_ in session.breakpoints:
        session.remove_breakpoint(breakpoint_)


COMMANDS: tuple[Command, ...] = (
    Command(
        "run-to-here",
        "Run to &Here",
        ("Ctrl+F9",),
        "",
        DEBUG,
        GO,
        _go,
        lambda p: idle(p) and _goal(p) is not None,
        tip="Forwards or back to where the chosen line or quantity has been computed",
    ),
    Command(
        "run-to-next",
        "Run to Here in the Ne&xt Iteration",
        ("Ctrl+Shift+F9",),
        "",
        DEBUG,
        GO,
        lambda p: _go(p, later=True),
        lambda p: idle(p) and _goal(p, later=True) is not None,
        tip="To where the chosen line or quantity has been computed one iteration later",
    ),
    Command(
        "last-sign-change",
        "When Did It Last Change &Sign?",
        ("Ctrl+Shift+B",),
        "",
        DEBUG,
        GO,
        lambda p: _find_back(p, _sign_watchpoint),
        lambda p: _can_look_back(p, _sign_watchpoint),
        tip="Back to where the chosen quantity last changed its sign",
    ),
    Command(
        "last-change",
        "When Did It Last Chan&ge?",
        ("Ctrl+Shift+H",),
        "",
        DEBUG,
        GO,
        lambda p: _find_back(p, _watchpoint),
        lambda p: _can_look_back(p, _watchpoint),
        tip="Back to where the chosen quantity last changed",
    ),
    _breakpoint(
        "break-line",
        "&Break on This Line",
        "F9",
        lambda named: named.line,
        "Stop before the chosen line is computed",
    ),
    _breakpoint(
        "break-computed",
        "Break When Comp&uted",
        "Shift+F9",
        lambda named: named.when_computed,
        "Stop when the chosen quantity has been computed",
    ),
    _breakpoint(
        "break-changes",
        "Break When It Change&s",
        "Alt+F9",
        _watchpoint,
        "Stop when the chosen quantity changes",
    ),
    _breakpoint(
        "break-sign",
        "Break When Its Sig&n Changes",
        "Alt+Shift+F9",
        _sign_watchpoint,
        "Stop when the chosen quantity changes its sign",
    ),
    Command(
        "new-breakpoint",
        "Ne&w Breakpoint…",
        ("Ctrl+B",),
        "",
        DEBUG,
        ALL,
        _begin,
        tip="A condition, watchpoint or log-point, written in the panel Breakpoints",
    ),
    Command(
        "remove-breakpoint",
        "Remove the Selected Breakpoint",
        ("Del",),
        "",
        DEBUG,
        ALL,
        lambda p: p.breakpoints.remove(),
        lambda p: p.breakpoints.can_remove,
        tip="Remove the breakpoint selected in its panel",
        where="breakpoints",
    ),
    Command(
        "remove-breakpoints",
        "Remove All Brea&kpoints",
        ("Ctrl+Shift+Del",),
        "",
        DEBUG,
        ALL,
        lambda p: _remove_all(p.desk.session),
        lambda p: bool(p.desk.session.breakpoints),
        tip="Remove all breakpoints and switch off all faults",
    ),
    Command(
        "reset-hits",
        "Reset Hit Coun&ts",
        ("Ctrl+Alt+H",),
        "",
        DEBUG,
        ALL,
        lambda p: p.desk.session.reset_hits(),
        lambda p: p.desk.session.has_hits,
        tip="Count from 0 again how often each breakpoint is met",
    ),
)

POINTED = (
    ("why", "where-it-goes"),
    ("run-to-here", "run-to-next"),
    ("break-line", "break-computed", "break-changes", "break-sign"),
    ("last-sign-change", "last-change"),
    ("watch",),
)
"""The commands of the context menu of a line, unit, edge or row, in groups."""
