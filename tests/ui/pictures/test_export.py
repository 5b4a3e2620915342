"""Pictures of the network: what they show, their files, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

import backprop_gui as bg
from backprop_gui.report import ReportError
from backprop_gui.ui.dialogs import export_picture
from backprop_gui.ui.dialogs.export_picture import PictureDialog
from backprop_gui.ui.look.theme import theme
from backprop_gui.ui.main_window import MainWindow

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session(qapp: object) -> bg.Session:
    session = bg.open_example("nlp-assignment")
    session.run_to("delta[2,1]")
    return session


def texts(svg: Path) -> list[str]:
    return re.findall(r">([^<>\n]+)</text>", svg.read_text("utf-8"))


def test_a_vector_picture_holds_the_numbers_of_the_position(
    session: bg.Session, tmp_path: Path
) -> None:
    before = session.position
    (path,) = bg.export_picture(session, tmp_path / "net.svg")
    shown = texts(path)
    assert {"0.99753", "404.43", "6.0025", "backward"} <= set(shown)
    assert QSvgRenderer(QByteArray(path.read_bytes())).isValid()
    assert "<image" not in path.read_text("utf-8")  # vectors, whatever the size
    assert session.position == before


def test_a_series_goes_on_step_by_step(session: bg.Session, tmp_path: Path) -> None:
    paths = bg.export_picture(session, tmp_path / "net.svg", 3, "operation")
    assert [path.name for path in paths] == ["net-001.svg", "net-002.svg", "net-003.svg"]
    computed = [text.count("2.9926") for text in map(texts, paths)]
    assert computed == [0, 2, 2]  # both gradients of the second layer's weights follow
    assert session.position.operation < 9


@pytest.mark.parametrize("dark", [False, True])
def test_pixels_are_sharp_and_in_the_theme_asked_for(
    session: bg.Session, tmp_path: Path, dark: bool
) -> None:
    (path,) = bg.export_picture(session, tmp_path / "net.png", dark=dark)
    image = QImage(str(path))
    assert image.width() > 2000
    colours = theme("dark" if dark else "light")
    assert image.pixelColor(2, 2).name() == colours.window


def test_a_page_is_as_large_as_the_drawing(session: bg.Session, tmp_path: Path) -> None:
    (path,) = bg.export_picture(session, tmp_path / "net.pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    width, height = map(float, re.findall(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)", content)[0])
    (svg,) = bg.export_picture(session, tmp_path / "net.svg")
    drawn = QSvgRenderer(QByteArray(svg.read_bytes())).viewBoxF()
    assert width / height == pytest.approx(drawn.width() / drawn.height(), rel=0.01)


@pytest.mark.parametrize(
    ("name", "count", "unit", "said"),
    [
        ("net.gif", 1, "operation", "net.gif: a picture's name ends with .svg, .png, .pdf"),
        ("net.svg", 0, "operation", "1 to 999 are allowed"),
        ("net.svg", 1000, "operation", "1 to 999 are allowed"),
        ("net.svg", 2, "hour", "'hour' is none of them"),
        ("no/net.svg", 1, "operation", "cannot be written: No such file"),
    ],
)
def test_what_cannot_be_written_is_said(
    session: bg.Session, tmp_path: Path, name: str, count: int, unit: str, said: str
) -> None:
    with pytest.raises((bg.InvalidValue, ReportError), match=re.escape(said)):
        bg.export_picture(session, tmp_path / name, count, unit)
    assert not list(tmp_path.iterdir())


def test_the_menu_asks_and_writes(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: PictureDialog) -> bool:
        assert not dialog.unit.isEnabled()
        dialog.count.setValue(2)
        assert dialog.unit.isEnabled()
        dialog.format.setCurrentText("PNG")
        return True

    monkeypatch.setattr(PictureDialog, "exec", answer)
    target = str(tmp_path / "slide"), ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: target)
    notes: list[str] = []
    window.desk.noted.connect(notes.append)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL_ALT)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "slide-001.png",
        "slide-002.png",
    ]
    assert notes == [f"Written to {tmp_path / 'slide-001.png'} to slide-002.png."]


def test_files_of_a_series_are_not_replaced_unasked(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slide-002.svg").write_text("mine")
    asked: list[str] = []

    def no(
        parent: object, title: str, text: str, offered: object, enter: QMessageBox.StandardButton
    ) -> QMessageBox.StandardButton:
        asked.append(text)
        return enter  # as one who presses Enter without reading

    choice = export_picture.PictureChoice(
        export_picture.FORMATS[0], export_picture.Series(3), "light"
    )
    monkeypatch.setattr(export_picture, "ask_picture", lambda _: choice)
    monkeypatch.setattr(QMessageBox, "question", no)
    target = str(tmp_path / "slide.svg"), ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: target)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL_ALT)
    assert asked == ["1 of the 3 files exist, such as slide-002.svg. Replace them?"]
    assert (tmp_path / "slide-002.svg").read_text() == "mine"
    assert not (tmp_path / "slide-001.svg").exists()


def test_thinking_better_of_it_writes_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(PictureDialog, "exec", lambda _: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    QTest.keyClick(window, Qt.Key.Key_S, CTRL_ALT)
    assert not list(tmp_path.glob("*.svg"))
