"""What a session starts from: network, data, optimiser, first parameters, order of samples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from inspect import signature

from numpy.typing import ArrayLike

from backprop_gui.engine.choices import check_type, check_whole
from backprop_gui.engine.data import Batching, Scaling
from backprop_gui.engine.initializers import Initializer
from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers import OPTIMIZERS, SGD, AnyOptimizer
from backprop_gui.engine.precision import FLOAT64, Precision
from backprop_gui.engine.program import parameters
from backprop_gui.engine.schedules import SCHEDULES, AnySchedule
from backprop_gui.engine.training import Training
from backprop_gui.errors import InvalidValue, listed, quoted
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.first_values import first_values
from backprop_gui.session.document.given import Matrix, Values, matrix, part
from backprop_gui.session.document.labels import Labels, read
from backprop_gui.session.document.ties import read_frozen, read_ties, share

MOST_SEED = 2**64 - 1
MOST_OUTPUTS = 100_000_000
"""Inputs and outputs of units in a batch: each of some ten kinds of arrays has as many."""


@dataclass(frozen=True, eq=False)
class Document:
    """Everything that a run is a function of, beside the edits.

    `inputs` has shape (samples, inputs), `targets` (samples, outputs); `first` are the first
    values of the parameter arrays in the order of `parameters(network)`. Read-only arrays.
    `begins` is the iteration that starts from them.
    """

    network: Network
    inputs: Matrix
    targets: Matrix
    first: tuple[Matrix, ...]
    optimizer: AnyOptimizer
    frozen: tuple[Quantity, ...] = ()
    tied: tuple[tuple[Quantity, ...], ...] = ()
    batch_size: int | None = None
    shuffle: bool = False
    seed: int = 0
    schedule: AnySchedule | None = None
    clip_value: float | None = None
    clip_norm: float | None = None
    precision: Precision = FLOAT64
    validation: int = 0
    standardize: bool = False
    begins: int = 0
    labels: Labels = ()

    @cached_property
    def batching(self) -> Batching:
        """Which samples make up the batch of an iteration; those for validation never do."""
        samples = len(self.inputs) - self.validation
        return Batching(samples, self.batch_size, self.shuffle, self.seed)

    @cached_property
    def scaling(self) -> Scaling | None:
        """How inputs are standardised, by the training samples; None where they are not."""
        training = self.inputs[: len(self.inputs) - self.validation]
        return Scaling.of(training) if self.standardize else None

    @cached_property
    def training(self) -> Training:
        """How the parameters change."""
        return Training(
            self.optimizer,
            self.frozen,
            self.tied,
            self.schedule,
            self.clip_value,
            self.clip_norm,
            self.precision,
        )


def computes_the_same(one: Document, other: Document) -> bool:
    """Whether they are the same document, but for what layers and units are called."""
    names = (field.name for field in fields(one) if field.name != "labels")
    return all(getattr(one, name) is getattr(other, name) for name in names)


def document(
    network: Network,
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    optimizer: AnyOptimizer | None = None,
    weights: Values = None,
    biases: Values = None,
    frozen: tuple[str, ...] | list[str] = (),
    tied: tuple[list[str], ...] | list[list[str]] = (),
    batch_size: int | None = None,
    shuffle: bool = False,
    seed: int = 0,
    schedule: AnySchedule | None = None,
    clip_value: float | None = None,
    clip_norm: float | None = None,
    precision: Precision | None = None,
    initializer: Initializer | None = None,
    initializer_seed: int | None = None,
    validation: int = 0,
    standardize: bool = False,
    labels: Mapping[str, str] | None = None,
) -> Document:
    """Check and complete what a person gave; raises InvalidValue.

    `weights[l-1][i-1][j-1]` are those of consecutive layers (None: Glorot uniform from the
    seed), `biases[l-1][j-1]` the biases (None: 0). Both may also be given by the arrays' names,
    as those of skip connections must: `{"w[0,2]": …}`. `initializer_seed` is another seed for
    the first values alone than that of samples and dropout. The last `validation` samples are kept
    out of training; `standardize` scales the input features. `labels` names layers and units:
    `{"x[1]": "hidden", "x[0,2]": "age"}`.
    """
    check_type(network, "The network", Network)
    _check_types(optimizer, schedule, precision, initializer)
    _check_seeds(seed, initializer_seed)
    specs = tuple(parameters(network))
    fixed = read_frozen(specs, frozen)
    groups = read_ties(specs, tied, fixed)
    drawn_from = seed if initializer_seed is None else initializer_seed
    first = first_values(specs, weights, biases, drawn_from, initializer)
    share(specs, first, groups, given=weights is not None or biases is not None)
    samples, wanted = _data(network, inputs, targets)
    with part("labels"):
        called = read(network, labels or {})
    for array in (samples, wanted, *first):
        array.setflags(write=False)
    named = (optimizer or SGD(), fixed, groups)
    use = (batch_size, shuffle, seed, schedule, clip_value, clip_norm)
    exactness = (precision or FLOAT64, validation, standardize)
    made = Document(network, samples, wanted, first, *(named + use + exactness), labels=called)
    _check_use(made)
    return made


def check_settings(settings: Iterable[str]) -> None:
    """Raises InvalidValue for a name that is no argument of `document`."""
    allowed = tuple(signature(document).parameters)
    if unknown := [name for name in settings if name not in allowed]:
        raise InvalidValue(f"There is no setting {listed(unknown)}; allowed: {', '.join(allowed)}.")


def _check_types(optimizer: object, schedule: object, precision: object, first: object) -> None:
    for value, what, allowed in (
        (optimizer, "The optimizer", OPTIMIZERS),
        (schedule, "The schedule", SCHEDULES),
        (precision, "The precision", (Precision,)),
        (first, "The initializer", (Initializer,)),
    ):
        if value is not None:
            check_type(value, what, *allowed)


def _check_seeds(seed: int, initializer_seed: int | None) -> None:
    with part("seed"):
        _check_seed("The seed", seed)
        if initializer_seed is not None:
            _check_seed("The initialiser's seed", initializer_seed)


def _check_seed(what: str, seed: int) -> None:
    check_whole(what, seed, 0)
    if seed > MOST_SEED:
        raise InvalidValue(f"{what} is {quoted(seed)}; 0 to {MOST_SEED} is allowed.")


def _data(network: Network, inputs: ArrayLike, targets: ArrayLike) -> tuple[Matrix, Matrix]:
    with part("inputs"):
        samples = matrix(inputs, "inputs", network.inputs)
    with part("targets"):
        wanted = matrix(targets, "targets", network.sizes[-1])
        if len(samples) != len(wanted):
            raise InvalidValue(
                f"There are {len(samples)} rows of inputs and {len(wanted)} of targets; "
                "each sample needs one of both."
            )
    return samples, wanted


def _check_use(made: Document) -> None:
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


def _check_room(made: Document) -> None:
    """Memory is taken for all that a batch computes."""
    batch = made.batching.count(0)
    count = batch * sum(made.network.sizes)
    if count > MOST_OUTPUTS:
        raise InvalidValue(
            f"A batch of {batch:,} samples has {count:,} inputs and outputs of units; "
            f"{MOST_OUTPUTS:,} are allowed: make the batches smaller."
        )
