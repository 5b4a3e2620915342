"""What stands in a file, with something else at one place."""

from __future__ import annotations

import copy
from typing import Any


class _Removed:
    """Stands for what is taken away; tests with it have the same name in every run."""

    def __repr__(self) -> str:
        return "removed"


REMOVED = _Removed()


def changed(saved: Any, place: str, content: object) -> Any:
    """The same with another content at a place such as `network.layers.0.units`."""
    saved = copy.deepcopy(saved)
    *way, last = place.split(".")
    part = saved
    for step in way:
        part = part[int(step) if step.isdigit() else step]
    key = int(last) if last.isdigit() else last
    if content is REMOVED:
        del part[key]
    else:
        part[key] = content
    return saved
