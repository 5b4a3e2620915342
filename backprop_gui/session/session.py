"""A debugging session: a document, the edits made to it, and a position in its run.

Everything that a person can do in the window is a method here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from numpy.typing import ArrayLike
from psygnal import Signal

from backprop_gui.engine.gradient_check import Checked, gradient_check
from backprop_gui.engine.network import Network
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session import explaining, setting
from backprop_gui.session.changing import changed
from backprop_gui.session.clock import Clock
from backprop_gui.session.derivatives import Derivative, differentiate
from backprop_gui.session.document import Document, document
from backprop_gui.session.edits import Edit, Edits, until
from backprop_gui.session.evaluation import newest
from backprop_gui.session.explaining import Explanation
from backprop_gui.session.history import history, kept
from backprop_gui.session.naming import Place, find, one_element
from backprop_gui.session.position import Position
from backprop_gui.session.reading import ArrayReading, Reader
from backprop_gui.session.recording import Kept, Recording
from backprop_gui.session.replay import Replay
from backprop_gui.session.undo import Change, Content, UndoStack

_SLICE = 0.01


class Session:
    """Steps through training, forwards and backwards; see the module's docstring.

    Signals: `moved` (the position), `changed` (values or the document: edit, undo, redo).
    """

    moved = Signal(Position)
    changed = Signal()

    def __init__(self, network: Network, inputs: ArrayLike, targets: ArrayLike, **settings: Any):
        """Settings are those of `document.document`; raises InvalidValue."""
        self._open(Replay(document(network, inputs, targets, **settings)))

    @classmethod
    def of(cls, replay: Replay) -> Session:
        """A session on what has been read from a file."""
        session = cls.__new__(cls)
        session._open(replay)
        return session

    def _open(self, replay: Replay) -> None:
        self._replay = replay
        self._undo = UndoStack()
        self._paused = False
        self.focus = 1
        self.path: Path | None = None

    # What there is.

    @property
    def document(self) -> Document:
        """What the run starts from."""
        return self._replay.document

    @property
    def network(self) -> Network:
        """The network."""
        return self.document.network

    @property
    def program(self) -> Program:
        """The operations of the current iteration."""
        return self._replay.program(self.position.iteration)

    @property
    def position(self) -> Position:
        """What is computed next."""
        return self._replay.position

    @property
    def clock(self) -> Clock:
        """Where each stepping command leads."""
        return self._replay.clock

    @property
    def edits(self) -> Edits:
        """All edits of this run, in order."""
        return self._replay.edits

    @property
    def finished(self) -> int:
        """How many iterations have been finished so far, wherever the position stands."""
        return self._replay.recording.finished

    @property
    def current(self) -> Quantity | None:
        """The element just computed; None at the very beginning."""
        before = self.clock.back_into(self.position)
        if before == self.position:
            return None
        iteration, i, e = before.iteration, before.operation, before.element
        if i == self.clock.operations:
            iteration, i, e = iteration + 1, 0, 0
        return self._replay.program(iteration).operations[i].output.element(e)

    # Stepping: each command leads to the position that the clock tells.

    def step_into(self) -> None:
        """Compute one element."""
        self._go(self.clock.into(self.position))

    def step_over(self) -> None:
        """Compute to the operation's end."""
        self._go(self.clock.over(self.position))

    def step_out(self) -> None:
        """Compute to the phase's end."""
        self._go(self.clock.out(self.position))

    def step_iteration(self, n: int = 1) -> None:
        """Compute to the iteration's end, and n − 1 further iterations; pause() stops it."""
        self._run(self.clock.iteration(self.position, _count(n)))

    def step_epoch(self) -> None:
        """Compute to the epoch's end; pause() stops it."""
        self._run(self.clock.epoch(self.position))

    def back_into(self) -> None:
        """Back before the last element."""
        self._go(self.clock.back_into(self.position))

    def back_over(self) -> None:
        """Back to the operation's start."""
        self._go(self.clock.back_over(self.position))

    def back_out(self) -> None:
        """Back to the phase's start."""
        self._go(self.clock.back_out(self.position))

    def back_iteration(self, n: int = 1) -> None:
        """Back to the iteration's start, and n − 1 earlier ones."""
        self._go(self.clock.back_iteration(self.position, _count(n)))

    def back_epoch(self) -> None:
        """Back to the epoch's start."""
        self._go(self.clock.back_epoch(self.position))

    def restart(self) -> None:
        """Back to the very beginning; edits and what has been recorded stay."""
        self._go(Position())

    def seek(self, position: Position) -> None:
        """Go to any position, computing forward where needed; raises InvalidValue."""
        self._run(self.clock.checked(position))

    def run_to(self, name: str) -> None:
        """Compute until a quantity has a value in this iteration; no move if it has one."""
        computed = Reader(self._replay).computed_at(self.find(name))
        if computed is not None and computed > self.position:
            self._go(computed)

    def pause(self) -> None:
        """Stop a running command at the next place of rest; may come from any thread."""
        self._paused = True

    def slices(self, target: Position, seconds: float = _SLICE) -> Iterator[None]:
        """Run to a position in slices, so that a window stays alive between them.

        Ends early, at a place of rest, after pause().
        """
        self._paused = False
        for _ in self._replay.slices(self.clock.checked(target), seconds):
            self.moved.emit(self.position)
            yield
            if self._paused:
                return
        self.moved.emit(self.position)

    def _run(self, target: Position) -> None:
        for _ in self.slices(target):
            pass

    def _go(self, target: Position) -> None:
        if target != self.position:
            self._replay.seek(target)
            self.moved.emit(self.position)

    # Reading.

    def find(self, name: str | Quantity) -> Place:
        """The array and place of a name; raises UnknownName."""
        return find(self.program, name, self.focus)

    def value(self, name: str | Quantity) -> float | Array:
        """A float, or a read-only array for a whole array; raises NotComputed, UnknownName."""
        return Reader(self._replay).value(self.find(name))

    def is_known(self, name: str | Quantity) -> bool:
        """Whether a quantity has a value at this position."""
        return Reader(self._replay).is_known(self.find(name))

    def is_stale(self, name: str | Quantity) -> bool:
        """Whether one of a quantity's sources was edited after it had been computed."""
        return Reader(self._replay).is_stale(self.find(name))

    def array(self, name: str | Quantity) -> ArrayReading:
        """A whole array with the mask of the elements that have a value."""
        return Reader(self._replay).array(self.find(name).spec.name)

    def explain(self, name: str | Quantity) -> Explanation:
        """Formula, numbers and result of one element; raises NotComputed, UnknownName."""
        return explaining.explain(self._replay, one_element(self.find(name)))

    def sources(self, name: str | Quantity) -> tuple[Quantity, ...]:
        """What an element is computed from; nothing for what is given."""
        return explaining.sources(self._replay, self.find(name).name)

    def history(self, name: str | Quantity) -> Array:
        """One value per iteration finished so far, shape (iterations,)."""
        return history(self._replay, self.find(name))

    def kept(self, parameters: Sequence[Place], first: int = 0) -> Kept:
        """Parameters in the finished iterations from `first` on, where kept; never computes."""
        return kept(self._replay, parameters, first)

    def derivative(self, of: str | Quantity, by: str | Quantity) -> Derivative:
        """∂of/∂by at the current values, path by path; raises NotComputed, InvalidValue."""
        return differentiate(self._replay, self.find(of), self.find(by))

    def gradient_check(self) -> tuple[Checked, ...]:
        """Analytic and numeric gradient of every parameter at the current values and batch."""
        return tuple(self.gradient_checks())

    def gradient_checks(self) -> Iterator[Checked]:
        """The same one by one, so that a window stays alive between them."""
        return gradient_check(self.program, self._replay.array)

    def predict(self, inputs: ArrayLike) -> Array:
        """Outputs for any inputs, shape (samples, inputs), with the newest parameters."""
        return newest(self._replay).predict(inputs)

    def validation_loss(self) -> float:
        """The loss of the samples kept for validation, with the newest parameters.

        Without penalties. Raises InvalidValue where no sample is kept for validation.
        """
        return newest(self._replay).validation_loss()

    # Editing.

    def refusal(self, name: str | Quantity) -> str | None:
        """Why a quantity cannot be set here; None where it can."""
        return setting.refusal(self._replay, one_element(self.find(name)))

    def set(self, name: str | Quantity, value: float) -> None:
        """Set an element from this position on; the position stays. Raises InvalidValue."""
        edit = setting.edit(self._replay, self.find(name), value)
        self._change(lambda: self._add(edit))

    def change(self, **settings: Any) -> None:
        """Exchange settings of the document, such as `network=…` or `optimizer=…`.

        The run starts anew with the parameters as they are at the start of this iteration;
        undo returns to the old one. Raises InvalidValue.
        """
        replay = Replay(changed(self._replay, settings))
        self._change(lambda: self._exchange(replay))

    def undo(self) -> None:
        """Take the last edit back; nothing if there is none."""
        if change := self._undo.undo():
            self._restore(change)

    def redo(self) -> None:
        """Make the edit again that was taken back last; nothing if there is none."""
        if change := self._undo.redo():
            self._restore(change)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to make again."""
        return self._undo.can_redo

    def _change(self, do: Callable[[], None]) -> None:
        before = self._content()
        do()
        self._undo.push(Change(before, self._content()))
        self.changed.emit()

    def _content(self) -> Content:
        return Content(self._replay, self.edits, self._replay.recording)

    def _exchange(self, replay: Replay) -> None:
        self._replay = replay

    def _add(self, edit: Edit) -> None:
        """An edit cuts off what came after it."""
        kept = until(self.edits, self.position)
        self._replay.edits = (*kept, edit)
        self._replay.recording = self._cut(self._replay.recording)
        self._replay.apply(edit)
        if self.position == Position():
            self._replay.recording.begin(0, self._replay.state)

    def _cut(self, recording: Recording) -> Recording:
        at = self.position
        at_rest = at.operation == self.clock.operations
        finished = at.iteration + at_rest
        if at == Position():
            return recording.fork(-1, 0)
        return recording.fork(at.iteration, min(finished, recording.finished))

    def _restore(self, content: Content) -> None:
        """Another document comes back with its own position; with this one, the position stays."""
        self._replay = content.replay
        if content != self._content():
            self._replay.replace(content.edits, content.recording)
        self.changed.emit()

    # Keeping.

    def save(self, path: str | Path) -> None:
        """Write the session as a .bpg file, all or nothing; raises StorageError."""
        from backprop_gui.session.storage import save

        save(self._replay, Path(path))
        self.path = Path(path)


def _count(n: int) -> int:
    if n < 1 or n != int(n):
        raise InvalidValue(f"{n} iterations are asked for; a whole number from 1 on is allowed.")
    return int(n)
