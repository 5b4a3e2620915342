"""What the window remembers from one start to the next."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.formula.writing import Writing
from backprop_gui.ui.canvas.shows import BY_PHASE, EDGES, UNITS, Showing
from backprop_gui.ui.look.fonts import TEXT_SIZES
from backprop_gui.ui.look.theme import CHOICES, Choice
from backprop_gui.ui.panels.answers.marks import WHENS, When

FEWEST_DIGITS, MOST_DIGITS = 3, 17
DECIMAL_MARKS = (".", ",")
MOST_RECENT = 8


class Settings:
    """Settings in an INI file; what somebody wrote wrongly into it is read as the default."""

    def __init__(self, path: Path | None = None) -> None:
        folder = user_config_path("backprop_gui", appauthor=False)
        self.path = path or folder / "settings.ini"
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat)

    @property
    def writing(self) -> Writing:
        """Digits (3 to 17), the decimal mark, the notation of the quantities."""
        text = str(self._store.value("digits", "5"))
        digits = int(text) if text.isdecimal() else 5
        mark = str(self._store.value("decimal_mark", "."))
        notation = NOTATIONS.get(str(self._store.value("notation")), ASSIGNMENT)
        digits = min(max(digits, FEWEST_DIGITS), MOST_DIGITS)
        return Writing(digits, mark if mark in DECIMAL_MARKS else ".", notation)

    @writing.setter
    def writing(self, writing: Writing) -> None:
        self._store.setValue("digits", writing.digits)
        self._store.setValue("decimal_mark", writing.decimal_mark)
        self._store.setValue("notation", writing.notation.name)

    @property
    def theme(self) -> Choice:
        """The theme chosen."""
        text = str(self._store.value("theme", "system"))
        return next((choice for choice in CHOICES if choice == text), "system")

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def text_size(self) -> int:
        """In percent of the system's size; one of `TEXT_SIZES`."""
        text = str(self._store.value("text_size", "100"))
        return next((size for size in TEXT_SIZES if str(size) == text), 100)

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._store.setValue("text_size", percent)

    @property
    def showing(self) -> Showing:
        """What edges and units of the canvas show."""
        edges, units = (str(self._store.value(name, "")) for name in ("edges_show", "units_show"))
        return Showing(
            next((show for show in EDGES if show == edges), BY_PHASE.edges),
            next((show for show in UNITS if show == units), BY_PHASE.units),
            str(self._store.value("heat_maps", "")) == "yes",
        )

    @showing.setter
    def showing(self, showing: Showing) -> None:
        self._store.setValue("edges_show", showing.edges)
        self._store.setValue("units_show", showing.units)
        self._store.setValue("heat_maps", "yes" if showing.heat else "no")

    @property
    def marking(self) -> When:
        """When answers are marked."""
        text = str(self._store.value("marking", WHENS[0]))
        return next((when for when in WHENS if when == text), WHENS[0])

    @marking.setter
    def marking(self, when: When) -> None:
        self._store.setValue("marking", when)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened or saved last, the newest first; some may be gone."""
        names = str(self._store.value("recent", "")).split("\n")
        return tuple(Path(name) for name in names if name)[:MOST_RECENT]

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        path = path.resolve()
        self._keep_recent([path, *(other for other in self.recent if other != path)])

    def forget(self, path: Path) -> None:
        """Take a file off the recent ones."""
        self._keep_recent([other for other in self.recent if other != path])

    def forget_recent(self) -> None:
        """Take all off."""
        self._keep_recent([])

    def _keep_recent(self, files: list[Path]) -> None:
        self._store.setValue("recent", "\n".join(map(str, files[:MOST_RECENT])))

    @property
    def first_start(self) -> bool:
        """Whether no window has been closed yet, which is when its size is kept."""
        return self.bytes("geometry").isEmpty()

    def bytes(self, name: str) -> QByteArray:
        """The window's geometry or the docks' state; empty where there is none."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        """Keep the window's geometry or the docks' state."""
        self._store.setValue(name, value)

    def sync(self) -> None:
        """Write to the file now; Qt does it by itself when it finds time."""
        self._store.sync()
