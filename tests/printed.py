"""Numbers as they stand in print."""

from __future__ import annotations

import numpy as np


def prints_as(value: float, printed: str) -> bool:
    """Whether a number rounds to what is printed: half a unit of its last place.

    The decimal number and the unit are rounded themselves: one more unit of the float's last
    place. Truncated numbers are not right; the data marks them so.
    """
    unit = 10.0 ** -len(printed.partition(".")[2])
    return bool(abs(value - float(printed)) <= unit / 2 + np.spacing(abs(float(printed))))
