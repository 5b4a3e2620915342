"""Sessions as files: JSON, versioned, strictly read, written all or nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers import AnyOptimizer
from backprop_gui.engine.precision import Precision
from backprop_gui.engine.program import parameters
from backprop_gui.engine.schedules import AnySchedule
from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session import setting
from backprop_gui.session.answers import WrittenAnswer, WrittenAnswers, checked
from backprop_gui.session.branches import MAIN, Branches, Parting, Run, check_name
from backprop_gui.session.checkpoints import Budget
from backprop_gui.session.document import Document, InvalidPart, document
from backprop_gui.session.edits import Edit, Edits
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.naming import find
from backprop_gui.session.notes import Note
from backprop_gui.session.position import Position
from backprop_gui.session.replay import Replay
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.session.stops.kept import Stops
from backprop_gui.session.stops.making import check_reading
from backprop_gui.session.whole_file import write_whole

FORMAT = "backprop_gui session"
VERSION = 2
# Its states hold no hyperparameters but the learning rate: the run is computed again.
_WITHOUT_HYPERPARAMETERS = 1
SUFFIX = ".bpg"
_LITTLE_ENDIAN = np.dtype("<f8")


class StorageError(BackpropError):
    """A file that cannot be read or written; the message names the file and the place in it."""


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what stands in a file."""


class SavedEdit(_Record, frozen=True, forbid_unknown_fields=True):
    """An edit; `position` is (iteration, operation, element)."""

    position: tuple[int, int, int]
    quantity: str
    value: float
    row: int | None = None


class SavedNote(_Record, frozen=True, forbid_unknown_fields=True):
    """A remark at (iteration, operation, element)."""

    position: tuple[int, int, int]
    text: str


class SavedParting(_Record, frozen=True, forbid_unknown_fields=True):
    """A branch's name and number, and where it parted from which other one."""

    name: str = MAIN
    number: int = 0
    origin: str | None = None
    position: tuple[int, int, int] | None = None


class SavedSession(_Record, frozen=True, forbid_unknown_fields=True):
    """A .bpg file. Bytes are little-endian float64 in base64, so that every bit is kept.

    `state` are the parameters at the start of the position's iteration. The other branches have
    no inputs and targets where they have those of the current one.
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
    edits: list[SavedEdit] = []
    position: tuple[int, int, int] = (0, 0, 0)
    state: bytes = b""
    losses: bytes = b""
    notes: list[SavedNote] = []
    branch: SavedParting = SavedParting()
    branches: list[SavedSession] = []
    breakpoints: list[AnyBreakpoint] = []
    watches: list[str] = []
    answers: list[WrittenAnswer] = []


def save(run: Run, branches: Branches, stops: Stops, answers: WrittenAnswers, path: Path) -> None:
    """Write a session; the old file stays whole until the new one is. Raises StorageError."""
    if path.suffix.lower() != SUFFIX:
        raise StorageError(f"{path} cannot be written: a session's name ends with {SUFFIX}.")
    here = _saved(run)
    others = [_slim(_saved(_apart(other)), here) for other in branches.others]
    saved = replace(
        here,
        branches=others,
        breakpoints=list(stops.breakpoints),
        watches=list(stops.watches),
        answers=list(answers),
    )
    content = msgspec.json.format(msgspec.json.encode(saved), indent=1)
    try:
        write_whole(path, content)
    except OSError as problem:
        raise StorageError(f"{path} cannot be written: {problem.strerror}.") from None


def load(path: Path) -> tuple[Run, Branches, Stops, WrittenAnswers]:
    """Read a session, all its branches; raises StorageError with the path inside the file."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise StorageError(f"{path} cannot be read: {problem.strerror}.") from None
    try:
        return _opened(_decoded(content))
    except (msgspec.DecodeError, BackpropError) as problem:
        raise StorageError(f"{path.name} is not a session that can be opened: {problem}") from None


def _decoded(content: bytes) -> SavedSession:
    head = msgspec.json.decode(content)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise InvalidValue(f"$.format must be {FORMAT!r}.")
    if head.get("version") not in (_WITHOUT_HYPERPARAMETERS, VERSION):
        raise InvalidValue(
            f"$.version is {head.get('version')!r}; this program reads versions up to {VERSION}."
        )
    return msgspec.json.decode(content, type=SavedSession)


def _opened(saved: SavedSession) -> tuple[Run, Branches, Stops, WrittenAnswers]:
    here = _run(saved, _document(saved), Budget())
    others, documents = [], [(_document_of(saved), here.replay.document)]
    for number, branch in enumerate(saved.branches):
        with _at(f"$.branches[{number}]"):
            whole = branch if branch.inputs else _with_data(branch, saved)
            plain = _document_of(whole)
            known = [opened for of, opened in documents if of == plain]
            opened = known[0] if known else _document(whole)
            documents.append((plain, opened))
            others.append(_run(whole, opened, here.recording.budget))
    names = [run.parting.name for run in (here, *others)]
    if len(set(names)) < len(names) or any(branch.branches for branch in saved.branches):
        raise InvalidValue("$.branches must have different names and no branches of their own.")
    with _at("$.answers"):
        answers = checked(tuple(saved.answers))
    return here, Branches(here.parting, tuple(others)), _stops(saved), answers


def _stops(saved: SavedSession) -> Stops:
    """Those that name nothing in this network are kept; ones that cannot be read are refused."""
    stops = Stops()
    for number, one in enumerate(saved.breakpoints):
        with _at(f"$.breakpoints[{number}]"):
            check_reading(one)
            stops = stops.with_breakpoint(one)
    for number, text in enumerate(saved.watches):
        with _at(f"$.watches[{number}]"):
            parse(text)
            stops = stops.with_watch(text)
    return stops


def _slim(saved: SavedSession, current: SavedSession) -> SavedSession:
    same = (saved.inputs, saved.targets) == (current.inputs, current.targets)
    return replace(saved, inputs=[], targets=[]) if same else saved


def _with_data(saved: SavedSession, current: SavedSession) -> SavedSession:
    return replace(saved, inputs=current.inputs, targets=current.targets)


def _document_of(saved: SavedSession) -> SavedSession:
    """What is the same in all branches of one document."""
    run = {"edits": [], "position": (0, 0, 0), "state": b"", "losses": b""}
    run |= {"breakpoints": [], "watches": [], "answers": []}
    return replace(saved, **run, notes=[], branch=SavedParting(), branches=[])


def _apart(run: Run) -> Run:
    """The run on a replay of its own, at the position where it was left."""
    replay = run.opened()
    replay.seek(run.position)
    return dataclasses.replace(run, replay=replay)


def _run(saved: SavedSession, opened: Document, budget: Budget) -> Run:
    replay = _at_position(opened, saved, budget)
    with _at("$.notes"):
        notes = tuple(
            Note(replay.clock.checked(Position(*note.position)), note.text) for note in saved.notes
        )
    with _at("$.branch"):
        parting = _parting(saved.branch)
    return Run(parting, replay, replay.edits, replay.recording, notes, replay.position)


def _parting(saved: SavedParting) -> Parting:
    """A position of another document may not exist in this one: only its sign is looked at."""
    position = Position(*saved.position) if saved.position else None
    check_name(saved.name)
    if saved.number < 0 or min(saved.position or (0,)) < 0:
        raise InvalidValue("A branch has numbers from 0 on.")
    return Parting(saved.name, saved.number, saved.origin, position)


def _document(saved: SavedSession) -> Document:
    names = {str(spec.name) for spec in parameters(saved.network)}
    if names != set(saved.parameters):
        raise InvalidValue(
            f"$.parameters holds {_listed(saved.parameters)}; "
            f"this network has exactly {_listed(names)}."
        )
    given = {kind: {n: v for n, v in saved.parameters.items() if n[0] == kind} for kind in "wb"}
    try:
        return document(
            saved.network,
            saved.inputs,
            saved.targets,
            optimizer=saved.optimizer,
            weights=given["w"],
            biases=given["b"],
            frozen=saved.frozen,
            tied=saved.tied,
            batch_size=saved.batch_size,
            shuffle=saved.shuffle,
            seed=saved.seed,
            schedule=saved.schedule,
            clip_value=saved.clip_value,
            clip_norm=saved.clip_norm,
            precision=saved.precision,
            validation=saved.validation,
            standardize=saved.standardize,
        )
    except InvalidPart as problem:
        raise InvalidValue(f"{problem} - at `$.{problem.part}`") from None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


@contextmanager
def _at(place: str) -> Iterator[None]:
    try:
        yield
    except BackpropError as problem:
        raise InvalidValue(f"{problem} - at `{place}`") from None


def _at_position(opened: Document, saved: SavedSession, budget: Budget) -> Replay:
    replay = Replay(opened, budget=budget)
    with _at("$.position"):
        position = replay.clock.checked(Position(*saved.position))
    recording = replay.recording.fork(-1, 0)
    recording.losses = _numbers(saved.losses, "$.losses").astype(replay.state.dtype)
    if recording.finished < position.iteration:
        raise InvalidValue(
            f"$.losses holds {recording.finished} numbers; up to position {position} there are "
            f"at least {position.iteration}."
        )
    state = _numbers(saved.state, "$.state")
    if saved.version == _WITHOUT_HYPERPARAMETERS:
        state = np.empty(0)
    elif len(state) != (len(replay.state) if position.iteration else 0):
        raise InvalidValue(
            f"$.state holds {len(state)} numbers; {len(replay.state)} belong there, none in "
            "iteration 0."
        )
    if len(state):
        recording.keep(position.iteration, state)
    replay = Replay(opened, _edits(replay, saved.edits), recording)
    replay.seek(position)
    return replay


def _edits(replay: Replay, saved: list[SavedEdit]) -> Edits:
    edits: list[Edit] = []
    for number, edit in enumerate(saved):
        with _at(f"$.edits[{number}]"):
            replay.edits = tuple(edits)
            edits.append(_edit(replay, edit))
            if edits[-1].position < max(edits, key=lambda e: e.position).position:
                raise InvalidValue("The edits must stand in the order of their positions.")
    return tuple(edits)


def _edit(replay: Replay, saved: SavedEdit) -> Edit:
    """The edit; `replay` is put at its position, without numbers, to ask what may be set there."""
    replay.position = position = replay.clock.checked(Position(*saved.position))
    quantity, rows = Quantity.parse(saved.quantity), len(replay.document.inputs)
    setting.edit(replay, find(replay.machine.program, quantity), saved.value)
    if (saved.row is not None) != (quantity.kind in ("x", "y")):
        raise InvalidValue(f"An input or target has a row, and nothing else has: {quantity}.")
    if saved.row is not None and not 0 <= saved.row < rows:
        raise InvalidValue(f"The row is {saved.row}; samples go from 0 to {rows - 1}.")
    return Edit(position, quantity, saved.value, saved.row)


def _numbers(raw: bytes, where: str) -> Any:
    if len(raw) % _LITTLE_ENDIAN.itemsize:
        raise InvalidValue(f"{where} is not a whole number of float64 values.")
    return np.frombuffer(raw, _LITTLE_ENDIAN).astype(np.float64)


def _saved(run: Run) -> SavedSession:
    replay, parting = run.replay, run.parting
    opened, at = replay.document, replay.position
    names = (str(spec.name) for spec in replay.program(0).parameters)
    return SavedSession(
        FORMAT,
        VERSION,
        opened.network,
        opened.inputs.tolist(),
        opened.targets.tolist(),
        dict(zip(names, (values.tolist() for values in opened.first), strict=True)),
        opened.optimizer,
        [str(name) for name in opened.frozen],
        [[str(name) for name in group] for group in opened.tied],
        opened.batch_size,
        opened.shuffle,
        opened.seed,
        opened.schedule,
        opened.clip_value,
        opened.clip_norm,
        opened.precision,
        opened.validation,
        opened.standardize,
        [SavedEdit(_triple(e.position), str(e.quantity), e.value, e.row) for e in replay.edits],
        _triple(at),
        _start_state(replay).astype(_LITTLE_ENDIAN).tobytes(),
        replay.recording.losses.astype(_LITTLE_ENDIAN).tobytes(),
        [SavedNote(_triple(note.position), note.text) for note in run.notes],
        SavedParting(
            parting.name,
            parting.number,
            parting.origin,
            _triple(parting.position) if parting.position else None,
        ),
    )


def _start_state(replay: Replay) -> Any:
    """The parameters at the start of this iteration, before its edits."""
    iteration = replay.position.iteration
    if not iteration:
        return np.empty(0)
    found = replay.recording.nearest(iteration)
    if found and found[0] == iteration:
        return found[1]
    if not any(edit.position.iteration == iteration for edit in replay.edits):
        return replay.state
    start = replay.clock.spelled(iteration, 0)
    after = replay.used_up_to(replay.clock.into(start))
    return after.state


def _triple(position: Position) -> tuple[int, int, int]:
    return position.iteration, position.operation, position.element
