"""The name of a file to write: its suffix, and what is there already."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from backprop_gui.ui.dialogs.exporting import FileFormat
from backprop_gui.ui.files.asking import file_to_write
from backprop_gui.ui.main_window import MainWindow

PAGE, TEXT = FileFormat("Page", ".html"), FileFormat("Text", ".txt")
Button = QMessageBox.StandardButton


@pytest.mark.parametrize(
    ("typed", "kind", "named"),
    [
        ("mine", "Page (*.html)", "mine.html"),
        ("mine", "Text (*.txt)", "mine.txt"),
        ("mine", "", "mine.html"),
        ("mine.txt", "Page (*.html)", "mine.txt"),
        ("run 1.5", "Text (*.txt)", "run 1.5.txt"),
        ("mine.", "Text (*.txt)", "mine.txt"),
        ("", "Text (*.txt)", None),
    ],
)
def test_a_name_without_a_suffix_gets_that_of_the_format(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    kind: str,
    named: str | None,
) -> None:
    answer = (str(tmp_path / typed) if typed else "", kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    found = file_to_write(window, "Save", tmp_path / "mine", (PAGE, TEXT))
    assert found == (None if named is None else tmp_path / named)


@pytest.mark.parametrize("answer", [Button.No, Button.Yes])
def test_a_file_that_is_there_is_not_replaced_unasked(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Button
) -> None:
    """The file dialog has asked about “mine”, which is not there."""
    (tmp_path / "mine.bpg").write_text("another session")
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "question", lambda *given: asked.append(given[2]) or answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    QTest.keyClick(
        window,
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert asked == ["mine.bpg exists already. Replace it?"]
    kept = (tmp_path / "mine.bpg").read_bytes() == b"another session"
    assert kept is (answer is Button.No)
