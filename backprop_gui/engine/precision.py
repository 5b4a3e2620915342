"""How exactly an iteration computes: the number format, and rounding as by hand."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.chosen import Chosen
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.vectorising import Array


class Precision(Chosen, frozen=True, omit_defaults=True):
    """float64 or float32; `digits` significant digits or `decimals` to which every element is
    rounded as it is computed (ties to even). Raises InvalidValue.
    """

    format: Literal["float64", "float32"] = "float64"
    digits: int | None = None
    decimals: int | None = None

    def __post_init__(self) -> None:
        if self.format not in ("float64", "float32"):
            raise InvalidValue(
                f"The format is {quoted(self.format)}; float64 and float32 are allowed."
            )
        if self.digits is not None and self.decimals is not None:
            raise InvalidValue("Elements are rounded to digits or to decimals, not to both.")
        if self.digits is not None:
            Parameter("digits", 4, 1, 17).checked(self.digits, "the precision")
        if self.decimals is not None:
            Parameter("decimals", 4, 0, 17).checked(self.decimals, "the precision")

    @property
    def dtype(self) -> np.dtype[Any]:
        """NumPy's type."""
        return np.dtype(self.format)

    @property
    def rounds(self) -> bool:
        """Whether elements are rounded."""
        return self.digits is not None or self.decimals is not None

    @property
    def note(self) -> str:
        """The rounding in words; nothing where there is none."""
        if self.digits is not None:
            return f"rounded to {self.digits} significant digits"
        return "" if self.decimals is None else f"rounded to {self.decimals} decimals"

    def round(self, value: float) -> float:
        """One number, rounded."""
        if self.decimals is not None:
            return float(format(value, f".{self.decimals}f"))
        return float(format(value, f".{self.digits}g"))

    def round_array(self, array: Array) -> None:
        """Every element of an array, in place."""
        flat = array.reshape(-1)
        flat[...] = [self.round(value) for value in flat.tolist()]


FLOAT64 = Precision()
