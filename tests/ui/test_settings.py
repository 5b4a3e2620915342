"""What is remembered comes back; what is nonsense is read as the default."""

from __future__ import annotations

from pathlib import Path

from backprop_gui.formula.writing import Writing
from backprop_gui.ui.settings import MOST_RECENT, Settings


def test_numbers_and_theme_come_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    settings.writing, settings.theme = Writing(9, ","), "dark"
    settings.sync()
    again = Settings(path)
    assert again.writing == Writing(9, ",")
    assert again.theme == "dark"


def test_nonsense_is_read_as_the_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text("[General]\ndigits=many\ndecimal_mark=;\ntheme=pink\n", encoding="utf-8")
    settings = Settings(path)
    assert settings.writing == Writing()
    assert settings.theme == "system"
    assert settings.bytes("geometry").isEmpty()


def test_recent_files_stand_with_the_newest_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    files = [(tmp_path / f"{n}, with comma & more.bpg").resolve() for n in range(MOST_RECENT + 2)]
    for file in files:
        settings.remember(file)
    settings.remember(files[5])
    assert settings.recent[0] == files[5]
    assert len(settings.recent) == MOST_RECENT
    settings.forget(files[5])
    assert settings.recent == (*files[:5:-1], *files[4:1:-1])
    settings.sync()
    assert Settings(tmp_path / "settings.ini").recent == settings.recent
    settings.forget_recent()
    assert settings.recent == ()
