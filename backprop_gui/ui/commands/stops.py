"""The menu Debug, second part: where to stop, and what was when."""

from __future__ import annotations

from backprop_gui.session.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.commands.command import DEBUG, Command, idle
from backprop_gui.ui.parts import Parts
from backprop_gui.ui.pointing import standing, toggle

GO, PLACE, ALL = 4, 5, 6


def _goal(parts: Parts, later: int = 0) -> Position | None:
    found = parts.pointed.goal(later)
    return None if found == parts.desk.session.position else found


def _go(parts: Parts, later: int = 0) -> None:
    if goal := _goal(parts, later):
        parts.desk.seek(goal)


def _toggle_line(parts: Parts) -> None:
    if line := parts.pointed.line:
        toggle(parts.desk.session, line)


def _toggle_computed(parts: Parts) -> None:
    if wanted := parts.pointed.when_computed:
        toggle(parts.desk.session, wanted)


def _toggle_watchpoint(parts: Parts, changes_sign: bool) -> None:
    if wanted := parts.pointed.watchpoint(changes_sign):
        toggle(parts.desk.session, wanted)


def _find_back(parts: Parts, changes_sign: bool) -> None:
    if wanted := parts.pointed.watchpoint(changes_sign):
        parts.desk.runner.run_back(parts.desk.session, wanted)


def _can_look_back(parts: Parts, changes_sign: bool) -> bool:
    known, session = parts.pointed.watchpoint(changes_sign) is not None, parts.desk.session
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
        lambda p: _go(p, 1),
        lambda p: idle(p) and _goal(p, 1) is not None,
        tip="To where the chosen line or quantity has been computed one iteration later",
    ),
    Command(
        "last-sign-change",
        "When Did It Last Change &Sign?",
        ("Ctrl+Shift+B",),
        "",
        DEBUG,
        GO,
        lambda p: _find_back(p, True),
        lambda p: _can_look_back(p, True),
        tip="Back to where the chosen quantity last changed its sign",
    ),
    Command(
        "last-change",
        "When Did It Last Chan&ge?",
        ("Ctrl+Shift+H",),
        "",
        DEBUG,
        GO,
        lambda p: _find_back(p, False),
        lambda p: _can_look_back(p, False),
        tip="Back to where the chosen quantity last changed",
    ),
    Command(
        "break-line",
        "&Break on This Line",
        ("F9",),
        "breakpoint",
        DEBUG,
        PLACE,
        _toggle_line,
        lambda p: p.pointed.line is not None,
        checked=lambda p: standing(p.desk.session, p.pointed.line) is not None,
        tip="Stop before the chosen line is computed",
    ),
    Command(
        "break-computed",
        "Break When Comp&uted",
        ("Shift+F9",),
        "",
        DEBUG,
        PLACE,
        _toggle_computed,
        lambda p: p.pointed.when_computed is not None,
        checked=lambda p: standing(p.desk.session, p.pointed.when_computed) is not None,
        tip="Stop when the chosen quantity has been computed",
    ),
    Command(
        "break-changes",
        "Break When It Change&s",
        ("Alt+F9",),
        "",
        DEBUG,
        PLACE,
        lambda p: _toggle_watchpoint(p, False),
        lambda p: p.pointed.watchpoint(False) is not None,
        checked=lambda p: standing(p.desk.session, p.pointed.watchpoint(False)) is not None,
        tip="Stop when the chosen quantity changes",
    ),
    Command(
        "break-sign",
        "Break When Its Sig&n Changes",
        ("Alt+Shift+F9",),
        "",
        DEBUG,
        PLACE,
        lambda p: _toggle_watchpoint(p, True),
        lambda p: p.pointed.watchpoint(True) is not None,
        checked=lambda p: standing(p.desk.session, p.pointed.watchpoint(True)) is not None,
        tip="Stop when the chosen quantity changes its sign",
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
    ("run-to-here", "run-to-next"),
    ("break-line", "break-computed", "break-changes", "break-sign"),
    ("last-sign-change", "last-change"),
    ("watch",),
)
"""The commands of the context menu of a line, unit, edge or row, in groups."""
