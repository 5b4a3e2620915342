"""The floor: a bare straight-line NumPy loop that computes the same named quantities.

Logistic units, squared error with factor ½, summed over outputs, mean over the batch; s, x, loss,
dx, φ′, δ, ∂W, ∂b, and W_new, b_new apart from W, b, which they then replace; for Adam m, v, their
new values and corrections, m̂ and v̂ as well. Everything is allocated before, constants too; the
code is written out without loops over layers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Run = Callable[[int], Array]
# Of Adam: m, v, their new values, the corrected ones.
_STATES = ("m", "v", "mn", "vn", "mh", "vh")


def floor(
    weights: list[Array],
    biases: list[Array],
    inputs: Array,
    targets: Array,
    rate: float,
    optimizer: str = "SGD",
) -> Run:
    """A function that trains for n iterations and gives back their losses."""
    samples, depth = len(inputs), len(weights)
    names: dict[str, Any] = {
        "dot": np.dot, "add": np.add, "subtract": np.subtract, "multiply": np.multiply,
        "negative": np.negative, "exp": np.exp, "divide": np.divide, "square": np.square,
        "total": np.add.reduce, "copyto": np.copyto, "empty": np.empty,
        "x0": inputs, "y": targets, "one": np.array(1.0), "rate": np.array(rate),
        "share": np.array(1 / samples), "loss": np.array(0.0),
        "mean": np.full(targets.size, 0.5 / samples),
        "power": np.power, "sqrt": np.sqrt, "t": np.array(1.0), "eps": np.array(1e-8),
        "beta1": np.array(0.9), "rest1": np.array(1 - 0.9), "mc": np.array(0.0),
        "beta2": np.array(0.999), "rest2": np.array(1 - 0.999), "vc": np.array(0.0),
    }  # fmt: skip
    for l, (w, b) in enumerate(zip(weights, biases, strict=True), start=1):
        names |= {f"w{l}": w.copy(), f"b{l}": b.copy(), f"w{l}T": None}
        for name in ("s", "x", "dx", "dphi", "delta", "t"):
            names[f"{name}{l}"] = np.empty((samples, len(b)))
        names |= {f"{n}{l}": np.empty_like(w) for n in ("dw", "wn", "tw")}
        names |= {f"{n}{l}": np.empty_like(b) for n in ("db", "bn", "tb")}
        for p, parameter in (("w", w), ("b", b)):
            names |= {f"{n}{p}{l}": np.zeros_like(parameter) for n in _STATES}
        names[f"w{l}T"], names[f"x{l - 1}T"] = names[f"w{l}"].T, names[f"x{l - 1}"].T
    names["terms"] = names[f"t{depth}"].reshape(-1)
    exec(_source(depth, list(names), optimizer), names)
    run: Run = names["run"]
    return run


def _source(depth: int, names: list[str], optimizer: str) -> str:
    lines = [line for l in range(1, depth + 1) for line in _forward(l)]
    lines += [
        f"subtract(x{depth}, y, dx{depth})",
        f"square(dx{depth}, t{depth})",
        "dot(terms, mean, loss)",
        f"multiply(dx{depth}, share, dx{depth})",
    ]
    lines += [line for l in range(depth, 0, -1) for line in _backward(l)]
    before, update, after = _OPTIMIZERS[optimizer]
    pairs = [(p, l) for l in range(1, depth + 1) for p in ("w", "b")]
    lines += [*before, *(line for pair in pairs for line in update(*pair)), *after]
    body = "\n        ".join([*lines, "losses[k] = loss"])
    head = f"def run(n, {', '.join(f'{name}={name}' for name in names)}):"
    return (
        f"{head}\n    losses = empty(n)\n    for k in range(n):\n        {body}\n    return losses"
    )


def _forward(l: int) -> tuple[str, ...]:
    return (
        f"dot(x{l - 1}, w{l}, s{l})",
        f"add(s{l}, b{l}, s{l})",
        f"negative(s{l}, x{l})",
        f"exp(x{l}, x{l})",
        f"add(x{l}, one, x{l})",
        f"divide(one, x{l}, x{l})",
    )


def _backward(l: int) -> tuple[str, ...]:
    passed = (f"dot(delta{l}, w{l}T, dx{l - 1})",) if l > 1 else ()
    return (
        f"subtract(one, x{l}, dphi{l})",
        f"multiply(x{l}, dphi{l}, dphi{l})",
        f"multiply(dx{l}, dphi{l}, delta{l})",
        f"dot(x{l - 1}T, delta{l}, dw{l})",
        f"total(delta{l}, 0, None, db{l})",
        *passed,
    )


def _sgd(p: str, l: int) -> tuple[str, ...]:
    return (
        f"multiply(rate, d{p}{l}, t{p}{l})",
        f"subtract({p}{l}, t{p}{l}, {p}n{l})",
        f"copyto({p}{l}, {p}n{l})",
    )


def _adam(p: str, l: int) -> tuple[str, ...]:
    n = f"{p}{l}"
    return (
        f"multiply(beta1, m{n}, mn{n})",
        f"multiply(rest1, d{n}, t{n})",
        f"add(mn{n}, t{n}, mn{n})",
        f"multiply(beta2, v{n}, vn{n})",
        f"square(d{n}, t{n})",
        f"multiply(rest2, t{n}, t{n})",
        f"add(vn{n}, t{n}, vn{n})",
        f"divide(mn{n}, mc, mh{n})",
        f"divide(vn{n}, vc, vh{n})",
        f"sqrt(vh{n}, t{n})",
        f"add(t{n}, eps, t{n})",
        f"multiply(rate, mh{n}, {p}n{l})",
        f"divide({p}n{l}, t{n}, {p}n{l})",
        f"subtract({n}, {p}n{l}, {p}n{l})",
        f"copyto({n}, {p}n{l})",
        f"copyto(m{n}, mn{n})",
        f"copyto(v{n}, vn{n})",
    )


_CORRECTIONS = (
    "power(beta1, t, mc)",
    "subtract(one, mc, mc)",
    "power(beta2, t, vc)",
    "subtract(one, vc, vc)",
)
# Lines before, for each parameter, and after.
_OPTIMIZERS = {"SGD": ((), _sgd, ()), "Adam": (_CORRECTIONS, _adam, ("add(t, one, t)",))}
