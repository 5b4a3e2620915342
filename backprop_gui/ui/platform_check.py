"""Whether a window can open, told before Qt starts: Qt aborts the process where it cannot.

Imports no Qt. On macOS and Windows everything that Qt needs is in its wheel.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backprop_gui.ui.platform_libraries import LIBRARIES, Library

Load = Callable[[str], object]


@dataclass(frozen=True)
class NoWindow:
    """Why no window can open, and the libraries to install; `str` is one line for a person."""

    reason: str
    missing: tuple[Library, ...] = ()

    def __str__(self) -> str:
        line = f"No window can open: {self.reason}."
        if not self.missing:
            return line
        debian = _packages(library.debian for library in self.missing)
        fedora = _packages(library.fedora for library in self.missing)
        return f"{line} Packages to install: {debian} (Debian, Ubuntu) or {fedora} (Fedora)."


def why_no_window(
    environment: Mapping[str, str] = os.environ, load: Load = ctypes.CDLL
) -> NoWindow | None:
    """What keeps Qt from opening a window here; None where one can open.

    `load` opens a shared library by name or path and raises OSError where it cannot.
    """
    if not sys.platform.startswith("linux"):
        return None
    problems = []
    for platform in _platforms(environment):
        problem = _problem(platform, environment, load)
        if problem is None:
            return None
        problems.append(problem)
    return problems[0]


def _platforms(environment: Mapping[str, str]) -> list[str]:
    """Qt's platforms in the order in which they are tried: the first that starts is used."""
    if chosen := environment.get("QT_QPA_PLATFORM"):
        # "wayland-egl;xcb:option=1" names the plugins wayland and xcb.
        return [name.split(":")[0].split("-")[0] for name in chosen.split(";")]
    if not environment.get("WAYLAND_DISPLAY"):
        return ["xcb"]
    return ["wayland", "xcb"] if environment.get("DISPLAY") else ["wayland"]


def _problem(platform: str, environment: Mapping[str, str], load: Load) -> NoWindow | None:
    plugin = _plugin(platform)
    if plugin is not None and not plugin.exists():
        return NoWindow(f"QT_QPA_PLATFORM asks for '{platform}', which Qt does not have")
    unloadable = _unloadable(plugin, load)
    missing = _missing(platform, load) if unloadable else ()
    variable = _DISPLAYS.get(platform)
    if variable and not environment.get(variable):
        return NoWindow(_no_display(environment, variable), missing)
    if unloadable:
        names = ", ".join(library.name for library in missing)
        return NoWindow(
            f"Qt lacks {names}" if missing else f"Qt does not load: {unloadable}", missing
        )
    if variable and not _ANSWERS[platform](environment):
        return NoWindow(f"the display {variable}={environment[variable]} does not answer")
    return None


def _plugin(platform: str) -> Path | None:
    """The file of a platform plugin; None where Qt is the system's, which brings what it needs."""
    spec = importlib.util.find_spec("PySide6")
    for package in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(package, "Qt", "plugins", "platforms")
        if folder.is_dir():
            return folder / f"libq{platform}.so"
    return None


def _unloadable(plugin: Path | None, load: Load) -> str:
    """The loader's message about a plugin, which names only the first library that is missing."""
    if plugin is None:
        return ""
    try:
        load(str(plugin))
    except OSError as error:
        return str(error)
    return ""


def _missing(platform: str, load: Load) -> tuple[Library, ...]:
    needed = (library for library in LIBRARIES if library.platform in ("", platform))
    return tuple(library for library in needed if _unloadable(Path(library.name), load))


def _no_display(environment: Mapping[str, str], variable: str) -> str:
    if environment.get("QT_QPA_PLATFORM"):
        return f"QT_QPA_PLATFORM asks for a display, but {variable} is not set"
    return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"


def _x_answers(environment: Mapping[str, str]) -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(environment["DISPLAY"].encode(), None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    if "WAYLAND_SOCKET" in environment:
        return True  # an open connection that only one may use: it is Qt's
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    connection = wayland.wl_display_connect(environment["WAYLAND_DISPLAY"].encode())
    if connection is None:
        return False
    wayland.wl_display_disconnect(ctypes.c_void_p(connection))
    return True


def _packages(names: Iterable[str]) -> str:
    return " ".join(sorted(set(names)))


_DISPLAYS = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
_ANSWERS = {"xcb": _x_answers, "wayland": _wayland_answers}
