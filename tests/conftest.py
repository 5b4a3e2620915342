"""Every test runs without a screen and away from the person's own folders."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# What a tool started by a test needs to find its own cache.
REAL_ENVIRONMENT = dict(os.environ)

# Before anything imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ordinary", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "ordinary")

_FOLDER_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    # Windows is asked by a system call; platformdirs looks at these first.
    "WIN_PD_OVERRIDE_APPDATA",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
    "WIN_PD_OVERRIDE_PERSONAL",
)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of all of the person's folders."""
    folder = tmp_path_factory.mktemp("home")
    for variable in _FOLDER_VARIABLES:
        monkeypatch.setenv(variable, str(folder))
    return folder


@pytest.fixture(autouse=True)
def collected(request: pytest.FixtureRequest) -> Iterator[None]:
    """Garbage is collected between tests of the window: in the middle of a paint, the widgets of
    an earlier test would be destroyed under Qt's hands.
    """
    if "qapp" in request.fixturenames:
        gc.disable()
    yield
    if not gc.isenabled():
        _delete_what_was_closed()
        gc.collect(1)


def _delete_what_was_closed() -> None:
    """Qt deletes a window from within; Python's collector would meet its parts in any order."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def real_environment() -> dict[str, str]:
    """The environment before any test changed it."""
    return dict(REAL_ENVIRONMENT)
