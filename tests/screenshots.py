"""Makes the README's pictures of the real window: `python tests/screenshots.py`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import backprop_gui as bg
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.settings import Settings
from backprop_gui.ui.theme import Appearance, Choice

FOLDER = Path(__file__).parent.parent / "resources" / "pictures"
SIZE = (1440, 900)


@dataclass(frozen=True)
class Picture:
    """A file's name, the theme, the example, and how to come to what is shown."""

    name: str
    theme: Choice
    example: str
    go: Callable[[bg.Session], None]


def _trained(session: bg.Session) -> None:
    session.step_iteration(2000)
    session.step_out()
    session.step_out()


PICTURES = (
    Picture(
        "window-light", "light", "nlp-assignment", lambda session: session.run_to("delta[2,1]")
    ),
    Picture("window-dark", "dark", "nlp-assignment", lambda session: session.step_iteration()),
    Picture("backward-dark", "dark", "nlp-assignment", lambda session: session.run_to("dx[1,2]")),
    Picture("xor-light", "light", "xor", _trained),
)


def take(picture: Picture, appearance: Appearance, settings: Settings) -> Path:
    """Open the window, go there, and keep what is drawn."""
    appearance.choose(picture.theme)
    session = bg.open_example(picture.example)
    window = MainWindow(Desk(session, settings, picture.example), appearance)
    window.resize(*SIZE)
    window.show()
    QTest.qWait(400)
    picture.go(session)
    QTest.qWait(400)
    path = FOLDER / f"{picture.name}.png"
    window.grab().save(str(path))
    window.hide()
    return path


def main() -> int:
    """Make all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    appearance = Appearance(QApplication([]))
    with TemporaryDirectory() as folder:
        for n, picture in enumerate(PICTURES):
            print(take(picture, appearance, Settings(Path(folder) / f"{n}.ini")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
