"""Tells a person who waits how far a report has come."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

_SECONDS = 1.0


class Patience:
    """Writes a line a second; nothing where all is done within the first."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told = monotonic()
        self._spoken = False

    def progress(self, done: int, of: int) -> None:
        """`done` of so many iterations are worked out."""
        now, last = monotonic(), done == of
        if now - self._told < _SECONDS and not (last and self._spoken):
            return
        self._told, self._spoken = now, True
        what = "writing the report" if last else "working"
        print(f"{done:,} of {of:,} iterations worked out, {what} …", file=self._stream, flush=True)
