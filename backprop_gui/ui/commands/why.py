"""The menu Analyse, first part: why a number is what it is, and where it goes."""

from __future__ import annotations

from backprop_gui.ui.commands.command import ANALYSE, Command, idle
from backprop_gui.ui.parts import Parts


def _can_ask(parts: Parts) -> bool:
    return idle(parts) and parts.pointed.knows(parts.in_question)


COMMANDS: tuple[Command, ...] = (
    Command(
        "why",
        "&Why This Number",
        ("Alt+W",),
        "",
        ANALYSE,
        9,
        lambda p: p.ask(goes_into=False),
        _can_ask,
        tip="Explain the chosen number; what it is made from are links, back to the inputs",
    ),
    Command(
        "where-it-goes",
        "Where It G&oes",
        ("Alt+G",),
        "",
        ANALYSE,
        9,
        lambda p: p.ask(goes_into=True),
        _can_ask,
        tip="What is computed from the chosen number, as links",
    ),
    Command(
        "why-back",
        "&Back to What Was Asked",
        ("Alt+Left",),
        "back",
        ANALYSE,
        9,
        lambda p: p.explanation.step(-1),
        lambda p: idle(p) and p.explanation.can_step(-1),
        tip="Back to the number that was explained before",
    ),
    Command(
        "why-forward",
        "For&ward to What Was Asked",
        ("Alt+Right",),
        "forward",
        ANALYSE,
        9,
        lambda p: p.explanation.step(1),
        lambda p: idle(p) and p.explanation.can_step(1),
        tip="Forward again",
    ),
)
