"""Runs, branches and stops made again from what stands in a file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from backprop_gui.engine.program import Program, parameters
from backprop_gui.errors import BackpropError, InvalidValue, listed, quoted
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document import remembered
from backprop_gui.session.document.document import Document
from backprop_gui.session.document.given import InvalidPart
from backprop_gui.session.document.making import document
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.layout.moves import checked as checked_moves
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading import setting
from backprop_gui.session.reading.naming import find
from backprop_gui.session.recording.checkpoints import Budget
from backprop_gui.session.recording.recording import PARTS
from backprop_gui.session.run.answers import USUAL_TOLERANCE, Handwork
from backprop_gui.session.run.branches import MOST_BRANCHES, Branches, Parting, Run, check_name
from backprop_gui.session.run.edits import MOST_EDITS, Edit, Edits
from backprop_gui.session.run.notes import Note, check_count
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import MOST_STAGES, Stage, Stages
from backprop_gui.session.stops.kept import Stops
from backprop_gui.session.stops.making import check_reading
from backprop_gui.session.storage.saved import (
    LITTLE_ENDIAN,
    WITHOUT_HYPERPARAMETERS,
    SavedEdit,
    SavedParting,
    SavedSession,
)


def opened(saved: SavedSession) -> tuple[Run, Branches, Stops, Handwork, Moves]:
    """The current branch, the others, breakpoints and watches, answers, what has been moved.

    Raises InvalidValue.
    """
    if len(saved.branches) >= MOST_BRANCHES:
        raise InvalidValue(
            f"$.branches holds {len(saved.branches):,} beside the current one; "
            f"{MOST_BRANCHES - 1} are allowed."
        )
    documents = _Documents(saved)
    here = _run(saved, documents)
    others = []
    for number, branch in enumerate(saved.branches):
        with _at(f"$.branches[{number}]"):
            others.append(_run(branch, documents))
    if any(branch.branches for branch in saved.branches):
        raise InvalidValue("$.branches must have no branches of their own.")
    _check_partings([run.parting for run in (here, *others)])
    with _at("$.answers"):
        handwork = Handwork(tuple(saved.answers))
    with _at("$.tolerance"):
        handwork = replace(handwork, tolerance=saved.tolerance)
    with _at("$.moves"):
        moves = checked_moves(saved.moves)
    return here, Branches(here.parting, tuple(others)), _stops(saved), handwork, moves


def _check_partings(partings: list[Parting]) -> None:
    """Names and numbers differ; each parted from an earlier one, or from one that is deleted."""
    numbers = {parting.name: parting.number for parting in partings}
    if len(numbers) < len(partings) or len(set(numbers.values())) < len(partings):
        raise InvalidValue("$.branches must have different names and different numbers.")
    for parting in partings:
        if numbers.get(parting.origin or "", -1) >= parting.number:
            raise InvalidValue(
                f"The branch {quoted(parting.name)} has parted from {quoted(parting.origin)}; only "
                "one with a smaller number is allowed - at `$.branch` or `$.branches`."
            )


class _Documents:
    """A replay of each document in a file; where several branches have the same, it is one."""

    def __init__(self, current: SavedSession) -> None:
        self._current, self._budget = current, Budget()
        self._known: dict[bytes, Replay] = {}

    def of(self, saved: SavedSession) -> Replay:
        """A replay; without data, it has that of the current branch. Raises InvalidValue."""
        key = msgspec.json.encode(_document_of(saved))
        if key not in self._known:
            if not saved.inputs:
                saved = replace(saved, inputs=self._current.inputs, targets=self._current.targets)
            self._known[key] = Replay(_document(saved), budget=self._budget)
        return self._known[key]


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


def _document_of(saved: SavedSession) -> SavedSession:
    """What is the same in all branches of one document."""
    run: dict[str, Any] = {"edits": [], "position": (0, 0, 0), "state": b"", "losses": b""}
    run |= {"loss_parts": b"", "breakpoints": [], "watches": [], "earlier": []}
    run |= {"answers": [], "tolerance": USUAL_TOLERANCE, "moves": []}
    return replace(saved, **run, notes=[], branch=SavedParting(), branches=[])


def _run(saved: SavedSession, documents: _Documents) -> Run:
    stages = _stages(saved, documents)
    timeline = stages.timeline(stages.last.replay)
    with _at("$.position"):
        position = timeline.checked(Position(*saved.position))
    _keep_state(saved, stages, position)
    with _at("$.notes"):
        check_count(saved.notes)
        notes = tuple(
            Note(timeline.checked(Position(*note.position)), note.text) for note in saved.notes
        )
    with _at("$.branch"):
        parting = _parting(saved.branch)
    return Run(parting, stages, notes, position)


def _parting(saved: SavedParting) -> Parting:
    """Its position is one of another document: it may not exist in this one."""
    position = Position(*saved.position) if saved.position else None
    check_name(saved.name)
    if saved.origin is not None:
        check_name(saved.origin)
    return Parting(saved.name, saved.number, saved.origin, position)


def _document(saved: SavedSession) -> Document:
    names = {str(spec.name) for spec in parameters(saved.network)}
    if names != set(saved.parameters):
        raise InvalidValue(
            f"$.parameters holds {listed(sorted(saved.parameters)) or 'nothing'}; "
            f"this network has exactly {listed(sorted(names))}."
        )
    given = {kind: {n: v for n, v in saved.parameters.items() if n[0] == kind} for kind in "wb"}
    try:
        opened = document(
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
            labels=saved.labels,
        )
    except InvalidPart as problem:
        raise InvalidValue(f"{problem} - at `$.{problem.part}`") from None
    with _at("$.remembered"):
        program = Program(opened.network, opened.training, opened.batching.count(0))
        kept = remembered.read(program, saved.remembered) if saved.remembered else ()
    return dataclasses.replace(opened, begins=saved.begins, remembered=kept)


@contextmanager
def _at(place: str) -> Iterator[None]:
    try:
        yield
    except BackpropError as problem:
        raise InvalidValue(f"{problem} - at `{place}`") from None


def _stages(saved: SavedSession, documents: _Documents) -> Stages:
    losses, parts = _losses(saved), list[Stage]()
    for number, (one, end) in enumerate(_spans(saved)):
        with nullcontext() if one is saved else _at(f"$.earlier[{number}]"):
            replay = documents.of(one)
            recording = replay.recording.following(parts[-1].recording if parts else None)
            recording.take(losses[:, one.begins : end].astype(replay.state.dtype))
            parts.append(Stage(replay, _edits(replay, one.edits, end), recording))
    return Stages(tuple(parts))


def _losses(saved: SavedSession) -> Any:
    """The losses, below them their parts where there are any, (1 or 1 + PARTS, iterations)."""
    losses = _numbers(saved.losses, "$.losses")
    parts = _numbers(saved.loss_parts, "$.loss_parts")
    if len(parts) not in (0, PARTS * len(losses)):
        raise InvalidValue(
            f"$.loss_parts holds {len(parts)} numbers; {PARTS * len(losses)} belong there or none."
        )
    rows = parts.reshape(PARTS, -1) if len(parts) else np.empty((0, len(losses)))
    return np.vstack([losses, rows])


def _spans(saved: SavedSession) -> Iterator[tuple[SavedSession, int | None]]:
    """Each document with the iteration in which the next one begins."""
    begins = [one.begins for one in (*saved.earlier, saved)]
    if len(begins) > MOST_STAGES:
        raise InvalidValue(
            f"$.earlier holds {len(saved.earlier):,} documents; {MOST_STAGES - 1} are allowed."
        )
    if begins[0] or any(a >= b for a, b in pairwise(begins)):
        raise InvalidValue(
            f"The documents begin in iterations {listed(begins)}; allowed are 0 and "
            "then larger ones, in `$.earlier` and last `$.begins`."
        )
    for one in saved.earlier:
        if replace(_document_of(one), edits=one.edits) != one:
            raise InvalidValue("$.earlier must hold documents with their edits and nothing else.")
    yield from zip((*saved.earlier, saved), (*begins[1:], None), strict=True)


def _keep_state(saved: SavedSession, stages: Stages, position: Position) -> None:
    """The state at the start of the position's iteration saves computing it again."""
    stage, least = stages.at(position.iteration), max(position.iteration, saved.begins)
    if (count := len(_numbers(saved.losses, "$.losses"))) < least:
        raise InvalidValue(
            f"$.losses holds {count} numbers; up to position {position} there are at least {least}."
        )
    state, width = _numbers(saved.state, "$.state"), len(stage.replay.state)
    if saved.version == WITHOUT_HYPERPARAMETERS:
        return
    if len(state) != (width if position.iteration > stage.begins else 0):
        raise InvalidValue(
            f"$.state holds {len(state)} numbers; {width} belong there, none in "
            f"iteration {stage.begins}."
        )
    if len(state):
        stage.recording.keep(position.iteration, state)


def _edits(replay: Replay, saved: list[SavedEdit], end: int | None) -> Edits:
    """Those of a document; the next one begins in iteration `end`."""
    edits: list[Edit] = []
    if len(saved) > MOST_EDITS:
        raise InvalidValue(f"$.edits holds {len(saved):,} edits; {MOST_EDITS:,} are allowed.")
    for number, edit in enumerate(saved):
        with _at(f"$.edits[{number}]"):
            edits.append(_edit(replay, edit))
            if end is not None and edits[-1].position.iteration >= end:
                raise InvalidValue(f"From iteration {end} on another document is in force.")
            if edits[-1].position < edits[-2:][0].position:
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
    if len(raw) % LITTLE_ENDIAN.itemsize:
        raise InvalidValue(f"{where} is not a whole number of float64 values.")
    return np.frombuffer(raw, LITTLE_ENDIAN).astype(np.float64)
