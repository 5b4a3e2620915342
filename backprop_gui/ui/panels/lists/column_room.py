"""How the columns of a table share its width."""

from __future__ import annotations

from collections.abc import Sequence


def shared(wanted: Sequence[int], room: int, least: int) -> list[int]:
    """All that fits: narrow columns have what they want, the widest yield to one another.

    None yields below `least`, even where there is no room for all, nor below what it wants.
    """
    narrow, rest, left = 0, sorted(wanted), room
    while rest and rest[0] * len(rest) <= left:
        narrow = rest.pop(0)
        left -= narrow
    most = max(left // len(rest), least, narrow) if rest else narrow
    return [min(width, most) for width in wanted]
