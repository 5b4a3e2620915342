"""The bundled examples."""

from __future__ import annotations

from pathlib import Path

import msgspec

from backprop_gui.assets import asset
from backprop_gui.session.session import Session
from backprop_gui.session.storage import StorageError, load


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An example's name, title, and what to look for in it, one line each.

    `gradients_of` is the iteration whose gradients its picture shows in the place of the weights;
    `source` says whose numbers or data they are, and under which licence.
    """

    name: str
    title: str
    look_for: str
    gradients_of: int | None = None
    source: str = ""


def examples() -> tuple[Example, ...]:
    """All bundled examples."""
    content = asset("examples/index.json").read_bytes()
    return msgspec.json.decode(content, type=tuple[Example, ...])


def open_example(name: str) -> Session:
    """A new session on a bundled example; raises StorageError, which names them all."""
    names = [example.name for example in examples()]
    if name not in names:
        raise StorageError(f"There is no example {name!r}; there are {', '.join(names)}.")
    return _session(asset(f"examples/{name}.bpg"))


def open_session(path: str | Path) -> Session:
    """A session from a .bpg file; raises StorageError."""
    session = _session(Path(path))
    session.path = Path(path)
    return session


def _session(path: Path) -> Session:
    run, branches, stops = load(path)
    return Session.of(run.replay, branches, run.notes, stops)
