"""The bundled examples."""

from __future__ import annotations

from pathlib import Path

import msgspec

from backprop_gui.assets import asset
from backprop_gui.errors import quoted
from backprop_gui.session.session import Session
from backprop_gui.session.storage.storage import SUFFIX, StorageError, load

FIRST = "nlp-assignment"
"""What the window opens with."""


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


def find_example(name: str) -> Example:
    """A bundled example by its name; raises StorageError, which names them all."""
    for example in examples():
        if example.name == name:
            return example
    raise StorageError(f"There is no example {quoted(name)}; there are {_names()}.")


def open_example(name: str) -> Session:
    """A new session on a bundled example; raises StorageError, which names them all."""
    return _session(asset(f"examples/{find_example(name).name}.bpg"))


def open_named(source: str) -> Session:
    """A file where there is one of that name, else an example; raises StorageError."""
    path = Path(source)
    if path.suffix.lower() == SUFFIX or path.is_file():
        return open_session(path)
    if source not in (example.name for example in examples()):
        raise StorageError(
            f"There is no file and no example {quoted(source)}; examples are {_names()}."
        )
    return open_example(source)


def open_session(path: str | Path) -> Session:
    """A session from a .bpg file; raises StorageError."""
    session = _session(Path(path))
    session.path = Path(path)
    return session


def _names() -> str:
    return ", ".join(example.name for example in examples())


def _session(path: Path) -> Session:
    run, branches, stops, handwork, moves = load(path)
    return Session.of(run.stages, run.position, branches, run.notes, stops, handwork, moves)
