"""A session's file as text: read into records, or one sentence on what is wrong and where."""

from __future__ import annotations

import re

import msgspec

from backprop_gui.errors import InvalidValue, cut, quoted
from backprop_gui.session.storage.saved import FORMAT, VERSION, VERSIONS, SavedSession

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_QUOTED = re.compile(r"([`'])([^`']*)\1")
_MALFORMED = re.compile(r"JSON is malformed: (.*) \(byte (\d+)\)")
_PLACE = " - at `"
_MOST_CHARACTERS = 500
_TOO_LARGE = {
    "Number out of range": "A number is too large: up to 1.8e308 is allowed",
    "Integer value out of range": "A whole number has too many digits: up to 4,300 are allowed",
}


class _Head(msgspec.Struct):
    """What says how the rest is to be read."""

    format: object = None
    version: object = None


def decoded(content: bytes) -> SavedSession:
    """The records in a file; raises InvalidValue with the place."""
    text = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        _check_head(msgspec.json.decode(text, type=_Head))
        return msgspec.json.decode(text, type=SavedSession)
    except msgspec.ValidationError as problem:
        raise InvalidValue(_one_line(str(problem))) from None
    except msgspec.DecodeError as problem:
        raise InvalidValue(_malformed(str(problem), text)) from None
    except UnicodeDecodeError:
        raise InvalidValue("A text in it is not in UTF-8, as all are in a session.") from None
    except RecursionError:
        raise InvalidValue("It is nested far deeper than a session.") from None


def _check_head(head: _Head) -> None:
    if head.format != FORMAT:
        raise InvalidValue(f"$.format is {quoted(head.format)}; it must be {FORMAT!r}.")
    if head.version not in VERSIONS:
        raise InvalidValue(
            f"$.version is {quoted(head.version)}; this program reads versions up to {VERSION}."
        )


def _malformed(problem: str, text: bytes) -> str:
    """JSON has no numbers called NaN or Infinity: they are malformed, too."""
    found = _MALFORMED.fullmatch(problem)
    if found is None:
        return f"The file ends too early, or is no JSON text in UTF-8: {problem}."
    before = text[: int(found[2])]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    return f"It is no JSON text in UTF-8: {found[1]} in line {line}, byte {column}."


def _one_line(problem: str) -> str:
    """What the file holds is quoted shortly, and as characters that can be seen."""
    for said, better in _TOO_LARGE.items():
        problem = problem.replace(said, better)
    short = _QUOTED.sub(lambda found: f"{found[1]}{cut(found[2])}{found[1]}", problem)
    seen = (one if one.isprintable() else f"U+{ord(one):04X}" for one in short)
    sentence = cut("".join(seen), _MOST_CHARACTERS)
    return sentence if _PLACE in sentence or sentence.endswith(".") else f"{sentence}."
