"""Both themes can be read by everyone, and the whole application follows the chosen one."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from backprop_gui.ui.canvas.items.colours import edge_pens, ink, readable_on
from backprop_gui.ui.canvas.records import Cell, State, Symbol
from backprop_gui.ui.look.theme import (
    CHOICES,
    Appearance,
    Theme,
    ThemeError,
    current,
    decode,
    outlined,
    palette,
    theme,
)
from backprop_gui.ui.plots.curves.chart import FADED, Chart

THEMES = pytest.mark.parametrize("colours", [theme("light"), theme("dark")], ids=["light", "dark"])
SURFACES = ("window", "panel", "button")
INKS = ("text", "muted", "accent", "current", "error", "stale", "negative", "positive")
PAIRS = (
    *itertools.product(INKS, SURFACES),
    *itertools.product(INKS, ("source", "current_line", "error_fill")),
    ("source_outline", "panel"),
    ("accent_text", "accent"),
    ("selection_text", "selection"),
)
# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])


def linear(colour: str) -> NDArray[np.float64]:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, vision: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIE L*a*b* as someone with that vision sees the colour."""
    xyz = XYZ @ np.clip(vision @ linear(colour), 0, 1) / XYZ.sum(axis=1)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, vision: str) -> float:
    return float(np.linalg.norm(lab(one, VISION[vision]) - lab(other, VISION[vision])))


@THEMES
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(colours: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", SURFACES)
def test_outlines_can_be_seen(colours: Theme, ground: str) -> None:
    assert contrast(colours.outline, getattr(colours, ground)) >= 3


@THEMES
@pytest.mark.parametrize("ground", [*SURFACES, "selection", "current_line", "source", "grid"])
def test_what_has_the_keyboard_is_ringed_visibly(colours: Theme, ground: str) -> None:
    assert contrast(colours.accent, getattr(colours, ground)) >= 3


@THEMES
def test_edges_can_be_seen_on_the_canvas(colours: Theme) -> None:
    for pen in edge_pens(colours, 1.0):
        assert contrast(pen.color().name(), colours.window) >= 3
    for mark in (colours.accent, colours.current, colours.source_outline, colours.muted):
        assert contrast(mark, colours.window) >= 3


@THEMES
@given(value=st.floats(-1, 1))
def test_a_number_on_a_coloured_cell_can_be_read(colours: Theme, value: float) -> None:
    ground = colours.diverging(value)
    assert contrast(readable_on(ground).name(), ground.name()) >= 4.5


@THEMES
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("sign", [-1, 0, 1])
@pytest.mark.parametrize("ground", ["window", "panel", "current_line", "source"])
def test_a_number_of_the_canvas_can_be_read(
    colours: Theme, state: State, sign: int, ground: str
) -> None:
    """In cells and on labels: computed, absent, stale, coloured by sign."""
    cell = Cell("x", Symbol("x"), state=state, sign=sign)
    assert contrast(ink(colours, cell).name(), getattr(colours, ground)) >= 4.5


@THEMES
def test_curves_of_other_branches_can_be_seen(colours: Theme) -> None:
    over, under = QColor(colours.muted).getRgb()[:3], QColor(colours.panel).getRgb()[:3]
    mixed = (round(FADED * o + (1 - FADED) * u) for o, u in zip(over, under, strict=True))
    assert contrast(QColor(*mixed).name(), colours.panel) >= 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_axes_of_plots_can_be_seen(appearance: Appearance, qtbot: QtBot, name: str) -> None:
    appearance.choose(name)
    chart = Chart()
    qtbot.addWidget(chart)
    for side in ("left", "bottom"):
        axis = chart.getAxis(side)
        assert contrast(axis.pen().color().name(), theme(name).panel) >= 3
        assert contrast(axis.textPen().color().name(), theme(name).panel) >= 4.5
    ticks = chart.getAxis("bottom").tickPen().color().name()
    assert contrast(ticks, theme(name).panel) >= 3


@THEMES
@pytest.mark.parametrize("make", [QCheckBox, QRadioButton, QLineEdit, QSpinBox, QComboBox])
def test_what_can_be_filled_in_is_outlined_on_the_screen(
    appearance: Appearance, qtbot: QtBot, colours: Theme, make: type[QWidget]
) -> None:
    appearance.choose(colours.name)
    parent = QWidget()
    qtbot.addWidget(parent)
    field = make(parent)
    field.resize(80, 24)
    parent.show()
    image = parent.grab().toImage()
    edge = [image.pixelColor(x, 12).name() for x in range(4)]
    assert max(contrast(colour, colours.window) for colour in edge) >= 3


def test_fields_are_outlined_where_the_application_has_the_palette_already(
    qapp: QApplication, appearance: Appearance
) -> None:
    """Setting a palette anew takes those of single kinds of widgets away."""
    colours = theme("light")
    qapp.setPalette(QPalette())
    qapp.setPalette(palette(colours))
    assert qapp.palette(QCheckBox()) != outlined(colours)
    other = Appearance(qapp)
    other.choose("light")
    assert qapp.palette(QCheckBox()) == outlined(colours)
    other.deleteLater()


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_curves_can_be_told_apart_with_every_vision(colours: Theme, vision: str) -> None:
    assert all(contrast(colour, colours.panel) >= 3 for colour in colours.series)
    pairs = itertools.combinations(colours.series, 2)
    assert min(distance(one, other, vision) for one, other in pairs) >= 20


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_signs_can_be_told_apart_with_every_vision(colours: Theme, vision: str) -> None:
    middle = len(colours.ramp) // 2
    assert len(colours.ramp) % 2 == 1
    for step in range(1, middle + 1):
        lower, upper = colours.ramp[middle - step], colours.ramp[middle + step]
        assert distance(lower, upper, vision) >= 18
    assert distance(colours.negative, colours.positive, vision) >= 20


@THEMES
def test_size_is_strength_on_the_ramp(colours: Theme) -> None:
    strength = [contrast(colour, colours.panel) for colour in colours.ramp]
    middle = len(strength) // 2
    assert strength[:middle] == sorted(strength[:middle], reverse=True)
    assert strength[middle + 1 :] == sorted(strength[middle + 1 :])
    assert min(strength) == strength[middle] >= 1.7


@THEMES
def test_the_ends_and_the_middle_of_the_ramp_are_its_colours(colours: Theme) -> None:
    for value, step in ((-1, 0), (-np.inf, 0), (0, 4), (1, 8), (5, 8), (np.inf, 8)):
        assert colours.diverging(value).name() == colours.ramp[step]
    assert colours.diverging(np.nan).name() == colours.error


@given(st.lists(st.floats(width=64)), st.floats(1e-6, 1e6))
def test_a_class_is_the_nearest_step(values: list[float], limit: float) -> None:
    colours = theme("light")
    classes = colours.diverging_classes(values, limit)
    assert classes.shape == (len(values),)
    for value, index in zip(values, classes, strict=True):
        if np.isnan(value):
            assert colours.class_colours[index].name() == colours.error
        else:
            step = (min(max(value / limit, -1), 1) + 1) * 4
            assert abs(index - step) <= 0.5


def test_a_limit_of_zero_divides_nothing() -> None:
    assert theme("dark").diverging_classes([0.0, 0.0], 0.0).tolist() == [4, 4]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "black"}, r"\$\.text"),
        ({"text": None}, r"\$\.text"),
        ({"colour": "#000000"}, "colour"),
        ({"ramp": ["#000000"]}, r"\$\.ramp"),
    ],
)
def test_a_bad_theme_file_is_refused_with_the_place(
    change: dict[str, object], message: str
) -> None:
    content = json.loads(msgspec.json.encode(theme("light"))) | change
    with pytest.raises(ThemeError, match=message):
        decode(json.dumps(content).encode())


class Listener(QObject):
    """Counts the palette changes that a widget hears of."""

    heard = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.heard += event.type() == QEvent.Type.PaletteChange
        return False


def shown(widget: QWidget, role: QPalette.ColorRole) -> str:
    return widget.palette().color(role).name()


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    palette = qapp.palette()
    yield (made := Appearance(qapp))
    made.choose("system")
    qapp.setPalette(palette)
    made.deleteLater()


def test_every_widget_follows_the_chosen_theme(appearance: Appearance, qtbot: QtBot) -> None:
    label = QLabel("loss")
    qtbot.addWidget(label)
    label.show()
    listener = Listener()
    label.installEventFilter(listener)
    for name in ("dark", "light"):
        with qtbot.waitSignal(appearance.changed):
            appearance.choose(name)
        assert current() == theme(name)
        qtbot.waitUntil(lambda: shown(label, QPalette.ColorRole.Window) == current().window)
        assert shown(label, QPalette.ColorRole.WindowText) == current().text
    assert listener.heard == 2
    assert QApplication.style().objectName() == "fusion"


def test_the_same_theme_again_changes_nothing(appearance: Appearance, qtbot: QtBot) -> None:
    appearance.choose("dark")
    with qtbot.assertNotEmitted(appearance.changed):
        appearance.choose("dark")
    assert appearance.choice == "dark"


def test_the_choices_are_the_ones_the_menu_shows() -> None:
    assert CHOICES == ("system", "light", "dark")
