"""Creates session and window and joins them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from backprop_gui.errors import BackpropError
from backprop_gui.session.examples import FIRST, open_named
from backprop_gui.session.session import Session

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication, QWidget

    from backprop_gui.ui.main_window import MainWindow

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
_TITLE_BAR = 30  # pixels, about: how high it is can be asked only of a window that is open
_log = logging.getLogger("backprop_gui")


def run(source: str = FIRST) -> int:
    """Open the window on a file or an example, until it is closed.

    Whether a window can open has to be checked before. Raises StorageError for a bad file.
    """
    session = open_named(source)
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("backprop-gui")
    window = make_window(application, session, session.path.name if session.path else source)
    sys.excepthook = hook(window)
    open_within(window, window.screen().availableSize())
    window.files.greet()
    return application.exec()


def make_window(application: QApplication, session: Session, name: str) -> MainWindow:
    """The window on a session, in the theme and size that the person left it in."""
    from backprop_gui.ui.collector import collect_in_this_thread

    collect_in_this_thread()  # from now on: looking through what is being imported takes its time
    from backprop_gui.ui.desk import Desk
    from backprop_gui.ui.look.theme import Appearance
    from backprop_gui.ui.main_window import MainWindow
    from backprop_gui.ui.settings import Settings

    settings = Settings()
    appearance = Appearance(application)
    appearance.choose(settings.theme)
    appearance.set_text_size(settings.text_size)
    window = MainWindow(Desk(session, settings, name), appearance)
    # Else Qt tabs to the first that takes it, and a unit that is tabbed to is selected.
    window.canvas.setFocus()
    return window


def open_within(window: QWidget, available: QSize) -> None:
    """Show a window; where a part of it would be off the screen, it takes the whole."""
    if window.width() > available.width() or window.height() + _TITLE_BAR > available.height():
        window.showMaximized()
    else:
        window.show()


def hook(window: MainWindow) -> Hook:
    """What nobody caught: a refusal becomes a message, a mistake of ours one with a log entry."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, BackpropError):
            window.message.tell(str(error))
            return
        _log.error("not caught", exc_info=(kind, error, trace))
        window.message.tell(
            f"Something went wrong inside backprop-gui ({kind.__name__}: {error}). "
            "The session is still there; save it and restart."
        )

    return tell
