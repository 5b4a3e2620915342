"""Other names that textbooks and students use for the quantities of a network.

M. Nielsen, Neural Networks and Deep Learning, 2015, chapter 2 (z, a, C); R. Rojas, Neural
Networks, 1996, chapter 7 (net, o, E); A. Ng's courses (J).
"""

from __future__ import annotations

import re

_KINDS = {
    "n": "s",
    "z": "s",
    "net": "s",
    "sum": "s",
    "o": "x",
    "a": "x",
    "out": "x",
    "output": "x",
    "h": "x",
    "ŷ": "x",
    "yhat": "x",
    "y_hat": "x",
    "e": "loss",
    "c": "loss",
    "j": "loss",
    "l": "loss",
    "cost": "loss",
    "error": "loss",
    "δ": "delta",
    "t": "y",
    "target": "y",
    "η": "lr",
    "eta": "lr",
    "learning_rate": "lr",
    "dz": "delta",
    "da": "dx",
    "dout": "dx",
    "dnet": "delta",
    "theta": "b",
    "θ": "b",
    "w'": "w_new",
    "w+": "w_new",
    "b'": "b_new",
    "b+": "b_new",
}
_NAME = re.compile(r"\s*([^\[\]\s]+)\s*(\[[^\]]*\])?\s*")
_GRADIENT = re.compile(r"[d∂]\s*(?:loss|[ECJL])\s*/\s*[d∂]\s*(.+)")
_GRADIENTS = {"w": "dw", "b": "db", "x": "dx", "s": "delta"}


def usual(name: str, outputs: int) -> str:
    """The name that this package uses; the same text where it is no other name.

    `outputs` is the number of the output layer: ŷ[j] is x[L,j].
    """
    if whole := _GRADIENT.fullmatch(name.strip()):
        inner = usual(whole[1], outputs)
        kind, _, rest = inner.partition("[")
        if kind in _GRADIENTS:
            return f"{_GRADIENTS[kind]}[{rest}"
    found = _NAME.fullmatch(name)
    if found is None or found[1].lower() not in _KINDS:
        return name.strip()
    kind, indices = _KINDS[found[1].lower()], found[2] or ""
    if kind in ("loss", "lr"):
        return kind
    if found[1].lower() in ("ŷ", "yhat", "y_hat"):
        indices = f"[{outputs},{indices.strip('[] ') or 1}]"
    return kind + indices
