"""The package is a library first: what a script imports brings no Qt with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

QT = {"PySide6", "shiboken6", "pyqtgraph"}


@pytest.mark.parametrize("module", ["backprop_gui", "backprop_gui.ui.platform_check"])
def test_import_brings_no_qt(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert module in loaded
    assert not loaded & QT
