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
from PySide6.QtWidgets import QApplication, QWidget

import backprop_gui as bg
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.dialogs.gallery import Gallery
from backprop_gui.ui.look.theme import Appearance, Choice
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.settings import Settings

FOLDER = Path(__file__).parent.parent / "resources" / "pictures"
SIZE = (1440, 900)
SETTLED = 3000  # milliseconds: equations are typeset, answers marked, plots drawn


@dataclass(frozen=True)
class Picture:
    """A file's name, the theme, the example, how to come to what is shown, and what is in front."""

    name: str
    theme: Choice
    example: str
    go: Callable[[bg.Session], object]
    arrange: Callable[[MainWindow], object] = lambda window: None


def _trained(session: bg.Session) -> None:
    session.step_iteration(2000)
    session.step_out()
    session.step_out()


def _show_surface(window: MainWindow) -> None:
    titles = [window.plots.tabText(n) for n in range(window.plots.count())]
    window.plots.setCurrentIndex(titles.index("Surface"))


def _show_answers(window: MainWindow) -> None:
    window.docks["explanation"].close()  # both calculations have room then
    window.parts.show_dock("answers")
    QTest.qWait(SETTLED)
    window.actions_by_id["next-mistake"].trigger()


PICTURES = (
    Picture(
        "window-light", "light", "nlp-assignment", lambda session: session.run_to("delta[2,1]")
    ),
    Picture("window-dark", "dark", "nlp-assignment", lambda session: session.step_iteration()),
    Picture("xor-light", "light", "xor", _trained, _show_surface),
    Picture(
        "answers-light",
        "light",
        "nlp-assignment-answers",
        lambda session: session.run_to("loss"),
        _show_answers,
    ),
)


def take(picture: Picture, appearance: Appearance, settings: Settings) -> Path:
    """Open the window, go there, and keep what is drawn."""
    appearance.choose(picture.theme)
    session = bg.open_example(picture.example)
    window = MainWindow(Desk(session, settings, picture.example), appearance)
    window.resize(*SIZE)
    window.show()
    QTest.qWait(800)
    picture.go(session)
    picture.arrange(window)
    QTest.qWait(SETTLED)
    return _kept(window, picture.name)


def take_gallery(appearance: Appearance) -> Path:
    """The gallery of examples with all its pictures drawn."""
    appearance.choose("light")
    gallery = Gallery()
    gallery.show()
    QTest.qWait(SETTLED)
    return _kept(gallery, "gallery-light")


def _kept(widget: QWidget, name: str) -> Path:
    path = FOLDER / f"{name}.png"
    widget.grab().save(str(path))
    widget.hide()
    return path


def main() -> int:
    """Make all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    appearance = Appearance(QApplication([]))
    with TemporaryDirectory() as folder:
        for n, picture in enumerate(PICTURES):
            print(take(picture, appearance, Settings(Path(folder) / f"{n}.ini")))
    print(take_gallery(appearance))
    return 0


if __name__ == "__main__":
    sys.exit(main())
