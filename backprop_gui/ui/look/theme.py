"""The two themes, light and dark: every colour by name, and the palette made of them."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from backprop_gui.assets import asset
from backprop_gui.errors import BackpropError
from backprop_gui.ui.look.fonts import LARGEST_TEXT, SMALLEST_TEXT, sized

Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-f]{6}$")]
Ramp = Annotated[tuple[Colour, ...], msgspec.Meta(min_length=3)]
Series = Annotated[tuple[Colour, ...], msgspec.Meta(min_length=2)]
Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")


class ThemeError(BackpropError):
    """A theme file that cannot be read; the message names the path inside it."""


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Colours as #rrggbb, named after what they mark.

    `ramp` runs from the most negative to the most positive value, its middle is zero; `series`
    are the curves of a plot in order. `current` outlines the element computed last, `source`
    fills what it was computed from; `outline` surrounds what can be filled in.
    """

    name: Literal["light", "dark"]
    window: Colour
    panel: Colour
    button: Colour
    text: Colour
    muted: Colour
    disabled: Colour
    border: Colour
    outline: Colour
    grid: Colour
    accent: Colour
    accent_text: Colour
    selection: Colour
    selection_text: Colour
    current: Colour
    current_line: Colour
    source: Colour
    source_outline: Colour
    edge: Colour
    error: Colour
    error_fill: Colour
    stale: Colour
    negative: Colour
    positive: Colour
    ramp: Ramp
    series: Series

    def diverging(self, value: float, limit: float = 1.0) -> QColor:
        """The ramp's colour between its steps at value / limit, clipped to ±1; nan: `error`."""
        if np.isnan(value):
            return QColor(self.error)
        place = float(_place(value, limit, len(self.ramp)))
        low = min(int(place), len(self.ramp) - 2)
        return _between(QColor(self.ramp[low]), QColor(self.ramp[low + 1]), place - low)

    def diverging_classes(self, values: ArrayLike, limit: float = 1.0) -> NDArray[np.intp]:
        """The nearest step of the ramp for each value, as indices into `class_colours`."""
        numbers = np.asarray(values, dtype=np.float64)
        missing = np.isnan(numbers)
        place = _place(np.where(missing, 0.0, numbers), limit, len(self.ramp))
        return np.where(missing, len(self.ramp), np.rint(place).astype(np.intp))

    @property
    def class_colours(self) -> tuple[QColor, ...]:
        """The ramp's steps, then the colour of nan."""
        return tuple(map(QColor, (*self.ramp, self.error)))


def _place(values: ArrayLike, limit: float, steps: int) -> NDArray[np.float64]:
    """Where on the ramp, 0 to steps − 1; an infinite value stands at its end."""
    scale = limit if np.isfinite(limit) and limit > 0 else 1.0
    shares = np.clip(np.asarray(values, dtype=np.float64), -scale, scale) / scale
    return (shares + 1.0) / 2.0 * (steps - 1)


def _between(low: QColor, high: QColor, share: float) -> QColor:
    ends = zip(_rgb(low), _rgb(high), strict=True)
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in ends))


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def decode(content: bytes) -> Theme:
    """A theme file's content; raises `ThemeError`."""
    try:
        return msgspec.json.decode(content, type=Theme)
    except msgspec.DecodeError as error:
        raise ThemeError(f"This is not a theme file: {error}.") from error


@cache
def theme(name: str) -> Theme:
    """The theme `light` or `dark`."""
    return decode(asset(f"themes/{name}.json").read_bytes())


def current() -> Theme:
    """The theme that the application's palette belongs to.

    A widget that paints with it hears of another one by QEvent.PaletteChange.
    """
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5
    return theme("dark" if dark else "light")


_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "panel"),
    (QPalette.ColorRole.AlternateBase, "window"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "button"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "error"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.ToolTipBase, "button"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Highlight, "selection"),
    (QPalette.ColorRole.HighlightedText, "selection_text"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Light, "button"),
    (QPalette.ColorRole.Midlight, "grid"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "border"),
    (QPalette.ColorRole.Shadow, "border"),
)
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def palette(colours: Theme) -> QPalette:
    """The theme's colours in Qt's roles."""
    result = QPalette()
    for role, name in _ROLES:
        result.setColor(role, QColor(getattr(colours, name)))
    for role in _DISABLED:
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return result


_OUTLINED = ("QLineEdit", "QAbstractSpinBox", "QComboBox", "QCheckBox", "QRadioButton")
_FUSION_DARKER = 140


def outlined(colours: Theme) -> QPalette:
    """The palette of what can be filled in or ticked.

    Fusion draws outlines in the window's colour, only darker; here it has no other use.
    """
    result = palette(colours)
    outline = QColor(colours.outline).lighter(_FUSION_DARKER)
    result.setColor(QPalette.ColorRole.Window, outline)
    return result


_SCHEMES: dict[Choice, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Appearance(QObject):
    """Keeps the application in the chosen theme and text size; made once, by the application.

    `changed` is sent once the application has the theme's palette, and when a screen has come that
    may be denser: time to make icons anew.
    Widgets hear of it by QEvent.PaletteChange.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice: Choice = "system"
        self._text_size = 100
        self._applied: Theme | None = None
        application.setStyle(QStyleFactory.create("Fusion"))
        application.styleHints().colorSchemeChanged.connect(self._apply)
        application.screenAdded.connect(self.changed)
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the person chose; `system` follows the desktop, also while running."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Change the theme at once."""
        self._choice = choice
        self._application.styleHints().setColorScheme(_SCHEMES[choice])
        self._apply()

    @property
    def text_size(self) -> int:
        """In percent of the system's size."""
        return self._text_size

    def set_text_size(self, percent: int) -> None:
        """Write everything larger or smaller, within `fonts.TEXT_SIZES`, at once."""
        percent = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        if percent != self._text_size:
            self._text_size = percent
            self._application.setFont(sized(percent))

    def _apply(self) -> None:
        wanted = theme(self._wanted())
        if wanted is not self._applied or self._application.palette() != palette(wanted):
            self._applied = wanted
            self._application.setPalette(palette(wanted))
            for kind in _OUTLINED:
                # The stubs say bytes, Qt takes the name alone.
                self._application.setPalette(outlined(wanted), kind)  # type: ignore[arg-type]
            self.changed.emit()

    def _wanted(self) -> str:
        if self._choice != "system":
            return self._choice  # some platforms do not carry a requested scheme out
        system = self._application.styleHints().colorScheme()
        return "dark" if system == Qt.ColorScheme.Dark else "light"
