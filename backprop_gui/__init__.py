"""A debugger for backpropagation: a library first; the window is its largest user."""

from __future__ import annotations

from backprop_gui.engine.activations import Activation
from backprop_gui.engine.losses import Loss
from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.engine.optimizers.sgd import SGD
from backprop_gui.errors import BackpropError, InvalidValue, NotComputed
from backprop_gui.formula.numerals import NumberFormat
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.session.examples import Example, examples, open_example, open_session
from backprop_gui.session.position import Position
from backprop_gui.session.session import Session
from backprop_gui.session.storage import StorageError

__version__ = "0.1.0"

__all__ = [
    "SGD",
    "Activation",
    "BackpropError",
    "Connection",
    "Example",
    "InvalidValue",
    "Layer",
    "Loss",
    "Network",
    "NotComputed",
    "NumberFormat",
    "Position",
    "Quantity",
    "Session",
    "StorageError",
    "UnknownName",
    "examples",
    "open_example",
    "open_session",
]
