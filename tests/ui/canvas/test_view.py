from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backprop_gui.ui.canvas.places import place_of
from backprop_gui.ui.canvas.records import Flow
from backprop_gui.ui.canvas.view import CanvasView
from backprop_gui.ui.look import theme
from tests.ui.canvas.hands import spot
from tests.ui.canvas.sample_graphs import graph

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Entered:
    """Takes numbers as a session would; refuses what is none."""

    pairs: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, name: str, text: str) -> str | None:
        try:
            float(text)
        except ValueError:
            return f"“{text}” is no number."
        self.pairs.append((name, text))
        return None


@pytest.fixture
def entered() -> Entered:
    return Entered()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Holds the canvas, below another field."""
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    return made


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, entered: Entered) -> CanvasView:
    shown = CanvasView(enter_value=entered)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(shown)
    window.resize(900, 600)
    shown.show_graph(graph())
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return shown


def click(view: CanvasView, name: str) -> None:
    QTest.mouseClick(view.viewport(), LEFT, pos=spot(view, name))


def double_click(view: CanvasView, name: str) -> None:
    QTest.mouseDClick(view.viewport(), LEFT, pos=spot(view, name))


def type_number(view: CanvasView, text: str) -> None:
    assert view.editor is not None
    view.editor.selectAll()
    QTest.keyClicks(view.editor, text)


@pytest.mark.parametrize(
    "name", ["x[0,2]", "s[1,2]", "x[1,2]", "delta[2,1]", "y[1]", "loss", "w[1,2,1]"]
)
def test_a_click_selects_what_is_there(view: CanvasView, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(view.selected) as said:
        click(view, name)
    assert said.args == [name]
    assert name in view.accessibleDescription()


def test_a_click_on_empty_ground_selects_nothing(view: CanvasView, qtbot: QtBot) -> None:
    click(view, "loss")
    with qtbot.waitSignal(view.selected) as said:
        QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(450, 4))
    assert said.args == [""]


def test_a_line_is_hit_beside_its_label(view: CanvasView, qtbot: QtBot) -> None:
    (points,) = [item.points for item in view.canvas._edges if item.bundle.source == 1]
    start, end = points[0]
    near = view.mapFromScene(QPointF(*(start + 0.12 * (end - start))))
    with qtbot.waitSignal(view.selected) as said:
        QTest.mouseClick(view.viewport(), LEFT, pos=near + QPoint(0, 2))
    assert said.args == ["w[2,1,1]"]


@pytest.mark.parametrize("name", ["w[1,1,2]", "x[0,1]", "y[1]"])
def test_double_click_types_a_number_and_enter_accepts(
    view: CanvasView, qtbot: QtBot, entered: Entered, name: str
) -> None:
    double_click(view, name)
    type_number(view, "0.4")
    with qtbot.waitSignal(view.value_entered) as said:
        QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert said.args == [name, "0.4"]
    assert entered.pairs == [(name, "0.4")]
    assert view.editor is None


def test_clicking_away_accepts(view: CanvasView, entered: Entered) -> None:
    double_click(view, "w[1,1,1]")
    type_number(view, "2")
    click(view, "loss")
    assert entered.pairs == [("w[1,1,1]", "2")]
    assert view.editor is None


def test_escape_cancels(view: CanvasView, entered: Entered) -> None:
    double_click(view, "w[1,1,1]")
    type_number(view, "2")
    QTest.keyClick(view.editor, Qt.Key.Key_Escape)
    assert entered.pairs == []
    assert view.editor is None
    assert view.hasFocus()


def test_an_unchanged_number_is_no_edit(view: CanvasView, entered: Entered) -> None:
    double_click(view, "w[1,1,1]")
    assert view.editor is not None
    assert view.editor.text() == "1.0"
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert entered.pairs == []
    assert view.editor is None


def test_a_refused_value_stays_with_the_reason_beside_it(
    view: CanvasView, entered: Entered
) -> None:
    double_click(view, "x[0,1]")
    type_number(view, "abc")
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert view.editor is not None
    assert view.editor.text() == "abc"
    assert "no number" in view.editor.reason
    assert view.editor.accessibleDescription() == view.editor.reason
    type_number(view, "3")
    assert view.editor.reason == ""
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert entered.pairs == [("x[0,1]", "3")]


def test_a_value_refused_on_clicking_away_keeps_the_field_and_the_keys(
    view: CanvasView, qtbot: QtBot
) -> None:
    double_click(view, "x[0,1]")
    type_number(view, "abc")
    click(view, "loss")
    assert view.editor is not None
    assert "no number" in view.editor.reason
    qtbot.waitUntil(lambda: view.editor is not None and view.editor.hasFocus())


@pytest.mark.parametrize("name", ["s[1,1]", "x[2,1]", "loss", "delta[1,1]"])
def test_computed_numbers_open_no_field(view: CanvasView, name: str) -> None:
    double_click(view, name)
    assert view.editor is None


def test_the_keyboard_alone_selects_and_edits(view: CanvasView, entered: Entered) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_F2)
    type_number(view, "-0.5")
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert entered.pairs == [("w[1,1,1]", "-0.5")]
    assert view.hasFocus()


def test_tab_into_the_canvas_shows_where_the_focus_is(view: CanvasView, qtbot: QtBot) -> None:
    field = view.window().findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    before = view.grab().toImage()
    with qtbot.waitSignal(view.selected) as said:
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert said.args == ["x[0,1]"]
    assert view.grab().toImage() != before


def test_screen_readers_are_told_what_is_selected_while_the_keyboard_is_elsewhere(
    view: CanvasView, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append(event.message())
    )
    field = view.window().findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    view.select("s[1,2]")
    assert told == [view.accessibleDescription()]
    assert "Unit 2 of layer 1; s[1,2] = 3.0" in told[0]


def test_absent_numbers_are_said_to_be_absent(view: CanvasView) -> None:
    click(view, "delta[1,1]")
    assert "delta[1,1] = not computed yet" in view.accessibleDescription()


def test_the_drawing_fits_and_fits_again_in_another_size(view: CanvasView, qtbot: QtBot) -> None:
    small = view.transform().m11()
    view.window().resize(1400, 900)
    qtbot.waitUntil(lambda: view.transform().m11() > small)
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.contains(view.canvas._frame.boundingRect())


@pytest.mark.parametrize(("key", "larger"), [("+", True), ("-", False)])
def test_keys_zoom_around_the_middle(view: CanvasView, key: str, larger: bool) -> None:
    before, middle = view.transform().m11(), view.mapToScene(view.viewport().rect().center())
    QTest.keyClicks(view, key)
    assert (view.transform().m11() > before) == larger
    moved = view.mapToScene(view.viewport().rect().center()) - middle
    assert moved.manhattanLength() < 4


def test_the_wheel_zooms_around_the_pointer(view: CanvasView) -> None:
    at = spot(view, "x[0,1]")
    before, there = view.transform().m11(), view.mapToScene(at)
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view.transform().m11() == pytest.approx(before * 1.25**2)
    assert (view.mapToScene(at) - there).manhattanLength() < 4


def test_zero_fits_again(view: CanvasView) -> None:
    fitted = view.transform().m11()
    QTest.keyClicks(view, "++0")
    assert view.transform().m11() == pytest.approx(fitted)


def drag(view: CanvasView, button: Qt.MouseButton) -> QPoint:
    before = spot(view, "loss")
    QTest.mousePress(view.viewport(), button, pos=QPoint(400, 300))
    QTest.mouseMove(view.viewport(), QPoint(380, 330))
    QTest.mouseRelease(view.viewport(), button, pos=QPoint(380, 330))
    return spot(view, "loss") - before


def test_the_middle_button_pans(view: CanvasView) -> None:
    moved = drag(view, Qt.MouseButton.MiddleButton)
    assert (moved - QPoint(-20, 30)).manhattanLength() <= 2


def test_space_and_drag_pan(view: CanvasView) -> None:
    QTest.keyPress(view, Qt.Key.Key_Space)
    moved = drag(view, LEFT)
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert (moved - QPoint(-20, 30)).manhattanLength() <= 2
    assert drag(view, LEFT).manhattanLength() <= 2


def test_an_open_field_follows_its_number(view: CanvasView) -> None:
    double_click(view, "x[0,2]")
    assert view.editor is not None
    view.pan(QPoint(60, 40))
    centre = view.editor.geometry().center()
    assert (centre - spot(view, "x[0,2]")).manhattanLength() <= 4


@pytest.mark.parametrize("across", [-600, 0, 700])
@pytest.mark.parametrize("down", [-400, 0, 400])
@pytest.mark.parametrize("name", ["x[0,1]", "w[1,3,2]", "y[1]"])
def test_the_reason_is_in_sight_and_covers_neither_field_nor_number(
    view: CanvasView, name: str, across: int, down: int
) -> None:
    view.pan(QPoint(across, down))
    assert view.edit(name)
    type_number(view, "something that is no number at all, however long one looks at it")
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert view.editor is not None
    said = view.editor._reason.geometry()
    assert view.rect().contains(said)
    assert not said.intersects(view.editor.geometry())
    place = place_of(view.canvas.graph, name)
    assert place is not None
    assert not said.intersects(view.rect_of(place).intersected(view.rect()))


def test_another_structure_closes_the_field_and_keeps_the_selection(view: CanvasView) -> None:
    double_click(view, "w[1,1,1]")
    view.show_graph(graph((3, 4, 1)))
    assert view.editor is None
    assert "w[1,1,1]" in view.accessibleDescription()


def test_the_description_follows_the_values(view: CanvasView) -> None:
    click(view, "delta[1,1]")
    view.show_graph(graph(flow=Flow.BACKWARD))
    assert "delta[1,1] = 0.99752737" in view.accessibleDescription()


def test_the_theme_can_change(view: CanvasView) -> None:
    other = theme.theme("dark" if theme.current().name == "light" else "light")
    view.setPalette(theme.palette(other))
    view.canvas.set_theme(other)
    assert view.grab().toImage().pixelColor(450, 4).name() == other.window


def test_selecting_by_name_from_elsewhere(view: CanvasView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.selected) as said:
        view.select("dx[1,2]")
    assert said.args == ["dx[1,2]"]
    assert view.edit("loss") is False
    assert view.edit("w[1,3,2]") is True
