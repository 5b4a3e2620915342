"""A debugging session: a document, the edits made to it, and a position in its run.

Everything that a person can do in the window is a method here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from numpy.typing import ArrayLike

from backprop_gui.engine.network import Network
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session import setting
from backprop_gui.session.changing import changed
from backprop_gui.session.document import document
from backprop_gui.session.edits import Edit, until
from backprop_gui.session.inspecting import Inspecting
from backprop_gui.session.naming import one_element
from backprop_gui.session.position import Position
from backprop_gui.session.recording import Recording
from backprop_gui.session.replay import Replay
from backprop_gui.session.stepping import Stepping
from backprop_gui.session.undo import Change, Content


class Session(Stepping, Inspecting):
    """Steps through training, forwards and backwards; see the module's docstring."""

    def __init__(self, network: Network, inputs: ArrayLike, targets: ArrayLike, **settings: Any):
        """Settings are those of `document.document`; raises InvalidValue."""
        self._open(Replay(document(network, inputs, targets, **settings)))

    @classmethod
    def of(cls, replay: Replay) -> Session:
        """A session on what has been read from a file."""
        session = cls.__new__(cls)
        session._open(replay)
        return session

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
