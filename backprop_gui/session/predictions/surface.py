"""What a network with one or two inputs says everywhere: a fitted curve, a surface."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.network import Network
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.predictions.evaluation import Newest
from backprop_gui.session.predictions.sweep import Sweep, work_of

FINE, LEAST = 160, 12
"""Points a side of a surface; at the least, of one that is drawn in passing."""
FINE_CURVE = 400
_IN_PASSING = 40_000_000
"""So much work, as `work_of` counts it, may a surface in passing take."""
_MARGIN = 0.08

Span = tuple[float, float]


@dataclass(frozen=True)
class Surface:
    """Outputs over a grid of inputs as they are before standardising.

    `axes` are the values of the one or two inputs, each (points,).
    """

    axes: tuple[NDArray[np.float64], ...]
    sweep: Sweep

    @property
    def outputs(self) -> Array:
        """(points, outputs), of two inputs (points of x₂, points of x₁, outputs); computes them."""
        shape = tuple(len(axis) for axis in reversed(self.axes))
        found: Array = self.sweep.outputs.reshape(*shape, -1)
        return found


def surface_of(newest: Newest, spans: tuple[Span, ...], points: int) -> Surface:
    """Over a grid of so many points a side, nothing of it computed yet; raises InvalidValue."""
    check_plane(newest.document.network)
    for low, high in spans:
        if not (np.isfinite([low, high]).all() and low < high):
            raise InvalidValue(f"From {low:g} to {high:g} there are no inputs; low < high is.")
    if len(spans) != newest.document.network.inputs:
        raise InvalidValue(
            f"There are {len(spans)} ranges; one for each of the network's "
            f"{newest.document.network.inputs} inputs is needed."
        )
    axes = tuple(np.linspace(low, high, points) for low, high in spans)
    grid = np.meshgrid(*axes)
    return Surface(axes, Sweep(newest, np.stack([part.ravel() for part in grid], axis=1)))


def check_plane(network: Network) -> None:
    """Raises InvalidValue where a network has other than one or two inputs."""
    if network.inputs > 2:
        raise InvalidValue(
            f"A curve or surface needs a network with one or two inputs; "
            f"this one has {network.inputs}."
        )


def spans_of(inputs: Array) -> tuple[Span, ...]:
    """The ranges of inputs, (samples, inputs), with a margin; 1 around where all are the same."""
    return tuple(_span(float(column.min()), float(column.max())) for column in inputs.T)


def fine_points(network: Network) -> int:
    """So many points a side as look smooth."""
    return FINE_CURVE if network.inputs == 1 else FINE


def points_in_passing(network: Network) -> int:
    """So many points a side, at most the fine ones, as take a few milliseconds."""
    affordable = _IN_PASSING // work_of(network)
    side = affordable if network.inputs == 1 else isqrt(affordable)
    return min(max(side, LEAST), fine_points(network))


def _span(low: float, high: float) -> Span:
    room = _MARGIN * (high - low) or 1.0
    return low - room, high + room
