"""Where one stands in a run."""

from __future__ import annotations

from dataclasses import dataclass

LAST_ITERATION = 10**15
"""Nobody comes so far; plots and sliders hold numbers up to it exactly."""


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """What is computed next: iteration, operation, element, each counted from 0.

    With P operations in the program, (k, P, 0) is the end of iteration k, a place of rest; it is
    also the start of iteration k + 1, which has no other spelling. (0, 0, 0) is the beginning.
    Where another document takes over in iteration k, (k, 0, 0) is its beginning: nothing of it has
    been computed, while (k − 1, P, 0), right before, is still the end of what was there.
    """

    iteration: int = 0
    operation: int = 0
    element: int = 0

    def __str__(self) -> str:
        return f"({self.iteration}, {self.operation}, {self.element})"
