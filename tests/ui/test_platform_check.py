from __future__ import annotations

import ctypes
import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backprop_gui.ui.platform_check import NoWindow, why_no_window
from backprop_gui.ui.platform_libraries import LIBRARIES

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a check of Linux")

CURSOR = "libxcb-cursor.so.0"
PLUGIN = "libqxcb.so"


def loader_without(*absent: str) -> Callable[[str], object]:
    """A machine on which every library can be loaded but these."""

    def load(name: str) -> object:
        if Path(name).name in absent:
            raise OSError(f"{name}: cannot open shared object file")
        return None

    return load


def reason(environment: dict[str, str], load: Callable[[str], object]) -> NoWindow:
    found = why_no_window(environment, load)
    assert found is not None
    return found


@linux
def test_no_display() -> None:
    found = reason({}, loader_without())
    assert str(found) == (
        "No window can open: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    )


@linux
def test_no_display_names_missing_libraries_too() -> None:
    found = reason({"DISPLAY": ""}, loader_without(PLUGIN, CURSOR))
    assert "no display" in found.reason
    assert [library.name for library in found.missing] == [CURSOR]


@linux
def test_missing_libraries_are_named_as_packages_on_one_line() -> None:
    found = reason({"DISPLAY": ":0"}, loader_without(PLUGIN, CURSOR, "libxcb-icccm.so.4"))
    assert str(found) == (
        "No window can open: Qt lacks libxcb-cursor.so.0, libxcb-icccm.so.4. Packages to install: "
        "libxcb-cursor0 libxcb-icccm4 (Debian, Ubuntu) or xcb-util-cursor xcb-util-wm (Fedora)."
    )


@linux
def test_a_package_of_two_missing_libraries_is_named_once() -> None:
    absent = (PLUGIN, "libxcb-shm.so.0", "libxcb-sync.so.1")
    assert "or libxcb (Fedora)" in str(reason({"DISPLAY": ":0"}, loader_without(*absent)))


@linux
def test_a_library_that_no_table_knows_is_told_in_the_loader_s_words() -> None:
    found = reason({"DISPLAY": ":0"}, loader_without(PLUGIN))
    assert "cannot open shared object file" in found.reason
    assert found.missing == ()


@linux
def test_libraries_of_another_platform_are_not_asked_for() -> None:
    found = reason({"WAYLAND_DISPLAY": "w"}, loader_without("libqwayland.so", CURSOR, "libGL.so.1"))
    assert [library.name for library in found.missing] == ["libGL.so.1"]


@linux
@pytest.mark.parametrize("environment", [{"DISPLAY": ":9999"}, {"WAYLAND_DISPLAY": "no-such"}])
def test_a_display_that_does_not_answer(environment: dict[str, str]) -> None:
    try:
        for library in ("libxcb.so.1", "libwayland-client.so.0"):
            ctypes.CDLL(library)
    except OSError as error:
        pytest.skip(str(error))
    (setting,) = (f"{name}={value}" for name, value in environment.items())
    assert reason(environment, loader_without()).reason == f"the display {setting} does not answer"


@linux
@pytest.mark.parametrize("chosen", ["offscreen", "minimal", "offscreen:size=1", "nosuch;offscreen"])
def test_platforms_without_a_display_open_windows(chosen: str) -> None:
    assert why_no_window({"QT_QPA_PLATFORM": chosen}, loader_without()) is None


@linux
def test_a_platform_that_qt_does_not_have() -> None:
    found = reason({"QT_QPA_PLATFORM": "nosuch"}, loader_without())
    assert found.reason == "QT_QPA_PLATFORM asks for 'nosuch', which Qt does not have"


@linux
def test_a_chosen_platform_needs_its_display() -> None:
    found = reason({"QT_QPA_PLATFORM": "xcb"}, loader_without())
    assert found.reason == "QT_QPA_PLATFORM asks for a display, but DISPLAY is not set"


def test_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert why_no_window({}) is None


@linux
@pytest.mark.parametrize("chosen", ["offscreen", "nosuch", "xcb"])
def test_the_answer_is_what_qt_does(chosen: str) -> None:
    environment = {"QT_QPA_PLATFORM": chosen}
    start = "from PySide6.QtWidgets import QApplication; QApplication([])"
    done = subprocess.run(
        [sys.executable, "-c", start], env=environment, capture_output=True, check=False
    )
    assert (why_no_window(environment) is None) == (done.returncode == 0)


@linux
def test_the_table_holds_every_library_that_qt_needs() -> None:
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.submodule_search_locations
    qt = Path(spec.submodule_search_locations[0], "Qt")
    if not qt.is_dir():
        pytest.skip("Qt is the system's here")
    parts = ("Core", "Gui", "Widgets", "Svg", "DBus", "XcbQpa", "WaylandClient")
    files = [qt / "lib" / f"libQt6{part}.so.6" for part in parts]
    files += [qt / "plugins" / "platforms" / name for name in (PLUGIN, "libqwayland.so")]
    needed = {name for file in files for name in sonames(file)}
    assert needed <= {library.name for library in LIBRARIES}


def sonames(file: Path) -> set[str]:
    """The libraries named in a binary, without Qt's own and those of the C and C++ runtimes."""
    found = {
        name.decode() for name in re.findall(rb"\0(lib[\w+.-]+\.so\.\d+)(?=\0)", file.read_bytes())
    }
    own = re.compile(r"lib(Qt6|icu|c\.|m\.|gcc_s|stdc\+\+|pthread|dl\.|rt\.)")
    return {name for name in found if not own.match(name)}
