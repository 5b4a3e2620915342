"""W1, b1, h1, dW1: the names in the notes and assignments of Stanford's CS231n.

A. Karpathy et al., CS231n, Neural Networks Part 3 and Case Study: arrays of NumPy, whose gradient
with respect to the loss is called d and the array's name. An input is X, a weighted sum z.
"""

from __future__ import annotations

from backprop_gui.formula.notations.code import code_symbol, joined
from backprop_gui.formula.notations.kinds import parameter
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.quantity import Quantity

_NAMES = {
    "x": "h{}",
    "s": "z{}",
    "dx": "dh{}",
    "delta": "dz{}",
    "dphi": "dh{0}_dz{0}",
    "jac": "jac{}",
    "a": "full{}",
    "da": "dfull{}",
    "r": "mask{}",
    "u": "U{}",
    "y": "targets",
    "penalty": "reg_loss",
    "lr": "learning_rate",
    "l1": "reg_l1",
    "l2": "reg",
}
_INPUT = {"x": "X", "dx": "dX"}


def _array(kind: str, layers: tuple[int, ...]) -> str:
    if layers == (0,) and kind in _INPUT:
        return _INPUT[kind]
    if found := parameter(kind):
        letter = found.letter.upper() if found.letter == "w" else found.letter
        name = ("d" if found.gradient else "") + letter + joined(layers)
        return "_".join(filter(None, (found.state, name, found.mark)))
    return _NAMES.get(kind, kind).format(joined(layers))


_symbol = code_symbol(_array, weights_turned=False)


def _text(quantity: Quantity) -> str:
    return _symbol(quantity).spelled


CS231N = Notation("cs231n", "CS231n's", "h1, z1, dz1, dW1", _symbol, _text)
