"""The menu Analyse."""

from __future__ import annotations

from backprop_gui.ui.commands.command import ANALYSE, Command, idle
from backprop_gui.ui.parts import Parts


def _check_gradients(parts: Parts) -> None:
    from backprop_gui.ui.dialogs.gradient_check import show_gradient_check

    show_gradient_check(parts.window, parts.desk.session, parts.desk.writing)


def _differentiate(parts: Parts) -> None:
    from backprop_gui.ui.dialogs.derivative import show_derivative

    shown = parts.explanation.shown
    of = shown.name if shown is not None and shown.known else ""
    show_derivative(parts.window, parts.desk.session, parts.desk.writing, of)


COMMANDS: tuple[Command, ...] = (
    Command(
        "gradient-check",
        "&Gradient Check…",
        ("Ctrl+Shift+G",),
        "",
        ANALYSE,
        10,
        _check_gradients,
        idle,
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
        idle,
        tip="The derivative of any quantity by any earlier one, path by path",
    ),
)
