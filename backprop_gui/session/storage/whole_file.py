"""Reads and writes a file all or nothing."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from pathlib import Path

_MOST_LETTERS = 100


def read_whole(path: Path, most: int) -> bytes:
    """Of a file with so many bytes at the most. Raises OSError, ValueError."""
    found = path.stat()
    # What is no file, such as a pipe or a device, may never come to an end.
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise OSError(errno.EINVAL, "It is not a file")
    if found.st_size > most:
        raise OSError(errno.EFBIG, f"It has {found.st_size:,} bytes; {most:,} are allowed")
    return path.read_bytes()


def write_whole(path: Path, content: bytes) -> None:
    """Through a temporary file beside it: a crash leaves the old file or the new one.

    Whoever may read the old one, or any new file, may read it; a link goes on leading to it, and
    an old one that may not be written is not. Raises OSError, ValueError.
    """
    path = Path(os.path.realpath(path))
    if path.is_file() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    beside = path.with_name(f".{path.name[:_MOST_LETTERS]}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
