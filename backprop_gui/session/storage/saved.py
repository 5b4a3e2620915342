"""What stands in a session's file, and how a run is put into it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import numpy as np
from msgspec.structs import replace

from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers import AnyOptimizer
from backprop_gui.engine.precision import Precision
from backprop_gui.engine.schedules import AnySchedule
from backprop_gui.session.document import remembered
from backprop_gui.session.document.labels import written
from backprop_gui.session.layout.moves import Move, Moves
from backprop_gui.session.positions.position import LAST_ITERATION, Position
from backprop_gui.session.run.answers import USUAL_TOLERANCE, Handwork, WrittenAnswer
from backprop_gui.session.run.branches import MAIN, Branches, Parting, Run
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.session.stops.kept import Stops

FORMAT = "backprop_gui session"
# Its states hold no hyperparameters but the learning rate: the run is computed again.
WITHOUT_HYPERPARAMETERS = 1
VERSION = 2
VERSIONS = (WITHOUT_HYPERPARAMETERS, VERSION)
LITTLE_ENDIAN = np.dtype("<f8")


Count = Annotated[int, msgspec.Meta(ge=0, le=LAST_ITERATION)]
Place = tuple[Count, Count, Count]


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what stands in a file."""


class SavedEdit(_Record, frozen=True, forbid_unknown_fields=True):
    """An edit; `position` is (iteration, operation, element)."""

    position: Place
    quantity: str
    value: float
    row: int | None = None


class SavedNote(_Record, frozen=True, forbid_unknown_fields=True):
    """A remark at (iteration, operation, element)."""

    position: Place
    text: str


class SavedParting(_Record, frozen=True, forbid_unknown_fields=True):
    """A branch's name and number, and where it parted from which other one."""

    name: str = MAIN
    number: Count = 0
    origin: str | None = None
    position: Place | None = None


class SavedSession(_Record, frozen=True, forbid_unknown_fields=True):
    """A .bpg file. Bytes are little-endian float64 in base64, so that every bit is kept.

    `state` are the parameters at the start of the position's iteration. The document is the one
    in force at last, from iteration `begins` on; `earlier` are those before it with their edits
    alone, the oldest first. Branches and earlier documents have no inputs and targets where these
    are those of the current branch.
    """

    format: str
    version: int
    network: Network
    inputs: list[list[float]]
    targets: list[list[float]]
    parameters: dict[str, Any]
    optimizer: AnyOptimizer
    frozen: list[str] = []
    tied: list[list[str]] = []
    batch_size: int | None = None
    shuffle: bool = False
    seed: int = 0
    schedule: AnySchedule | None = None
    clip_value: float | None = None
    clip_norm: float | None = None
    precision: Precision = Precision()
    validation: int = 0
    standardize: bool = False
    begins: Count = 0
    earlier: list[SavedSession] = []
    edits: list[SavedEdit] = []
    position: Place = (0, 0, 0)
    state: bytes = b""
    losses: bytes = b""
    loss_parts: bytes = b""
    notes: list[SavedNote] = []
    branch: SavedParting = SavedParting()
    branches: list[SavedSession] = []
    breakpoints: list[AnyBreakpoint] = []
    watches: list[str] = []
    answers: list[WrittenAnswer] = []
    labels: dict[str, str] = {}
    remembered: dict[str, bytes] = {}
    tolerance: float = USUAL_TOLERANCE
    moves: list[Move] = []


def saved_session(
    run: Run, replay: Replay, branches: Branches, stops: Stops, handwork: Handwork, moves: Moves
) -> SavedSession:
    """A session; `replay` shows its current branch, `run`, at its position."""
    here = _saved(run, replay)
    others = [_slim(_saved(run, run.opened()), here) for run in branches.others]
    return replace(
        _slim(here, here),
        branches=others,
        breakpoints=list(stops.breakpoints),
        watches=list(stops.watches),
        answers=list(handwork.written),
        tolerance=handwork.tolerance,
        moves=list(moves),
    )


def _slim(saved: SavedSession, current: SavedSession) -> SavedSession:
    """Without the data that the current branch has, too; the same for its earlier documents."""
    same = (saved.inputs, saved.targets) == (current.inputs, current.targets)
    data: dict[str, Any] = {"inputs": [], "targets": []} if same and saved is not current else {}
    return replace(saved, earlier=[_slim(stage, current) for stage in saved.earlier], **data)


def _saved(run: Run, replay: Replay) -> SavedSession:
    *earlier, last = map(_stage, run.stages.parts)
    return replace(
        last,
        earlier=earlier,
        position=_triple(replay.position),
        state=_bytes(_start_state(replay)),
        losses=_bytes(run.stages.last.recording.losses),
        loss_parts=_loss_parts(run.stages),
        notes=[SavedNote(_triple(note.position), note.text) for note in run.notes],
        branch=_parting(run.parting),
    )


def _loss_parts(stages: Stages) -> bytes:
    """Nothing where no loss has a penalty."""
    penalised = any(document.network.loss.penalised for document in stages.documents)
    return _bytes(stages.last.recording.loss_parts.ravel()) if penalised else b""


def _parting(parting: Parting) -> SavedParting:
    at = _triple(parting.position) if parting.position else None
    return SavedParting(parting.name, parting.number, parting.origin, at)


def _stage(stage: Stage) -> SavedSession:
    document = stage.document
    names = (str(spec.name) for spec in stage.program.parameters)
    return SavedSession(
        FORMAT,
        VERSION,
        document.network,
        document.inputs.tolist(),
        document.targets.tolist(),
        dict(zip(names, (values.tolist() for values in document.first), strict=True)),
        document.optimizer,
        [str(name) for name in document.frozen],
        [[str(name) for name in group] for group in document.tied],
        document.batch_size,
        document.shuffle,
        document.seed,
        document.schedule,
        document.clip_value,
        document.clip_norm,
        document.precision,
        document.validation,
        document.standardize,
        document.begins,
        edits=[
            SavedEdit(_triple(e.position), str(e.quantity), e.value, e.row) for e in stage.edits
        ],
        labels=written(document.labels),
        remembered=remembered.written(document.remembered),
    )


def _start_state(replay: Replay) -> Any:
    """The parameters at the start of this iteration, before its edits."""
    iteration = replay.position.iteration
    if iteration == replay.clock.begins:
        return np.empty(0)
    found = replay.recording.nearest(iteration)
    if found and found[0] == iteration:
        return found[1]
    if not any(edit.position.iteration == iteration for edit in replay.edits):
        return replay.state
    start = replay.clock.spelled(iteration, 0)
    after = replay.used_up_to(replay.clock.into(start))
    return after.state


def _bytes(values: Any) -> bytes:
    return bytes(values.astype(LITTLE_ENDIAN).tobytes())


def _triple(position: Position) -> tuple[int, int, int]:
    return position.iteration, position.operation, position.element
