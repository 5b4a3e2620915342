"""The menu View."""

from __future__ import annotations

from backprop_gui.ui.commands.command import VIEW, Command
from backprop_gui.ui.parts import Parts
from backprop_gui.ui.settings import FEWEST_DIGITS, MOST_DIGITS
from backprop_gui.ui.theme import Choice


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


COMMANDS: tuple[Command, ...] = (
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
)
