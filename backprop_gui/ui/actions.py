"""The table of commands: everything that a person can do, with its keys, icon and menu.

A command acts on the window's parts. `can` says whether it can act now; where it can't, it is
disabled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backprop_gui.session.position import Position
from backprop_gui.ui.dialogs.derivative import show_derivative
from backprop_gui.ui.dialogs.gradient_check import show_gradient_check
from backprop_gui.ui.dialogs.keys import KeyRow, show_keys
from backprop_gui.ui.dialogs.questions import ask_iterations, ask_place, show_about
from backprop_gui.ui.parts import Parts
from backprop_gui.ui.settings import FEWEST_DIGITS, MOST_DIGITS
from backprop_gui.ui.theme import Choice

Do = Callable[[Parts], object]
Can = Callable[[Parts], bool]
MENUS = ("&File", "&Edit", "&Debug", "&Analyse", "&View", "&Help")
FILE, EDIT, DEBUG, ANALYSE, VIEW, HELP = MENUS


def _always(parts: Parts) -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """One command. Commands of one `group` stand together in menu and toolbar (`bar`)."""

    id: str
    text: str
    keys: tuple[str, ...]
    icon: str
    menu: str
    group: int
    run: Do
    can: Can = _always
    bar: bool = False
    checked: Can | None = None
    tip: str = ""

    @property
    def tooltip(self) -> str:
        """What the command does, and its first key."""
        return f"{self.tip or self.plain_text} ({self.keys[0]})"

    @property
    def plain_text(self) -> str:
        """The text without the marks of a menu."""
        return self.text.replace("&", "").rstrip("…")


def _idle(parts: Parts) -> bool:
    return not parts.desk.runner.running


def _running(parts: Parts) -> bool:
    return parts.desk.runner.running


def _moves(clock_method: str) -> Can:
    """A stepping command can act where it would lead elsewhere."""

    def can(parts: Parts) -> bool:
        session = parts.desk.session
        lead: Callable[[Position], Position] = getattr(session.clock, clock_method)
        return _idle(parts) and lead(session.position) != session.position

    return can


def _away_from_start(parts: Parts) -> bool:
    return _idle(parts) and parts.desk.session.current is not None


def _step(
    name: str, text: str, key: str, group: int, does: str, lead: str, *, bar: bool = True
) -> Command:
    icon = name if bar else ""
    method = name.replace("-", "_")
    run: Do = lambda parts: getattr(parts.desk.session, method)()  # noqa: E731
    return Command(name, text, (key,), icon, DEBUG, group, run, _moves(lead), bar, tip=does)


def _theme(choice: Choice, text: str, key: str) -> Command:
    return Command(
        f"theme-{choice}",
        text,
        (key,),
        "theme" if choice == "system" else "",
        VIEW,
        3,
        lambda parts: parts.choose_theme(choice),
        checked=lambda parts: parts.appearance.choice == choice,
    )


def _several_samples(parts: Parts) -> bool:
    return parts.desk.samples > 1


def _run_epoch(parts: Parts) -> None:
    session = parts.desk.session
    parts.desk.seek(session.clock.epoch(session.position))


def _run_iterations(parts: Parts) -> None:
    if number := ask_iterations(parts.window):
        parts.desk.run(number)


def _go_to(parts: Parts) -> None:
    if wanted := ask_place(parts.window):
        parts.desk.go_to(wanted)


def _check_gradients(parts: Parts) -> None:
    show_gradient_check(parts.window, parts.desk.session, parts.desk.numbers)


def _differentiate(parts: Parts) -> None:
    shown = parts.explanation.shown
    of = shown.name if shown is not None and shown.known else ""
    show_derivative(parts.window, parts.desk.session, parts.desk.numbers, of)


def _show_keys(parts: Parts) -> None:
    rows = [KeyRow(c.menu.replace("&", ""), c.plain_text, c.keys, c.tip) for c in COMMANDS]
    show_keys(parts.window, rows)


FORWARD, BACK, RUN = 2, 1, 3
COMMANDS: tuple[Command, ...] = (
    # File
    Command("open", "&Open…", ("Ctrl+O",), "open", FILE, 0, lambda p: p.files.ask_open(), bar=True),
    Command(
        "open-example",
        "Open &Example…",
        ("Ctrl+Shift+O",),
        "",
        FILE,
        0,
        lambda p: p.files.ask_example(),
    ),
    Command("save", "&Save", ("Ctrl+S",), "save", FILE, 1, lambda p: p.files.save(), _idle, True),
    Command(
        "save-as", "Save &As…", ("Ctrl+Shift+S",), "", FILE, 1, lambda p: p.files.save_as(), _idle
    ),
    Command(
        "export",
        "Export &Report…",
        ("Ctrl+E",),
        "export",
        FILE,
        2,
        lambda p: p.files.ask_report(),
        _idle,
        True,
    ),
    Command("quit", "&Quit", ("Ctrl+Q",), "", FILE, 3, lambda p: p.window.close()),
    # Edit
    Command(
        "undo",
        "&Undo",
        ("Ctrl+Z",),
        "undo",
        EDIT,
        4,
        lambda p: p.desk.session.undo(),
        lambda p: _idle(p) and p.desk.session.can_undo,
        True,
    ),
    Command(
        "redo",
        "&Redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
        EDIT,
        4,
        lambda p: p.desk.session.redo(),
        lambda p: _idle(p) and p.desk.session.can_redo,
        True,
    ),
    Command(
        "copy-latex",
        "Copy Explanation as &LaTeX",
        ("Ctrl+Shift+C",),
        "",
        EDIT,
        5,
        lambda p: p.explanation.copy_latex(),
        lambda p: p.explanation.shown is not None,
    ),
    Command(
        "add-layer",
        "Add La&yer",
        ("Ctrl+L",),
        "add-layer",
        EDIT,
        10,
        lambda p: p.settings.add_layer(),
        _idle,
        tip="Add a layer after the selected one, or before the output layer",
    ),
    Command(
        "remove-layer",
        "Remo&ve Layer",
        ("Ctrl+Shift+L",),
        "",
        EDIT,
        10,
        lambda p: p.settings.remove_layer(),
        lambda p: _idle(p) and p.settings.layers.is_hidden(p.desk.session),
        tip="Remove the selected hidden layer",
    ),
    Command(
        "add-unit",
        "Add U&nit",
        ("Ctrl+U",),
        "add-unit",
        EDIT,
        10,
        lambda p: p.settings.add_units(1),
        lambda p: _idle(p) and p.settings.layers.is_hidden(p.desk.session),
        tip="Add a unit to the selected hidden layer",
    ),
    Command(
        "remove-unit",
        "Re&move Unit",
        ("Ctrl+Shift+U",),
        "remove",
        EDIT,
        10,
        lambda p: p.settings.add_units(-1),
        lambda p: _idle(p) and p.settings.layers.has_spare_unit(p.desk.session),
        tip="Remove the last unit of the selected hidden layer",
    ),
    # Debug: back, forward, run
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
        _idle,
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
        _idle,
        True,
        tip="Compute until Pause",
    ),
    Command(
        "run-n",
        "&Run Iterations…",
        ("Ctrl+R",),
        "run-n",
        DEBUG,
        RUN,
        _run_iterations,
        _idle,
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
        _running,
        True,
    ),
    Command(
        "go-to",
        "&Go to…",
        ("Ctrl+G",),
        "search",
        DEBUG,
        RUN,
        _go_to,
        _idle,
        tip="Go to an iteration, or to where a quantity is computed",
    ),
    # Analyse
    Command(
        "gradient-check",
        "&Gradient Check…",
        ("Ctrl+Shift+G",),
        "",
        ANALYSE,
        10,
        _check_gradients,
        _idle,
        tip="Compare every gradient with a numeric one",
    ),
    Command(
        "derivative",
        "&Derivative…",
        ("Ctrl+D",),
        "",
        ANALYSE,
        10,
        _differentiate,
        _idle,
        tip="The derivative of any quantity by any earlier one, path by path",
    ),
    # View
    Command(
        "zoom-in",
        "Zoom &In",
        ("Ctrl++", "Ctrl+="),
        "zoom-in",
        VIEW,
        6,
        lambda p: p.canvas.zoom_in(),
        bar=True,
    ),
    Command(
        "zoom-out",
        "Zoom &Out",
        ("Ctrl+-",),
        "zoom-out",
        VIEW,
        6,
        lambda p: p.canvas.zoom_out(),
        bar=True,
    ),
    Command(
        "fit", "&Fit the Network", ("Ctrl+0",), "fit", VIEW, 6, lambda p: p.canvas.fit(), bar=True
    ),
    Command(
        "next-sample",
        "&Next Sample",
        ("Alt+Down",),
        "sample-next",
        VIEW,
        7,
        lambda p: p.desk.focus(1),
        _several_samples,
        tip="Look at the batch's next sample",
    ),
    Command(
        "previous-sample",
        "&Previous Sample",
        ("Alt+Up",),
        "sample-previous",
        VIEW,
        7,
        lambda p: p.desk.focus(-1),
        _several_samples,
        tip="Look at the batch's previous sample",
    ),
    Command(
        "more-digits",
        "&More Digits",
        ("Ctrl+]",),
        "",
        VIEW,
        8,
        lambda p: p.desk.more_digits(1),
        lambda p: p.desk.numbers.digits < MOST_DIGITS,
    ),
    Command(
        "fewer-digits",
        "Fe&wer Digits",
        ("Ctrl+[",),
        "",
        VIEW,
        8,
        lambda p: p.desk.more_digits(-1),
        lambda p: p.desk.numbers.digits > FEWEST_DIGITS,
    ),
    Command(
        "decimal-comma",
        "Decimal &Comma",
        ("Ctrl+Alt+,",),
        "",
        VIEW,
        8,
        lambda p: p.desk.swap_decimal_mark(),
        checked=lambda p: p.desk.numbers.decimal_mark == ",",
    ),
    _theme("light", "&Light Theme", "Ctrl+Alt+1"),
    _theme("dark", "&Dark Theme", "Ctrl+Alt+2"),
    _theme("system", "Theme of the &System", "Ctrl+Alt+3"),
    # Help
    Command("shortcuts", "&Keys", ("F1",), "help", HELP, 9, _show_keys),
    Command("about", "&About", ("Shift+F1",), "", HELP, 9, lambda p: show_about(p.window)),
)
