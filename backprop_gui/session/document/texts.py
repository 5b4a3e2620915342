"""What a person may write: remarks, and names that stand in one line."""

from __future__ import annotations

from unicodedata import category

from backprop_gui.engine.choices import check_type
from backprop_gui.errors import InvalidValue

_HALF_CHARACTER = "Cs"
# Control characters, half characters, ends of lines and of paragraphs.
_NOT_IN_A_LINE = ("Cc", _HALF_CHARACTER, "Zl", "Zp")


def check_text(text: str, what: str, most: int) -> None:
    """Raises InvalidValue for what is no text, too long, or cannot be written into a file."""
    check_type(text, what, str)
    if len(text) > most:
        raise InvalidValue(f"{what} has {len(text)} characters; {most} are allowed.")
    _check_characters(text, what, (_HALF_CHARACTER,))


def check_line(text: str, what: str, most: int) -> None:
    """The same for what must stand in one line and be seen."""
    check_text(text, what, most)
    if not text.strip():
        raise InvalidValue(f"{what} is empty; at least one letter is needed.")
    _check_characters(text, what, _NOT_IN_A_LINE)


def _check_characters(text: str, what: str, refused: tuple[str, ...]) -> None:
    for place, character in enumerate(text, start=1):
        if category(character) in refused:
            raise InvalidValue(
                f"{what} holds U+{ord(character):04X} as its character {place}, which cannot be "
                "shown; letters, digits and signs are allowed."
            )
