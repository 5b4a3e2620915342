"""Sessions as files: JSON, versioned, strictly read, written all or nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec

from backprop_gui.errors import BackpropError
from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.run.answers import Handwork
from backprop_gui.session.run.branches import Branches, Run
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.kept import Stops
from backprop_gui.session.storage.restored import opened
from backprop_gui.session.storage.saved import saved_session
from backprop_gui.session.storage.unreadable import decoded
from backprop_gui.session.storage.whole_file import read_whole, write_whole

SUFFIX = ".bpg"
MOST_BYTES = 2**30


class StorageError(BackpropError):
    """A file that cannot be read or written; the message names the file and the place in it."""


def save(
    run: Run,
    replay: Replay,
    branches: Branches,
    stops: Stops,
    handwork: Handwork,
    moves: Moves,
    path: Path,
) -> None:
    """Write a session whose current branch `run` is shown by `replay`.

    The old file stays whole until the new one is. Raises StorageError.
    """
    if path.suffix.lower() != SUFFIX:
        raise StorageError(f"{path} cannot be written: a session's name ends with {SUFFIX}.")
    content = msgspec.json.encode(saved_session(run, replay, branches, stops, handwork, moves))
    try:
        write_whole(path, msgspec.json.format(content, indent=1))
    except (OSError, ValueError) as problem:
        raise StorageError(f"{path} cannot be written: {_reason(problem)}.") from None


def load(path: Path) -> tuple[Run, Branches, Stops, Handwork, Moves]:
    """Read a session, all its branches; raises StorageError with the path inside the file."""
    try:
        content = read_whole(path, MOST_BYTES)
    except (OSError, ValueError) as problem:
        raise StorageError(f"{path} cannot be read: {_reason(problem)}.") from None
    try:
        return opened(decoded(content))
    except BackpropError as problem:
        raise StorageError(f"{path.name} is not a session that can be opened: {problem}") from None
    except MemoryError:
        raise StorageError(f"{path.name} needs more memory than there is.") from None


def _reason(problem: OSError | ValueError) -> str:
    return (isinstance(problem, OSError) and problem.strerror) or str(problem)
