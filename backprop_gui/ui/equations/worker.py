"""Typesets equations in a thread of its own, so that held keys never wait for them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from backprop_gui.ui.collector import collect_in_this_thread

# Seconds. Typst sets a new explanation in one to three milliseconds: waiting that little spares
# the eye a flash of plain text at every step; a slower one arrives later. The first is slower:
# Typst reads its fonts, and the window is not painted yet.
PATIENCE = 0.008


@dataclass(frozen=True)
class Job:
    """Equations to set; plain values, so that the thread shares nothing with the window."""

    sources: tuple[str, ...]
    size_pt: float
    colour: str
    width_pt: float

    def run(self) -> Sequence[bytes]:
        """The SVG of each source; empty for a bad one."""
        from backprop_gui.report.typesetting import equations_svg

        return equations_svg(
            self.sources, size_pt=self.size_pt, colour=self.colour, width_pt=self.width_pt
        )


class EquationWorker(QObject):
    """Runs one job at a time and, of those asked for meanwhile, the newest only.

    `done` brings the job and its drawings (list of bytes), never those of a superseded job.
    """

    done = Signal(object, object)
    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        collect_in_this_thread()
        self._threads = ThreadPoolExecutor(1, "equations")
        self._patience = 0.0
        self._running: tuple[Job, Future[Sequence[bytes]]] | None = None
        self._newest: Job | None = None
        self._finished.connect(self._next, Qt.ConnectionType.QueuedConnection)

    def request(self, job: Job) -> None:
        """Set `job`; `done` is sent before this returns if it is quick, else later."""
        self._newest = job
        if self._running is None:
            self._start(job)

    def _start(self, job: Job) -> None:
        future = self._threads.submit(job.run)
        self._running = (job, future)
        if wait_for([future], self._patience).done:
            self._next(future)
        else:
            future.add_done_callback(self._finished.emit)

    def _next(self, future: Future[Sequence[bytes]]) -> None:
        if self._running is None or self._running[1] is not future:
            return
        job, self._running, self._patience = self._running[0], None, PATIENCE
        if job == self._newest:
            self.done.emit(job, future.result())
        elif self._newest is not None:
            self._start(self._newest)
