"""One optimiser a file, in PyTorch's conventions; each is a list of rules."""

from __future__ import annotations

from backprop_gui.engine.optimizers.adadelta import Adadelta
from backprop_gui.engine.optimizers.adagrad import Adagrad
from backprop_gui.engine.optimizers.adam import Adam, AdamW
from backprop_gui.engine.optimizers.nadam import NAdam
from backprop_gui.engine.optimizers.rmsprop import RMSprop
from backprop_gui.engine.optimizers.sgd import SGD

__all__ = [
    "OPTIMIZERS",
    "SGD",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "AnyOptimizer",
    "NAdam",
    "RMSprop",
]

AnyOptimizer = SGD | Adagrad | RMSprop | Adadelta | Adam | AdamW | NAdam

# For menus and tests: every optimiser there is.
OPTIMIZERS: tuple[type[AnyOptimizer], ...] = (
    SGD,
    Adagrad,
    RMSprop,
    Adadelta,
    Adam,
    AdamW,
    NAdam,
)
