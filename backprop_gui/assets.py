"""Finds the files of `resources/`: packed into the wheel, beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

from backprop_gui.errors import BackpropError

_PACKAGE = Path(__file__).resolve().parent


class AssetNotFound(BackpropError):
    """No such file in `resources/`."""


def resources() -> Path:
    """The folder `resources/`; raises `AssetNotFound` where the installation is broken."""
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise AssetNotFound(f"No folder 'resources' in {_PACKAGE} or beside it: install again.")


def asset(name: str) -> Path:
    """One file, named from `resources/` on with slashes: `asset("themes/dark.json")`.

    Raises `AssetNotFound`, which names the files that its folder does hold.
    """
    path = resources() / name
    if path.is_file():
        return path
    held = ", ".join(file.name for file in _files(path.parent, "*")) or "nothing"
    raise AssetNotFound(f"No file '{name}' in 'resources'; that folder holds {held}.")


def assets(folder: str, pattern: str = "*") -> tuple[Path, ...]:
    """The files of one folder of `resources/` that match `pattern`, sorted by name."""
    return _files(resources() / folder, pattern)


def _files(folder: Path, pattern: str) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.glob(pattern) if path.is_file()))
