"""Whole iterations, running, against the floor: medians of ratios, taken in turn in one run."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import backprop_gui as bg
from backprop_gui.engine.machine import quiet_arithmetic
from tests.benchmarks.floor import Run, floor

RATE, ROUNDS, SECONDS = 0.1, 101, 0.01
# Units of every layer, samples, and how many times the floor's time an iteration may take.
SIZES = [
    ((3, 2, 1), 1, 1.1),
    ((2, 4, 1), 4, 1.1),
    ((2, 8, 8, 1), 32, 1.1),
    ((64, 64, 10), 32, 1.1),
    ((784, 128, 10), 64, 1.1),
]


@pytest.mark.parametrize("optimizer", ["SGD", "Adam"])
@pytest.mark.parametrize(
    ("sizes", "samples", "budget"),
    SIZES,
    ids=["-".join(map(str, sizes)) + f" batch {samples}" for sizes, samples, _ in SIZES],
)
def test_running(
    benchmark: BenchmarkFixture,
    capsys: pytest.CaptureFixture[str],
    sizes: tuple[int, ...],
    samples: int,
    budget: float,
    optimizer: str,
) -> None:
    session, bare = both(sizes, samples, optimizer)
    with quiet_arithmetic():
        assert np.allclose(bare(20), losses(session, 20), rtol=1e-9)
    n = _enough(bare)
    benchmark.pedantic(session.step_iteration, args=(n,), rounds=1)
    ours, theirs, ratio = _in_turn(session, bare, n)
    name = "-".join(map(str, sizes))
    with capsys.disabled():
        print(
            f"\n{name:>12} batch {samples:<3} {optimizer:<4} floor {1e6 * theirs:9.2f} µs   "
            f"running {1e6 * ours:9.2f} µs   ratio {ratio:.3f} (≤ {budget})"
        )
    benchmark.extra_info |= {"ratio": ratio, "budget": budget}
    assert ratio <= budget


def both(sizes: tuple[int, ...], samples: int, optimizer: str) -> tuple[bg.Session, Run]:
    """A session and the bare loop on the same network, data and parameters."""
    numbers = np.random.default_rng(0)
    inputs = numbers.uniform(-1, 1, (samples, sizes[0]))
    targets = numbers.uniform(0, 1, (samples, sizes[-1]))
    layers = tuple(bg.Layer(units, "sigmoid") for units in sizes[1:])
    network = bg.Network(sizes[0], layers, bg.Loss("squared_error", factor=0.5))
    rule = getattr(bg, optimizer)(learning_rate=RATE)
    session = bg.Session(network, inputs, targets, optimizer=rule)
    depth = range(1, len(sizes))
    weights = [np.array(session.value(f"w[{n}]")) for n in depth]
    biases = [np.array(session.value(f"b[{n}]")) for n in depth]
    return session, floor(weights, biases, inputs, targets, RATE, optimizer)


def losses(session: bg.Session, n: int) -> np.ndarray:
    """The losses of the first n iterations."""
    session.step_iteration(n)
    return session.history("loss")


def _enough(bare: Run) -> int:
    """So many iterations that one measurement takes long enough."""
    start = perf_counter()
    bare(20)
    return max(20, int(20 * SECONDS / (perf_counter() - start)))


def _in_turn(session: bg.Session, bare: Run, n: int) -> tuple[float, float, float]:
    """Median seconds an iteration of ours and of the floor, and the median of their ratios.

    Measured alternately in short turns: what else the machine does falls on both.
    """
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = perf_counter()
        session.step_iteration(n)
        ours.append((perf_counter() - start) / n)
        with quiet_arithmetic():
            start = perf_counter()
            bare(n)
            theirs.append((perf_counter() - start) / n)
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return median(ours), median(theirs), median(ratios)
