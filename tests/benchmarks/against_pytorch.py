"""How many times faster a session runs than PyTorch eager: float64, one thread, same network.

Run by hand where both are installed (`pip install torch==2.13.0`):

    python -m tests.benchmarks.against_pytorch

Both get the same batch over and over and keep every loss. PyTorch's loop is its usual one
(zero_grad, forward, loss, backward, step); the session keeps its checkpoints besides. The two take
turns, so that both meet the same machine; medians are compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

import backprop_gui as bg

TURNS = 25
SECONDS = 0.04


@dataclass(frozen=True)
class Case:
    """Units of every layer, samples of the batch, and how many times faster is wanted."""

    sizes: tuple[int, ...]
    samples: int
    budget: float

    def __str__(self) -> str:
        """As in the design."""
        return f"{'-'.join(map(str, self.sizes))} batch {self.samples}"


CASES = (
    Case((3, 2, 1), 1, 8.0),
    Case((2, 4, 1), 4, 8.0),
    Case((2, 8, 8, 1), 32, 8.0),
    Case((64, 64, 10), 32, 3.5),
    Case((784, 128, 10), 64, 1.0),
)
OPTIMIZERS = ("SGD", "Adam")


def data(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """A batch."""
    random = np.random.default_rng(0)
    shapes = (case.samples, case.sizes[0]), (case.samples, case.sizes[-1])
    return random.uniform(-1, 1, shapes[0]), random.uniform(0, 1, shapes[1])


def session(case: Case, optimizer: str) -> Callable[[int], None]:
    """Runs so many iterations of a session."""
    layers = tuple(bg.Layer(units, "sigmoid") for units in case.sizes[1:])
    network = bg.Network(case.sizes[0], layers)
    rule = getattr(bg, optimizer)(learning_rate=0.01)
    return bg.Session(network, *data(case), optimizer=rule).step_iteration


def pytorch(case: Case, optimizer: str) -> Callable[[int], None]:
    """Runs so many iterations of the same network in PyTorch."""
    pairs = zip(case.sizes, case.sizes[1:], strict=False)
    model = nn.Sequential(*(part for pair in pairs for part in (nn.Linear(*pair), nn.Sigmoid())))
    rule = getattr(torch.optim, optimizer)(model.parameters(), lr=0.01)
    x, y = map(torch.tensor, data(case))
    measure, history = nn.MSELoss(), []

    def run(iterations: int) -> None:
        for _ in range(iterations):
            rule.zero_grad()
            loss = measure(model(x), y)
            loss.backward()
            rule.step()
            history.append(loss.item())

    return run


def seconds(run: Callable[[int], None], iterations: int) -> float:
    """Per iteration."""
    start = time.perf_counter()
    run(iterations)
    return (time.perf_counter() - start) / iterations


def compare(case: Case, optimizer: str) -> tuple[float, float]:
    """Medians of the session and of PyTorch, in seconds per iteration."""
    runs = session(case, optimizer), pytorch(case, optimizer)
    counts = [max(1, round(SECONDS / seconds(run, 20))) for run in runs]
    turns = [[seconds(*pair) for pair in zip(runs, counts, strict=True)] for _ in range(TURNS)]
    ours, theirs = (statistics.median(column) for column in zip(*turns, strict=True))
    return ours, theirs


def main() -> None:
    """Print a line for every network and optimiser."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    print(f"torch {torch.__version__}, numpy {np.__version__}; µs per iteration")
    for case in CASES:
        for optimizer in OPTIMIZERS:
            ours, theirs = compare(case, optimizer)
            ratio = theirs / ours
            verdict = "ok" if ratio >= case.budget else "TOO SLOW"
            times = f"{ours * 1e6:9.1f} {theirs * 1e6:9.1f}"
            print(f"{case!s:24} {optimizer:5} {times} {ratio:6.1f} × (≥ {case.budget}) {verdict}")


if __name__ == "__main__":
    main()
