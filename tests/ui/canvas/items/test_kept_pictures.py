"""Cards and headings are kept as pictures; what is drawn is the same as if all were drawn anew."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.canvas.items.card_item import CardItem
from backprop_gui.ui.canvas.session_canvas import SessionCanvas


def shown(qtbot: QtBot, session: bg.Session) -> SessionCanvas:
    canvas = SessionCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    return canvas


def picture(canvas: SessionCanvas) -> QImage:
    """As it is drawn at rest."""
    canvas.canvas._set_moving(False)
    QApplication.processEvents()
    return canvas.viewport().grab().toImage()


@pytest.mark.parametrize("example", ["nlp-assignment", "xor"])
def test_a_canvas_that_was_stepped_looks_like_a_new_one(qtbot: QtBot, example: str) -> None:
    session = bg.open_example(example)
    stepped = shown(qtbot, session)
    steps = [session.step_into, session.step_over, session.step_over, session.step_iteration]
    for step in [*steps * 5, session.back_over, session.restart]:
        step()
        stepped.refresh()
        assert picture(stepped) == picture(shown(qtbot, session)), session.position


def test_an_edit_that_makes_values_stale_looks_like_a_new_one(qtbot: QtBot) -> None:
    session = bg.open_example("nlp-assignment")
    stepped = shown(qtbot, session)
    session.run_to("loss")
    session.set("w[1,1,1]", -0.123456)
    stepped.refresh()
    stepped.select("x[1,1]")
    fresh = shown(qtbot, session)
    fresh.select("x[1,1]")
    assert picture(stepped) == picture(fresh)


def test_a_card_is_painted_anew_only_where_it_looks_another_way(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted, paint = list[CardItem](), CardItem.paint
    monkeypatch.setattr(
        CardItem, "paint", lambda card, *rest: (painted.append(card), paint(card, *rest))
    )
    session = bg.open_example("nlp-assignment")
    session.step_iteration(5)
    canvas = shown(qtbot, session)
    QApplication.processEvents()
    assert painted
    painted.clear()
    session.step_iteration()
    canvas.refresh()
    QApplication.processEvents()
    assert not painted
    session.step_into()
    canvas.refresh()
    QApplication.processEvents()
    assert painted
