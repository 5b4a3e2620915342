"""What a session starts from: network, data, optimiser, first parameters, order of samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.choices import check_type, check_whole
from backprop_gui.engine.data import Batching, Scaling
from backprop_gui.engine.initializers import Initializer, initial
from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers import OPTIMIZERS, SGD, AnyOptimizer
from backprop_gui.engine.precision import FLOAT64, Precision
from backprop_gui.engine.program import parameters
from backprop_gui.engine.schedules import SCHEDULES, AnySchedule
from backprop_gui.engine.training import Training
from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.formula.quantity import Quantity

Matrix = NDArray[np.float64]
# Per layer, or by the arrays' names.
Values = Sequence[Any] | Mapping[str, Any] | None


class InvalidPart(InvalidValue):
    """What is wrong in one part of a document, such as `inputs`."""

    def __init__(self, problem: str, part: str) -> None:
        super().__init__(problem)
        self.part = part


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
) -> Document:
    """Check and complete what a person gave; raises InvalidValue.

    `weights[l-1][i-1][j-1]` are those of consecutive layers (None: Glorot uniform from the
    seed), `biases[l-1][j-1]` the biases (None: 0). Both may also be given by the arrays' names,
    as those of skip connections must: `{"w[0,2]": …}`. `initializer_seed` is another seed for
    the first values alone than that of samples and dropout. The last `validation` samples are kept
    out of training; `standardize` scales the input features.
    """
    check_type(network, "The network", Network)
    _check_types(optimizer, schedule, precision, initializer)
    specs = tuple(parameters(network))
    with _part("seed"):
        check_whole("The seed", seed, 0)
        if initializer_seed is not None:
            check_whole("The initialiser's seed", initializer_seed, 0)
    with _part("parameters"):
        drawn = initial(specs, seed if initializer_seed is None else initializer_seed, initializer)
        first = _first(specs, network, weights, biases, drawn)
    with _part("frozen"):
        fixed = tuple(map(Quantity.parse, frozen))
        _check_names(specs, fixed, whole=True)
    with _part("tied"):
        groups = tuple(tuple(map(Quantity.parse, group)) for group in tied)
        _check_ties(specs, groups, fixed)
        _share(specs, first, groups, given=weights is not None or biases is not None)
    with _part("inputs"):
        samples = _matrix(inputs, "inputs", network.inputs)
    with _part("targets"):
        wanted = _matrix(targets, "targets", network.sizes[-1])
        _check_rows(samples, wanted)
    with _part("batch_size"):
        if batch_size is not None:
            check_whole("The batch size", batch_size, 1)
    with _part("validation"):
        _check_validation(validation, len(samples))
    for array in (samples, wanted, *first):
        array.setflags(write=False)
    return Document(
        network,
        samples,
        wanted,
        tuple(first),
        optimizer or SGD(),
        fixed,
        groups,
        batch_size,
        shuffle,
        seed,
        schedule,
        clip_value,
        clip_norm,
        precision or FLOAT64,
        validation,
        standardize,
    )


def check_settings(settings: Iterable[str]) -> None:
    """Raises InvalidValue for a name that is no argument of `document`."""
    allowed = tuple(signature(document).parameters)
    if unknown := [name for name in settings if name not in allowed]:
        raise InvalidValue(
            f"There is no setting {', '.join(unknown)}; allowed: {', '.join(allowed)}."
        )


def _check_types(optimizer: object, schedule: object, precision: object, first: object) -> None:
    for value, what, allowed in (
        (optimizer, "The optimizer", OPTIMIZERS),
        (schedule, "The schedule", SCHEDULES),
        (precision, "The precision", (Precision,)),
        (first, "The initializer", (Initializer,)),
    ):
        if value is not None:
            check_type(value, what, *allowed)


@contextmanager
def _part(name: str) -> Iterator[None]:
    try:
        yield
    except BackpropError as problem:
        raise InvalidPart(str(problem), name) from None


def _check_validation(validation: int, samples: int) -> None:
    check_type(validation, "The number of samples for validation", int)
    if not 0 <= validation < samples:
        raise InvalidValue(
            f"{validation} samples are for validation; 0 to {samples - 1} are allowed, "
            "so that at least one is left to train on."
        )


def _check_rows(inputs: Matrix, targets: Matrix) -> None:
    if len(inputs) != len(targets):
        raise InvalidValue(
            f"There are {len(inputs)} rows of inputs and {len(targets)} of targets; "
            "each sample needs one of both."
        )


def _matrix(values: ArrayLike, what: str, columns: int) -> Matrix:
    array = numbers(values, f"The {what}")
    if array.ndim != 2 or array.shape[1] != columns or not len(array):
        raise InvalidValue(
            f"The {what} have shape {array.shape}; allowed is (samples, {columns}) "
            "with at least one sample."
        )
    return array


def numbers(values: ArrayLike, what: str) -> Matrix:
    """The values as an array of finite numbers of its own; raises InvalidValue."""
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidValue(f"{what} are not a table of numbers with equally long rows.") from None
    if not np.isfinite(array).all():
        raise InvalidValue(f"{what} hold inf or nan; only finite numbers are allowed.")
    return array


def _first(
    specs: tuple[ArraySpec, ...],
    network: Network,
    weights: Values,
    biases: Values,
    values: list[Matrix],
) -> list[Matrix]:
    given = _given(weights, "w", network.depth) | _given(biases, "b", network.depth)
    names = {spec.name for spec in specs}
    if unknown := [str(name) for name in given if name not in names]:
        raise InvalidValue(f"Numbers are given for {', '.join(unknown)}, which do not exist.")
    for place, spec in enumerate(specs):
        if spec.name in given:
            values[place] = _parameter(spec, given[spec.name])
    return values


def _given(values: Values, kind: str, depth: int) -> dict[Quantity, Any]:
    if values is None:
        return {}
    if isinstance(values, Mapping):
        return {Quantity.parse(name): value for name, value in values.items()}
    if len(values) != depth:
        what = "weights" if kind == "w" else "biases"
        raise InvalidValue(f"{len(values)} layers of {what} are given; {depth} are allowed.")
    return {Quantity(kind, (n,)): v for n, v in enumerate(values, start=1) if v is not None}


def _parameter(spec: ArraySpec, values: ArrayLike) -> Matrix:
    array = numbers(values, f"The values of {spec.name}")
    if array.shape != spec.shape:
        raise InvalidValue(f"{spec.name} has shape {array.shape}; allowed is {spec.shape}.")
    return array if spec.present is None else np.where(spec.present, array, 0.0)


def _check_names(
    specs: tuple[ArraySpec, ...], names: tuple[Quantity, ...], whole: bool = False
) -> None:
    """Every name is an element of a parameter array, or, with `whole`, such an array."""
    for name in names:
        one = any(spec.covers(name) and spec.place(name) is not None for spec in specs)
        if not one and not (whole and any(name == spec.name for spec in specs)):
            kind = "a parameter" if whole else "one element of a parameter"
            raise InvalidValue(f"{name} is not {kind} of this network.")


def _check_ties(
    specs: tuple[ArraySpec, ...],
    groups: tuple[tuple[Quantity, ...], ...],
    frozen: tuple[Quantity, ...],
) -> None:
    names = [name for group in groups for name in group]
    _check_names(specs, tuple(names))
    if len(set(names)) < len(names):
        raise InvalidValue("A parameter stands in two ties; it may stand in one.")
    for group in groups:
        free = [name for name in group if not is_among(name, frozen)]
        if len(group) < 2:
            raise InvalidValue(f"A tie names {len(group)} parameters; at least 2 are allowed.")
        if free and len(free) < len(group):
            raise InvalidValue(
                f"{', '.join(map(str, group))} are tied, but {', '.join(map(str, free))} is not "
                "frozen with the rest; freeze all of them or none."
            )


def is_among(name: Quantity, frozen: tuple[Quantity, ...]) -> bool:
    """Whether a weight or bias stands among these parameters and whole arrays of them."""
    array = Quantity(name.kind, name.indices[: 1 if name.kind == "b" else -2])
    return name in frozen or array in frozen


def _share(
    specs: tuple[ArraySpec, ...],
    values: list[Matrix],
    groups: tuple[tuple[Quantity, ...], ...],
    given: bool,
) -> None:
    """Tied parameters start with one value: that of the first."""
    for group in groups:
        places = [
            (values[n], spec.place(name))
            for name in group
            for n, spec in enumerate(specs)
            if spec.covers(name)
        ]
        numbers = [float(array[place]) for array, place in places if place is not None]
        if given and len(set(numbers)) > 1:
            names = ", ".join(map(str, group))
            raise InvalidValue(f"{names} are tied but have different values {numbers}.")
        for array, place in places:
            if place is not None:
                array[place] = numbers[0]
