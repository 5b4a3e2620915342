"""The menu Debug: back, forward, run."""

from __future__ import annotations

from collections.abc import Callable

from backprop_gui.session.destinations import last
from backprop_gui.session.positions.position import Position
from backprop_gui.ui.commands.command import DEBUG, Can, Command, idle, running
from backprop_gui.ui.dialogs.go_to import ask_place
from backprop_gui.ui.dialogs.questions import ask_iterations
from backprop_gui.ui.parts import Parts

BACK, FORWARD, RUN = 1, 2, 3


def _moves(clock_method: str) -> Can:
    """A stepping command can act where it would lead elsewhere."""

    def can(parts: Parts) -> bool:
        session = parts.desk.session
        lead: Callable[[Position], Position] = getattr(session.clock, clock_method)
        return idle(parts) and lead(session.position) != session.position

    return can


def _away_from_start(parts: Parts) -> bool:
    session = parts.desk.session
    return idle(parts) and session.position != session.clock.origin


def _step(
    name: str, text: str, key: str, group: int, does: str, lead: str, *, bar: bool = True
) -> Command:
    icon = name if bar else ""
    method = name.replace("-", "_")

    def run(parts: Parts) -> None:
        session = parts.desk.session
        target: Position = getattr(session.clock, lead)(session.position)
        if parts.desk.is_far(target):
            parts.desk.seek(target)
        else:
            getattr(session, method)()

    return Command(name, text, (key,), icon, DEBUG, group, run, _moves(lead), bar, tip=does)


def _before_last(parts: Parts) -> bool:
    session = parts.desk.session
    return idle(parts) and session.finished > 0 and session.position < last(session)


def _run_epoch(parts: Parts) -> None:
    session = parts.desk.session
    parts.desk.seek(session.clock.epoch(session.position))


def _run_iterations(parts: Parts) -> None:
    if number := ask_iterations(parts.window):
        parts.desk.run(number)


def _go_to(parts: Parts) -> None:
    if wanted := ask_place(parts.window, parts.desk.session):
        parts.desk.seek(wanted)


COMMANDS: tuple[Command, ...] = (
    Command(
        "restart",
        "Re&start",
        ("Ctrl+Shift+F5", "Ctrl+Home"),
        "restart",
        DEBUG,
        BACK,
        lambda p: p.desk.session.restart(),
        _away_from_start,
        True,
        tip="Back to the very beginning",
    ),
    Command(
        "last",
        "Go to the &Last Iteration",
        ("Ctrl+End",),
        "last",
        DEBUG,
        BACK,
        lambda p: p.desk.seek(last(p.desk.session)),
        _before_last,
        tip="To the end of the last iteration that has been finished",
    ),
    _step(
        "back-epoch",
        "Back an Epoch",
        "Ctrl+F7",
        BACK,
        "Back to the epoch's start",
        "back_epoch",
        bar=False,
    ),
    _step(
        "back-iteration",
        "Back an Iteration",
        "Ctrl+F8",
        BACK,
        "Back to the iteration's start",
        "back_iteration",
    ),
    _step("back-out", "Back Out", "Ctrl+Shift+F11", BACK, "Back to the phase's start", "back_out"),
    _step("back-over", "Back Over", "Ctrl+F10", BACK, "Back to the operation's start", "back_over"),
    _step("back-into", "Back Into", "Ctrl+F11", BACK, "Back before the last element", "back_into"),
    _step("step-into", "Step &Into", "F11", FORWARD, "Compute one element", "into"),
    _step("step-over", "Step &Over", "F10", FORWARD, "Compute to the operation's end", "over"),
    _step("step-out", "Step O&ut", "Shift+F11", FORWARD, "Compute to the phase's end", "out"),
    _step(
        "step-iteration", "&Iteration", "F8", FORWARD, "Compute to the iteration's end", "iteration"
    ),
    Command(
        "step-epoch",
        "&Epoch",
        ("F7",),
        "",
        DEBUG,
        FORWARD,
        _run_epoch,
        idle,
        tip="Compute to the epoch's end",
    ),
    Command(
        "continue",
        "&Continue",
        ("F5",),
        "continue",
        DEBUG,
        RUN,
        lambda p: p.desk.runner.run_on(p.desk.session),
        idle,
        True,
        tip="Compute until a breakpoint or Pause",
    ),
    Command(
        "reverse-continue",
        "R&everse Continue",
        ("Ctrl+F5",),
        "reverse-continue",
        DEBUG,
        RUN,
        lambda p: p.desk.runner.run_back(p.desk.session),
        _away_from_start,
        True,
        tip="Back to the last place where a breakpoint stops, or to the beginning",
    ),
    Command(
        "run-n",
        "&Run Iterations…",
        ("Ctrl+R",),
        "run-n",
        DEBUG,
        RUN,
        _run_iterations,
        idle,
        True,
        tip="Run a number of iterations",
    ),
    Command(
        "pause",
        "&Pause",
        ("F6", "Shift+F5"),
        "pause",
        DEBUG,
        RUN,
        lambda p: p.desk.runner.pause(),
        running,
        True,
        tip="Stop the run where it is",
    ),
    Command(
        "cancel",
        "Cancel, &Jump Back",
        ("Shift+F6",),
        "",
        DEBUG,
        RUN,
        lambda p: p.desk.runner.cancel(),
        running,
        tip="Stop the run and go back to where it began",
    ),
    Command(
        "go-to",
        "&Go to…",
        ("Ctrl+G",),
        "search",
        DEBUG,
        RUN,
        _go_to,
        idle,
        tip="Go to an iteration, a line of the program, or where a quantity is computed",
    ),
)
