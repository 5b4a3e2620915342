"""Why is it so, and where does it go: links through the whole calculation, back and forward."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.explanation.asked import Asked
from backprop_gui.ui.panels.explanation.related_view import RelatedView

Alt, Tab = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Tab


def links(view: RelatedView) -> list[str]:
    """The links' texts in order."""
    found, block = [], view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isAnchor():
                found.append(piece.text().replace("\u00a0", " "))
            pieces += 1
        block = block.next()
    return found


def follow(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Click on a link, as a person does."""
    view = window.explanation.related
    found = view.document().find(f"{name} ")  # Qt finds it as an ordinary space
    assert not found.isNull(), f"{name} among {links(view)}"
    found.setPosition(found.selectionStart() + 1)
    place: QPoint = view.cursorRect(QTextCursor(found)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def shown(window: MainWindow) -> str:
    return window.explanation.name


def after_an_iteration(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: shown(window) == "w_new[2,2,1]")


def test_from_the_loss_back_to_the_inputs_and_back_again(window: MainWindow, qtbot: QtBot) -> None:
    after_an_iteration(window, qtbot)
    window.explanation.ask("loss")
    for name in ("x[2,1]", "s[2,1]", "x[1,1]", "s[1,1]", "x[0,1]"):
        follow(window, qtbot, name)
        assert shown(window) == name
        assert window.pointed.name == name
    assert "input, as given" in window.explanation.title.text().lower()
    assert not any("made from" in text for text in [window.explanation.related.toPlainText()])
    for name in ("s[1,1]", "x[1,1]"):
        qtbot.keyClick(window, Qt.Key.Key_Left, Alt)
        assert shown(window) == name
    qtbot.keyClick(window, Qt.Key.Key_Right, Alt)
    assert shown(window) == "s[1,1]"


def test_links_name_the_numbers_that_were_put_in(window: MainWindow) -> None:
    session = window.desk.session
    session.run_to("s[2,1]")
    session.set("w[2,1,1]", 5.0)
    window.explanation.ask("s[2,1]")
    assert links(window.explanation.related)[:4] == [
        "x[1,1] = 3",
        "w[2,1,1] = 1",
        "x[1,2] = 3",
        "w[2,2,1] = 1",
    ]
    session.undo()


def test_where_it_goes_tells_what_is_not_computed_yet(window: MainWindow) -> None:
    window.desk.session.run_to("delta[1,2]")
    window.explanation.ask("delta[1,2]")
    expected = ["dx[1,2] = 0.99753", "dphi[1,2] = 1", "dw[1,1,2] —", "dw[1,2,2] —", "dw[1,3,2] —"]
    assert links(window.explanation.related) == expected


def test_alone_with_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    """Select on the canvas, ask by key, walk the links with Tab, follow with Enter."""
    window.desk.session.run_to("x[2,1]")
    window.canvas.refresh()
    window.canvas.select("x[1,2]")
    qtbot.keyClick(window, Qt.Key.Key_G, Alt)
    related = window.explanation.related
    qtbot.waitUntil(related.hasFocus)
    assert "s[2,1]" in related.textCursor().selectedText()
    qtbot.keyClick(related, Qt.Key.Key_Return)
    assert shown(window) == "s[2,1]"
    qtbot.keyClick(window, Qt.Key.Key_W, Alt)
    assert "x[1,1]" in related.textCursor().selectedText()
    QTest.keyClick(related, Tab)
    assert "w[2,1,1]" in related.textCursor().selectedText()
    qtbot.keyClick(related, Qt.Key.Key_Return)
    assert shown(window) == "w[2,1,1]"


def test_enter_goes_on_and_on_the_same_way(window: MainWindow, qtbot: QtBot) -> None:
    after_an_iteration(window, qtbot)
    with qtbot.waitActive(window):
        window.activateWindow()

    def go(goes_into: bool) -> list[str]:
        window.parts.ask(goes_into=goes_into)
        seen = []
        for _ in range(3):
            qtbot.keyClick(window.explanation.related, Qt.Key.Key_Return)
            seen.append(shown(window))
        return seen

    window.canvas.select("x[0,1]")
    assert go(goes_into=True) == ["s[1,1]", "x[1,1]", "s[2,1]"]
    assert go(goes_into=False) == ["x[1,1]", "s[1,1]", "x[0,1]"]


def test_a_watch_and_an_answer_can_be_asked(window: MainWindow, qtbot: QtBot) -> None:
    after_an_iteration(window, qtbot)
    window.watches.watch("delta[1,1]")
    window.parts.show_dock("watches")
    window.watches.table.setFocus()
    qtbot.waitUntil(window.watches.table.hasFocus)
    window.watches.table.selectRow(0)
    qtbot.keyClick(window, Qt.Key.Key_W, Alt)
    assert shown(window) == "delta[1,1]"
    window.parts.show_dock("answers")
    window.answers.begin()
    row = window.answers.model.row_of("s[2,1]")
    assert row is not None
    window.answers.table.go_to(row)
    qtbot.keyClick(window, Qt.Key.Key_W, Alt)
    assert shown(window) == "s[2,1]"


def test_a_sum_of_many_terms_lists_more_on_demand(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    network = bg.Network(inputs=60, layers=[bg.Layer(2), bg.Layer(1)])
    window = open_window(bg.Session(network, [[1.0] * 60], [[0.0]]))
    window.desk.session.run_to("s[1,1]")
    window.explanation.ask("s[1,1]")
    listed = links(window.explanation.related)
    assert "more…" in listed
    assert "w[1,60,1]" not in " ".join(listed)
    view = window.explanation.related
    view.anchorClicked.emit("more")
    assert "w[1,60,1]" in " ".join(links(view))


def test_stepping_goes_on_explaining_what_is_computed(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.session.run_to("x[2,1]")
    window.explanation.ask("s[1,1]")
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: shown(window) == "loss")
    assert window.explanation.can_step(-1)
    window.desk.open(bg.open_example("nlp-assignment"), "again")
    assert not window.explanation.can_step(-1)


@pytest.mark.parametrize(
    ("asked", "back"), [(("a", "b", "c"), "b"), (("a", "a"), "start"), (("a",), "start")]
)
def test_one_goes_back_to_what_was_shown_before(asked: tuple[str, ...], back: str) -> None:
    history, at = Asked(), "start"
    for name in asked:
        history.ask(name, at)
        at = name
    assert not history.can_step(1, at)
    assert history.step(-1, at) == back
    assert history.step(1, back) == asked[-1]
    assert history.step(1, at) == ""
    assert history.step(-1, "another") == at
