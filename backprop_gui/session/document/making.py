"""A document made of what a person or a file gives: checked, and completed by defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import signature

from numpy.typing import ArrayLike

from backprop_gui.engine.initializers import Initializer
from backprop_gui.engine.network import Network
from backprop_gui.engine.optimizers import SGD, AnyOptimizer
from backprop_gui.engine.precision import FLOAT64, Precision
from backprop_gui.engine.program import parameters
from backprop_gui.engine.schedules import AnySchedule
from backprop_gui.errors import InvalidValue, listed
from backprop_gui.session.document.checking import check_choices, check_seeds, checked
from backprop_gui.session.document.document import Document
from backprop_gui.session.document.first_values import first_values
from backprop_gui.session.document.given import Matrix, Values, matrix, part
from backprop_gui.session.document.labels import Labels, read
from backprop_gui.session.document.ties import Group, read_frozen, read_ties, share


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
    as those of skip connections must: `{"w[0,2]": …}`. `initializer_seed`, where given, draws the
    first values alone. The last `validation` samples are kept out of training; `standardize` scales
    the input features; `labels` names layers and units: `{"x[1]": "hidden", "x[0,2]": "age"}`.
    """
    check_choices(network, optimizer, schedule, precision, initializer)
    check_seeds(seed, initializer_seed)
    fixed, groups = _named(network, frozen, tied)
    drawn_from = seed if initializer_seed is None else initializer_seed
    first = _first(network, groups, weights, biases, drawn_from, initializer)
    begun = (*_data(network, inputs, targets), first, optimizer or SGD(), fixed, groups)
    use = (batch_size, shuffle, seed, schedule, clip_value, clip_norm)
    exactness = (precision or FLOAT64, validation, standardize)
    return checked(Document(network, *(begun + use + exactness), labels=_called(network, labels)))


def check_settings(settings: Iterable[str]) -> None:
    """Raises InvalidValue for a name that is no argument of `document`."""
    allowed = tuple(signature(document).parameters)
    if unknown := [name for name in settings if name not in allowed]:
        raise InvalidValue(f"There is no setting {listed(unknown)}; allowed: {', '.join(allowed)}.")


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
    return _fixed(samples), _fixed(wanted)


def _named(
    network: Network, frozen: Iterable[str], tied: Iterable[Iterable[str]]
) -> tuple[Group, tuple[Group, ...]]:
    specs = tuple(parameters(network))
    fixed = read_frozen(specs, frozen)
    return fixed, read_ties(specs, tied, fixed)


def _first(
    network: Network,
    tied: tuple[Group, ...],
    weights: Values,
    biases: Values,
    seed: int,
    initializer: Initializer | None,
) -> tuple[Matrix, ...]:
    specs = tuple(parameters(network))
    first = first_values(specs, weights, biases, seed, initializer)
    share(specs, first, tied, given=weights is not None or biases is not None)
    return tuple(map(_fixed, first))


def _called(network: Network, labels: Mapping[str, str] | None) -> Labels:
    with part("labels"):
        return read(network, labels or {})


def _fixed(array: Matrix) -> Matrix:
    array.setflags(write=False)
    return array
