"""Reading a session: values, explanations, curves, derivatives, predictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from numpy.typing import ArrayLike

from backprop_gui.engine.choices import check_whole
from backprop_gui.engine.gradient_check import Checked, gradient_check
from backprop_gui.engine.operations.update import new_name
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.commands.opened import Opened
from backprop_gui.session.histories.history import finder, history, kept
from backprop_gui.session.histories.validating import ValidationLosses
from backprop_gui.session.positions.position import Position
from backprop_gui.session.predictions.classification import (
    Classification,
    Decision,
    classification_of,
    decision_of,
)
from backprop_gui.session.predictions.evaluation import Newest, newest
from backprop_gui.session.predictions.surface import (
    Span,
    Surface,
    check_plane,
    fine_points,
    spans_of,
    surface_of,
)
from backprop_gui.session.reading import explaining
from backprop_gui.session.reading.derivatives import Derivative, differentiate
from backprop_gui.session.reading.edge_numbers import EDGE_NUMBERS, EdgeNumber, edge_numbers, reader
from backprop_gui.session.reading.explaining import Explanation
from backprop_gui.session.reading.influences import influences
from backprop_gui.session.reading.naming import Place, one_element
from backprop_gui.session.reading.outdated import Outdated, outdated
from backprop_gui.session.reading.reading import ArrayReading, Reader
from backprop_gui.session.recording.curves import Curve
from backprop_gui.session.recording.recording import Kept
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.sampling import BatchPlace, next_batch_with
from backprop_gui.session.run.stages import Stages

VALIDATION = "validation_loss"
"""What `history` calls the validation loss; it is no quantity of the program."""


class Inspecting(Opened):
    """Answers questions; nothing here changes the session."""

    _validation: ValidationLosses | None = None
    _outdated: tuple[Stages, Outdated] | None = None

    def value(self, name: str | Quantity) -> float | Array:
        """A float, or a read-only array for a whole array; raises NotComputed, UnknownName."""
        return Reader(self._replay).value(self.find(name))

    def is_known(self, name: str | Quantity) -> bool:
        """Whether a quantity has a value at this position."""
        return Reader(self._replay).is_known(self.find(name))

    def is_stale(self, name: str | Quantity) -> bool:
        """Whether one of a quantity's sources was edited after it had been computed."""
        return Reader(self._replay).is_stale(self.find(name))

    @property
    def outdated(self) -> Outdated:
        """By iteration, the arrays of which some element was computed before an edit.

        As each iteration is at its end, wherever the position stands; see `is_stale`.
        """
        if self._outdated is None or self._outdated[0] is not self._stages:
            self._outdated = self._stages, outdated(self._stages)
        return self._outdated[1]

    def array(self, name: str | Quantity) -> ArrayReading:
        """A whole array with the mask of the elements that have a value."""
        return Reader(self._replay).array(self.find(name).spec.name)

    def sample(self, number: int) -> tuple[Array, Array]:
        """Inputs and targets of a sample of the data set, from 1, with the edits up to here.

        As they are before standardising. Raises InvalidValue.
        """
        inputs, targets = self._replay.data
        check_whole("The number of a sample", number, 1)
        if number > len(inputs):
            raise InvalidValue(f"There is no sample {number}; 1 to {len(inputs)} are allowed.")
        return inputs[number - 1].copy(), targets[number - 1].copy()

    @property
    def batch(self) -> tuple[int, ...]:
        """The samples of this iteration's batch, by their numbers in the data set from 1."""
        rows = self.document.batching.rows(self.position.iteration)
        return tuple((rows + 1).tolist())

    def next_batch_with(self, number: int) -> BatchPlace:
        """The next batch, from this iteration on, that has a sample; raises InvalidValue."""
        return next_batch_with(self._replay, number)

    def explain(self, name: str | Quantity) -> Explanation:
        """Formula, numbers and result of one element; raises NotComputed, UnknownName."""
        return explaining.explain(self._replay, one_element(self.find(name)))

    def sources(self, name: str | Quantity) -> tuple[Quantity, ...]:
        """What an element is computed from; nothing for what is given."""
        return explaining.sources(self._replay, self.find(name).name)

    def influences(self, name: str | Quantity) -> Iterator[Quantity]:
        """What this iteration computes directly from an element, whether computed yet or not.

        In the order of the program; nothing for a whole array. Raises UnknownName.
        """
        return influences(self.program, self.find(name).name)

    def edge_numbers(self, weights: str | Quantity, which: EdgeNumber = "weight") -> Array:
        """What the edges of `w[1]` carry, (units before, units after); see `edge_numbers`.

        For the sample in focus; nan where this iteration has not computed it. Raises UnknownName,
        and InvalidValue for another array or number than there is.
        """
        array, found = self.find(weights).spec.name, self.network.connections
        connection = next((c for c in found if c.weights == array), None)
        if connection is None or which not in EDGE_NUMBERS:
            raise InvalidValue(
                f"{which} of {weights}: {', '.join(EDGE_NUMBERS)} are allowed of "
                f"{', '.join(str(c.weights) for c in found)}."
            )
        read = reader(self.program, self.array)
        return edge_numbers(which, connection, read, self.focus).values

    def history(self, name: str | Quantity) -> Array:
        """One value per iteration finished so far, shape (iterations,).

        nan where a change of structure brought or took the quantity.

        "validation_loss" is the loss of the samples kept for validation, with the parameters as
        used in the iteration; see `validating`. Raises UnknownName, InvalidValue.
        """
        if name == VALIDATION:
            return self._validation_losses().all()
        return history(self._stages, finder(self._stages, name, self.focus))

    def kept(self, parameters: Sequence[Place], first: int = 0, stop: int | None = None) -> Kept:
        """Parameters in the finished iterations from `first` to before `stop` (None: to the last).

        Where they are kept; never computes. nan where a change of structure brought or took one.
        """
        stop = self.finished if stop is None else min(stop, self.finished)
        return kept(self._stages, [place.within for place in parameters], range(first, stop))

    def end_of(self, iteration: int) -> Replay:
        """The end of an iteration to read from, computed where missing; this session stays.

        Raises InvalidValue where there is no such iteration.
        """
        clock = self.clock
        position = clock.checked(Position(iteration, clock.at(iteration).operations, 0))
        return self._stages.at(position.iteration).apart(position)

    def derivative(self, of: str | Quantity, by: str | Quantity) -> Derivative:
        """∂of/∂by at the current values, path by path; raises NotComputed, InvalidValue."""
        return differentiate(self._replay, self.find(of), self.find(by))

    def gradient_check(self) -> tuple[Checked, ...]:
        """Analytic and numeric gradient of every parameter at the current values and batch."""
        return tuple(self.gradient_checks())

    def gradient_checks(self) -> Iterator[Checked]:
        """The same one by one, so that a window stays alive between them."""
        return gradient_check(self.program, self._replay.array)

    @property
    def newest(self) -> Newest:
        """The newest parameters: at an iteration's end the new ones, before it those in use."""
        return newest(self._replay)

    @property
    def newest_is_stale(self) -> bool:
        """Whether some of those were computed before an edit: new ones, at an iteration's end."""
        at, new = self.position, {new_name(spec.name) for spec in self.program.parameters}
        rests = at.operation == self.clock.at(at.iteration).operations
        return rests and not new.isdisjoint(self.outdated.get(at.iteration, ()))

    def predict(self, inputs: ArrayLike) -> Array:
        """Outputs for any inputs, shape (samples, inputs), with the newest parameters."""
        return self.newest.predict(inputs)

    def surface(self, spans: Sequence[Span] | None = None, points: int | None = None) -> Surface:
        """Outputs over a grid of one or two inputs, with the newest parameters.

        `spans` are the lowest and the highest of each input, before standardising (None: those of
        the data with a margin), `points` how many there are a side. Computed when it is read;
        raises InvalidValue.
        """
        now = self.newest
        check_plane(now.document.network)
        wanted = spans_of(now.data[0]) if spans is None else tuple(spans)
        return surface_of(now, wanted, points or fine_points(now.document.network))

    def classification(self) -> Classification:
        """Which class each sample of the data set is, and which one the newest parameters say.

        Computed when it is read; raises InvalidValue where the outputs mean no classes.
        """
        return classification_of(self.newest)

    def decision(self) -> Decision:
        """How outputs become classes; raises InvalidValue where they mean none."""
        return decision_of(self.document, self.newest.data[1])

    def validation_loss(self) -> float:
        """The loss of the samples kept for validation, with the newest parameters.

        Without penalties. Raises InvalidValue where no sample is kept for validation.
        """
        return self.newest.validation_loss()

    def validation_curve(self) -> Curve:
        """The validation loss of evenly spaced finished iterations, at most MOST_POINTS.

        As `history("validation_loss")`, in a time that does not grow with the run. Raises
        InvalidValue where no sample is kept for validation.
        """
        return self.validation_curve_within(float("inf"))[0]

    def validation_curve_within(self, seconds: float) -> tuple[Curve, bool]:
        """What is known of the curve after about so many seconds, and whether that is all."""
        return self._validation_losses().curve(seconds)

    def _validation_losses(self) -> ValidationLosses:
        if self._validation is None or not self._validation.is_of(self._stages):
            self._validation = ValidationLosses(self._stages)
        return self._validation
