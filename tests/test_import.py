"""The package is a library first: what a script imports brings no Qt with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

QT = {"PySide6", "shiboken6", "pyqtgraph"}
LATER = {
    "pyqtgraph",
    "jinja2",
    "typst",
    "backprop_gui.report.content",
    "backprop_gui.ui.dialogs.derivative",
    "backprop_gui.ui.dialogs.export_report",
    "backprop_gui.ui.dialogs.gradient_check",
    "backprop_gui.ui.dialogs.import_data",
    "backprop_gui.ui.dialogs.make_data",
    "backprop_gui.ui.dialogs.new_session",
}


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


def test_a_window_does_not_wait_for_what_is_asked_for_later() -> None:
    """The plots' library comes once the window is there, the rest where it is used."""
    code = "import backprop_gui.ui.main_window, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & LATER
