"""fc1.weight[0,1] and its .grad: the attributes of torch.nn.Linear (PyTorch's documentation).

A weight's first index is the unit to which it leads.
"""

from __future__ import annotations

from backprop_gui.formula.notations.code import code_symbol, joined
from backprop_gui.formula.notations.kinds import Parameter, parameter
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.quantity import Quantity

_NAMES = {
    "x": "h{}",
    "s": "z{}",
    "dx": "h{}.grad",
    "delta": "z{}.grad",
    "dphi": "dh{0}_dz{0}",
    "jac": "jac{}",
    "a": "full{}",
    "da": "full{}.grad",
    "r": "dropout{}",
    "u": "rand{}",
    "y": "target",
}
_INPUT = {"x": "input", "dx": "input.grad"}
_ATTRIBUTES = {"w": "weight", "b": "bias"}


def _array(kind: str, layers: tuple[int, ...]) -> str:
    if layers == (0,) and kind in _INPUT:
        return _INPUT[kind]
    if found := parameter(kind):
        return ".".join(filter(None, _attributes(found, layers)))
    return _NAMES.get(kind, kind).format(joined(layers))


def _attributes(found: Parameter, layers: tuple[int, ...]) -> tuple[str, ...]:
    module = ("fc" if len(layers) < 2 else "skip") + joined(layers)
    gradient = "grad" if found.gradient else ""
    return module, _ATTRIBUTES[found.letter], gradient, found.state, found.mark


_symbol = code_symbol(_array, weights_turned=True)


def _text(quantity: Quantity) -> str:
    return _symbol(quantity).spelled


PYTORCH = Notation(
    "pytorch", "PyTorch's", "fc1.weight, z1.grad", _symbol, _text, weights_turned=True
)
