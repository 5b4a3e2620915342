"""The gallery of examples, by keys and mouse, in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.dialogs.gallery import Gallery
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.sketch_picture import sketch_picture
from backprop_gui.ui.look.theme import Appearance, Choice

Key = Qt.Key
NAMES = [example.name for example in bg.examples()]


@pytest.fixture
def gallery(qtbot: QtBot, appearance: Appearance) -> Gallery:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(980, 720)
    gallery.show()
    qtbot.waitUntil(lambda: all(card.portrait for card in gallery.model.cards))
    return gallery


def chosen(gallery: Gallery) -> str:
    assert gallery.card is not None
    return gallery.card.example.name


def shown(gallery: Gallery) -> list[str]:
    cells = (gallery.model.index(row) for row in range(gallery.model.rowCount(QModelIndex())))
    return [cell.data() for cell in cells]


def test_cards_stand_in_rows_that_arrow_keys_walk_over(gallery: Gallery) -> None:
    first, second, fourth = (gallery.list.visualRect(gallery.model.index(n)) for n in (0, 1, 3))
    assert first.top() == second.top() < fourth.top()
    assert first.left() == fourth.left() < second.left()
    walked = [chosen(gallery)]
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up, Key.Key_End):
        QTest.keyClick(gallery.list, key)
        walked.append(chosen(gallery))
    assert walked == [NAMES[n] for n in (0, 1, 4, 3, 0, -1)]


def test_a_narrow_gallery_has_one_card_in_a_row(gallery: Gallery) -> None:
    gallery.resize(400, 500)
    QTest.qWait(1)
    first, second = (gallery.list.visualRect(gallery.model.index(n)) for n in (0, 1))
    assert first.left() == second.left()
    assert gallery.list.viewport().rect().contains(first)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_takes_a_card(gallery: Gallery, key: Qt.Key) -> None:
    QTest.keyClick(gallery.list, Key.Key_Right)
    QTest.keyClick(gallery.list, key)
    assert gallery.result() == 1
    assert chosen(gallery) == NAMES[1]


def test_a_double_click_takes_a_card(gallery: Gallery) -> None:
    viewport = gallery.list.viewport()
    place = gallery.list.visualRect(gallery.model.index(2)).center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert gallery.result() == 1
    assert chosen(gallery) == NAMES[2]


def test_the_filter_finds_words_anywhere_and_arrows_lead_on_to_the_cards(gallery: Gallery) -> None:
    gallery.filter.setFocus()
    QTest.keyClicks(gallery.filter, "HANDED assignment relu")
    assert shown(gallery) == ["The assignment as it was handed in"]
    gallery.filter.clear()
    QTest.keyClicks(gallery.filter, "assignment")
    assert len(shown(gallery)) == 3
    QTest.keyClick(gallery.filter, Key.Key_Down)
    assert gallery.focusWidget() is gallery.list
    gallery.filter.setText("2 branches")
    assert {"Saturation: chain and fused loss"} < set(shown(gallery))


def test_where_nothing_matches_nothing_can_be_opened(gallery: Gallery) -> None:
    QTest.keyClicks(gallery.filter, "perceiver")
    assert shown(gallery) == []
    assert gallery.below.text() == "No example contains “perceiver”."
    QTest.keyClick(gallery.filter, Key.Key_Return)
    assert gallery.isVisible()
    gallery.filter.clear()
    QTest.keyClick(gallery.filter, Key.Key_Return)
    assert gallery.result() == 1


def test_the_source_of_numbers_stands_below(gallery: Gallery) -> None:
    assert gallery.below.text() == ""
    gallery.list.setCurrentIndex(gallery.model.index(NAMES.index("published-3-2-2")))
    assert "github.com/pythonandml/dlbook" in gallery.below.text()


def test_a_card_is_read_out_whole(gallery: Gallery) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert gallery.model.index(0).data(role) == (
        "The assignment: 3-2-1, one iteration. δ of the output is the product of two factors "
        "that almost cancel: 404.43 · 0.0024665. 3-2-1 · 1 sample"
    )
    assert gallery.list.accessibleName() == "Examples"
    assert gallery.filter.accessibleName() == "Filter the examples"


def test_every_text_has_room_on_its_card(gallery: Gallery) -> None:
    """Wider letters make higher cards."""
    index, before = gallery.model.index(0), gallery.list.visualRect(gallery.model.index(0)).height()
    font = gallery.font()
    font.setPointSizeF(2 * font.pointSizeF())
    gallery.list.setFont(font)
    QTest.qWait(1)
    assert gallery.list.visualRect(index).height() > before + 60


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_pictures_wear_the_theme(gallery: Gallery, appearance: Appearance, choice: Choice) -> None:
    appearance.choose(choice)
    card = gallery.model.cards[NAMES.index("xor")]
    assert card.portrait is not None
    image = sketch_picture(card.portrait.picture, 1.0).toImage()
    colours, seen = theme.theme(choice), _colours(image)
    for name in ("positive", "negative", "text", "panel"):
        assert QColor(getattr(colours, name)).rgb() in seen, name


def _colours(image: QImage) -> set[int]:
    whole = image.convertToFormat(QImage.Format.Format_ARGB32)
    return {
        whole.pixelColor(x, y).rgb()
        for x in range(whole.width())
        for y in range(whole.height())
        if whole.pixelColor(x, y).alpha() == 255
    }


def test_letters_typed_over_the_cards_filter_them(gallery: Gallery) -> None:
    gallery.list.setFocus()
    QTest.keyClick(gallery.list, "d")
    QTest.keyClicks(gallery.filter, "igits")
    assert gallery.filter.text() == "digits"
    QTest.keyClick(gallery.filter, Key.Key_Return)
    assert gallery.result() == 1
    assert chosen(gallery) == "digits"
