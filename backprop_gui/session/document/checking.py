"""Whether what a person gave makes a document: kinds of choices, seeds, the use of samples."""

from __future__ import annotations

from backprop_gui.engine.choices import check_type, check_whole
from backprop_gui.engine.initializers import Initializer
from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers import OPTIMIZERS
from backprop_gui.engine.precision import Precision
from backprop_gui.engine.schedules import SCHEDULES
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.document.document import Document
from backprop_gui.session.document.given import part

MOST_SEED = 2**64 - 1
MOST_OUTPUTS = 100_000_000
"""Inputs and outputs of units in a batch: each of some ten kinds of arrays has as many."""


def check_choices(
    network: object, optimizer: object, schedule: object, precision: object, initializer: object
) -> None:
    """Raises InvalidValue for what is none of the choices there are."""
    check_type(network, "The network", Network)
    for value, what, allowed in (
        (optimizer, "The optimizer", OPTIMIZERS),
        (schedule, "The schedule", SCHEDULES),
        (precision, "The precision", (Precision,)),
        (initializer, "The initializer", (Initializer,)),
    ):
        if value is not None:
            check_type(value, what, *allowed)


def check_seeds(seed: int, initializer_seed: int | None) -> None:
    """Raises InvalidPart for a seed that NumPy's generators don't take."""
    with part("seed"):
        _check_seed("The seed", seed)
        if initializer_seed is not None:
            _check_seed("The initialiser's seed", initializer_seed)


def _check_seed(what: str, seed: int) -> None:
    check_whole(what, seed, 0)
    if seed > MOST_SEED:
        raise InvalidValue(f"{what} is {quoted(seed)}; 0 to {MOST_SEED} is allowed.")


def checked(made: Document) -> Document:
    """The document itself; raises InvalidPart where its samples can't be used as was said."""
    samples, validation = len(made.inputs), made.validation
    with part("validation"):
        check_type(validation, "The number of samples for validation", int)
        if not 0 <= validation < samples:
            raise InvalidValue(
                f"{quoted(validation)} samples are for validation; 0 to {samples - 1} are "
                "allowed, so that at least one is left to train on."
            )
    with part("batch_size"):
        if made.batch_size is not None:
            check_whole("The batch size", made.batch_size, 1)
        _check_room(made)
    with part("clip_norm" if made.clip_norm is not None else "clip_value"):
        _ = made.training
    return made


def _check_room(made: Document) -> None:
    """Memory is taken for all that a batch computes."""
    batch = made.batching.count(0)
    count = batch * sum(made.network.sizes)
    if count > MOST_OUTPUTS:
        raise InvalidValue(
            f"A batch of {batch:,} samples has {count:,} inputs and outputs of units; "
            f"{MOST_OUTPUTS:,} are allowed: make the batches smaller."
        )
