"""Text files of any encoding that spreadsheets write."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from backprop_gui.errors import InvalidValue, quoted

LARGEST = 200_000_000
"""Bytes of a file that is read as text."""

_LOOKED_AT = 8192
_CONTROL = (*range(9), 11, *range(14, 32), 127)
_ORDINARY = bytes(n for n in range(256) if n not in _CONTROL)
# The last one reads anything.
_TRIED = ("utf-8", "cp1252", "latin-1")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class TextFile:
    """A file's text, and the encoding with which it was read."""

    text: str
    encoding: str


def text_file(path: Path, encoding: str | None = None, largest: int = LARGEST) -> TextFile:
    """A file as text; without an encoding by its byte order mark, or else UTF-8, or Windows-1252.

    Raises InvalidValue where it cannot be read, is no text, or is larger than `largest` bytes.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            raise InvalidValue(f"{path.name} has {size:,} bytes; up to {largest:,} are allowed.")
        content = path.read_bytes()
    except OSError as problem:
        raise InvalidValue(f"{path.name} cannot be read: {problem.strerror}.") from None
    return _decoded(path.name, content, encoding)


def _is_binary(content: bytes) -> bool:
    """Whether there is a zero, or one in fifty is a control character, as in no text."""
    return b"\0" in content or 50 * len(content.translate(None, _ORDINARY)) > len(content)


def _decoded(name: str, content: bytes, encoding: str | None) -> TextFile:
    marked = next((code for mark, code in _MARKS if content.startswith(mark)), None)
    if encoding is None and marked is None and _is_binary(content[:_LOOKED_AT]):
        raise InvalidValue(
            f"{name} is not a text file; in the spreadsheet, save the table as CSV (UTF-8)."
        )
    given = encoding or marked
    for tried in (given,) if given else _TRIED:
        try:
            return TextFile(content.decode(tried), tried)
        except UnicodeError:
            continue
        except LookupError:
            raise InvalidValue(f"No encoding is called {quoted(tried)}; 'utf-8' is one.") from None
    raise InvalidValue(f"{name} is not text in {given}; save it as CSV (UTF-8).")
