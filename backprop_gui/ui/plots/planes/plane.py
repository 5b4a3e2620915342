"""What is drawn of a network with one or two inputs: colours or a curve, and the samples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.predictions.classification import Classes, Decision
from backprop_gui.session.predictions.evaluation import Newest
from backprop_gui.session.predictions.surface import Span, Surface
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.planes.contour import zero_line
from backprop_gui.ui.plots.planes.sample_marks import SYMBOLS, Marks
from backprop_gui.ui.plots.planes.shades import (
    Picture,
    class_colour,
    class_picture,
    value_colours,
    value_picture,
    value_range,
)

MOST_SAMPLES = 2000
"""So many samples are drawn, the first ones."""
CLASSES = -1
"""Shown in the place of an output, from 0: the classes."""


@dataclass(frozen=True, eq=False)
class Plane:
    """A surface or curve with the samples of the data set, as they were at one position."""

    surface: Surface
    newest: Newest
    inputs: Floats
    targets: Floats
    training: int
    decision: Decision | None

    @classmethod
    def of(cls, surface: Surface, newest: Newest, decision: Decision | None) -> Plane:
        """With the samples as they are now."""
        inputs, targets = (part[:MOST_SAMPLES].copy() for part in newest.data)
        training = newest.document.batching.samples
        return cls(surface, newest, inputs, targets, training, decision)

    def same_as(self, other: Plane) -> bool:
        """Whether another one looks the same."""
        return (
            self.surface is other.surface
            and self.decision == other.decision
            and self.training == other.training
            and np.array_equal(self.inputs, other.inputs)
            and np.array_equal(self.targets, other.targets)
        )

    @property
    def curve(self) -> bool:
        """Whether there is one input."""
        return len(self.surface.axes) == 1

    @cached_property
    def outputs(self) -> Floats:
        """What the network says to the samples, (samples, outputs)."""
        found: Floats = self.surface.sweep.beside(self.inputs).outputs
        return found

    @cached_property
    def said(self) -> Classes:
        """The classes that it puts them into."""
        assert self.decision is not None
        return self.decision.of_outputs(self.outputs)

    def at(self, inputs: tuple[float, ...]) -> Floats:
        """What it says to other inputs, (outputs,)."""
        found: Floats = self.surface.sweep.beside(np.array([inputs])).outputs[0]
        return found

    def choices(self) -> list[tuple[int, str]]:
        """What can be shown: the classes on a surface, each output."""
        depth = self.newest.document.network.depth
        count = self.targets.shape[1]
        outputs = [(n, label(Quantity("x", (depth, n + 1)))) for n in range(count)]
        return [(CLASSES, ""), *outputs] if self.decision and not self.curve else outputs

    def spans(self, shown: int) -> tuple[Span, Span]:
        """What part of the plane the surface fills; of a curve with the targets, with a margin."""
        across = _ends(self.surface.axes[0])
        if not self.curve:
            return across, _ends(self.surface.axes[1])
        heights = np.concatenate([self.surface.outputs[:, shown], self.targets[:, shown]])
        finite = heights[np.isfinite(heights)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
        room = 0.08 * (high - low) or 0.5
        return across, (low - room, high + room)

    def picture(self, shown: int) -> Picture:
        """Of the classes, or of one output, over two inputs."""
        outputs = self.surface.outputs
        if self.decision and shown == CLASSES:
            classes = self.decision.of_outputs(outputs)
            return class_picture(classes, self.decision.margin(outputs))
        return value_picture(outputs[..., shown], *self.range(shown))

    def borders(self, shown: int) -> tuple[Floats, Floats] | None:
        """Where classes meet, the ends of lines two by two; None where an output is shown."""
        if self.decision is None or shown != CLASSES:
            return None
        outputs, decision = self.surface.outputs, self.decision
        classes = range(1, len(decision.names))  # the first one meets nothing but the others
        lines = [zero_line(decision.lead(outputs, n), *self.surface.axes) for n in classes]
        x, y = (np.concatenate(part) for part in zip(*lines, strict=True))
        return x, y

    def range(self, shown: int) -> tuple[float, float]:
        """From the least to the greatest value of an output and its targets."""
        return value_range(self.surface.outputs[..., shown], self.targets[:, shown])

    def marks(self, shown: int) -> Marks:
        """The samples: by class, else in the colour of their target."""
        number = np.zeros(len(self.inputs), np.intp)
        wrong = np.zeros(len(self.inputs), bool)
        if self.decision:
            number = self.decision.of_targets(self.targets)
            wrong = number != self.said
        by_value = not self.curve and shown != CLASSES
        colours = (
            value_colours(self.targets[:, shown], *self.range(shown))
            if by_value
            else [class_colour(n) for n in number.tolist()]
        )
        symbols = [SYMBOLS[n % len(SYMBOLS)] for n in number.tolist()]
        hollow = np.arange(len(number)) >= self.training
        return Marks(self._places(shown), symbols, colours, hollow, wrong)

    def _places(self, shown: int) -> Floats:
        if self.curve:
            return np.column_stack([self.inputs[:, 0], self.targets[:, shown]])
        return self.inputs


def _ends(axis: Floats) -> Span:
    return float(axis[0]), float(axis[-1])
