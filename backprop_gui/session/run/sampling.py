"""Where the samples of the data set come in the run."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.engine.choices import check_whole
from backprop_gui.errors import InvalidValue
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.replay import Replay


@dataclass(frozen=True)
class BatchPlace:
    """The position after an iteration's first element, and a sample's place in its batch."""

    position: Position
    place: int


def next_batch_with(replay: Replay, number: int) -> BatchPlace:
    """The next batch, from this iteration on, that has a sample; raises InvalidValue."""
    batching = replay.document.batching
    check_whole("The number of a sample", number, 1)
    if number > batching.samples:
        raise InvalidValue(
            f"Sample {number} is in no batch; those to train on go from 1 to {batching.samples}."
        )
    iteration = batching.next_with(number - 1, replay.position.iteration)
    start = replay.clock.spelled(iteration, 0)
    place = batching.rows(iteration).tolist().index(number - 1) + 1
    return BatchPlace(replay.clock.into(start), place)
