"""The menu View."""

from __future__ import annotations

from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.cs231n import CS231N
from backprop_gui.formula.notations.nielsen import NIELSEN
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.pytorch import PYTORCH
from backprop_gui.ui.commands.command import NOTATIONS, TEXT, THEMES, VIEW, Command
from backprop_gui.ui.look.fonts import LARGEST_TEXT, SMALLEST_TEXT, following_size
from backprop_gui.ui.look.theme import Choice
from backprop_gui.ui.parts import Parts
from backprop_gui.ui.settings import FEWEST_DIGITS, MOST_DIGITS


def _theme(choice: Choice, text: str, key: str) -> Command:
    return Command(
        f"theme-{choice}",
        text,
        (key,),
        "theme" if choice == "system" else "",
        VIEW,
        THEMES,
        lambda parts: parts.choose_theme(choice),
        checked=lambda parts: parts.appearance.choice == choice,
    )


def _notation(notation: Notation, text: str, key: str) -> Command:
    return Command(
        f"notation-{notation.name}",
        text.format(notation.example),
        (key,),
        "",
        VIEW,
        NOTATIONS,
        lambda parts: parts.desk.choose_notation(notation.name),
        checked=lambda parts: parts.desk.writing.notation is notation,
        tip=f"{notation.title} names of the quantities; the program's can always be typed",
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
        lambda p: p.desk.writing.digits < MOST_DIGITS,
    ),
    Command(
        "fewer-digits",
        "Fe&wer Digits",
        ("Ctrl+[",),
        "",
        VIEW,
        8,
        lambda p: p.desk.more_digits(-1),
        lambda p: p.desk.writing.digits > FEWEST_DIGITS,
    ),
    Command(
        "decimal-comma",
        "Decimal &Comma",
        ("Ctrl+Alt+,",),
        "",
        VIEW,
        8,
        lambda p: p.desk.swap_decimal_mark(),
        checked=lambda p: p.desk.writing.decimal_mark == ",",
    ),
    Command(
        "presentation",
        "Presentatio&n",
        ("F4", "Ctrl+Shift+F"),
        "",
        VIEW,
        10,
        lambda p: p.presentation.toggle(),
        checked=lambda p: p.presentation.on,
        tip="Large type, the whole screen: only network, program and explanation",
    ),
    Command(
        "leave-presentation",
        "Lea&ve the Presentation",
        ("Esc",),
        "",
        VIEW,
        10,
        lambda p: p.presentation.end(),
        lambda p: p.presentation.on,
    ),
    Command(
        "reset-panels",
        "&Reset Panels",
        ("Ctrl+Alt+D",),
        "",
        VIEW,
        10,
        lambda p: p.docks.reset(),
        lambda p: not p.presentation.on,
        tip="Open every panel where it stood at first",
    ),
    _notation(ASSIGNMENT, "&Assignment: {}", "Ctrl+Alt+I"),
    _notation(NIELSEN, "&Nielsen: {}", "Ctrl+Alt+N"),
    _notation(CS231N, "&CS231n: {}", "Ctrl+Alt+U"),
    _notation(PYTORCH, "&PyTorch: {}", "Ctrl+Alt+Y"),
    Command(
        "larger-text",
        "Lar&ger Text",
        ("Ctrl+Alt++", "Ctrl+Alt+="),
        "",
        VIEW,
        TEXT,
        lambda p: p.choose_text_size(following_size(p.appearance.text_size, 1)),
        lambda p: p.appearance.text_size < LARGEST_TEXT,
        tip="Write everything larger: panels, network and equations",
    ),
    Command(
        "smaller-text",
        "S&maller Text",
        ("Ctrl+Alt+-",),
        "",
        VIEW,
        TEXT,
        lambda p: p.choose_text_size(following_size(p.appearance.text_size, -1)),
        lambda p: p.appearance.text_size > SMALLEST_TEXT,
        tip="Write everything smaller: panels, network and equations",
    ),
    Command(
        "ordinary-text",
        "&Ordinary Text Size",
        ("Ctrl+Alt+0",),
        "",
        VIEW,
        TEXT,
        lambda p: p.choose_text_size(100),
        lambda p: p.appearance.text_size != 100,
    ),
    _theme("light", "&Light Theme", "Ctrl+Alt+1"),
    _theme("dark", "&Dark Theme", "Ctrl+Alt+2"),
    _theme("system", "Theme of the &System", "Ctrl+Alt+3"),
)
