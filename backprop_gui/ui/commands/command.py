"""What a command is, and when it can act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backprop_gui.ui.parts import Parts

Do = Callable[[Parts], object]
Can = Callable[[Parts], bool]
MENUS = ("&File", "&Edit", "D&ata", "&Debug", "A&nalyse", "&Check", "&View", "&Help")
FILE, EDIT, DATA, DEBUG, ANALYSE, CHECK, VIEW, HELP = MENUS
EDGES, UNITS, PANELS, PLOTS, NOTATIONS, TEXT, THEMES, MOVING = range(88, 96)
SUBMENUS = {
    EDGES: "E&dges Show",
    UNITS: "&Units Show",
    PANELS: "&Panels",
    PLOTS: "Pl&ots",
    NOTATIONS: "Nota&tion",
    TEXT: "Te&xt Size",
    THEMES: "T&heme",
    MOVING: "&Move",
}
"""Groups of commands that stand in a submenu of their own."""


def always(parts: Parts) -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """One command. It acts on the window's parts; where it cannot act now, it is disabled.

    Commands of one `group` stand together in menu and toolbar (`bar`). `where` names the part of
    the window, see `Parts.area`, in which alone its keys act; "": everywhere.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    icon: str
    menu: str
    group: int
    run: Do
    can: Can = always
    bar: bool = False
    checked: Can | None = None
    tip: str = ""
    where: str = ""

    @property
    def does(self) -> str:
        """What the command does."""
        return self.tip or self.plain_text

    @property
    def tooltip(self) -> str:
        """What the command does, and its first key."""
        return f"{self.does} ({self.keys[0]})"

    @property
    def plain_text(self) -> str:
        """The text without the marks of a menu."""
        return self.text.replace("&", "").rstrip("…")


def idle(parts: Parts) -> bool:
    """Nothing runs."""
    return not parts.desk.runner.running


def running(parts: Parts) -> bool:
    """A run can be paused."""
    return parts.desk.runner.running
