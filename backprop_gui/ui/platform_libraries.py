"""The system libraries that Qt needs on Linux and the packages that bring them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Library:
    """A shared library, its packages, and the Qt platform that needs it ("": every one)."""

    name: str
    debian: str
    fedora: str
    platform: str = ""


LIBRARIES = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libz.so.1", "zlib1g", "zlib"),
    Library("libzstd.so.1", "libzstd1", "libzstd"),
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "xcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "xcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb", "xcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "xcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "xcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "xcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "xcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "xcb"),
    Library("libxcb.so.1", "libxcb1", "libxcb", "xcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "xcb"),
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
)
