"""Jumps to random positions of long runs, with checkpoints of 64 MiB at most."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import backprop_gui as bg
from tests.benchmarks.test_iteration import both

JUMPS, WHOLE = 1_000, 1_000_000
# Units of every layer, samples, iterations run, and what the 99th percentile may be. Where fewer
# than a million are run, the budget of bytes is smaller by as much: the same jumps in less time.
SIZES = [
    ((3, 2, 1), 1, WHOLE, 1e-3),
    ((2, 8, 8, 1), 32, WHOLE, 1e-3),
    ((64, 64, 10), 32, WHOLE // 4, 50e-3),
]


@pytest.mark.parametrize(
    ("sizes", "samples", "iterations", "budget"),
    SIZES,
    ids=["-".join(map(str, sizes)) for sizes, *_ in SIZES],
)
def test_jumps(
    benchmark: BenchmarkFixture,
    capsys: pytest.CaptureFixture[str],
    sizes: tuple[int, ...],
    samples: int,
    iterations: int,
    budget: float,
) -> None:
    session, _ = both(sizes, samples, "SGD")
    session.checkpoint_budget = 2**26 * iterations // WHOLE
    benchmark.pedantic(session.step_iteration, args=(iterations,), rounds=1)
    median, most = np.percentile(_jumps(session, iterations), (50, 99))
    name = "-".join(map(str, sizes))
    with capsys.disabled():
        print(
            f"\n{name:>12} {iterations:>9,} iterations in {session.checkpoint_budget / 2**20:.0f} "
            f"MiB: jumps {1e3 * median:.3f} ms, 99 % within {1e3 * most:.3f} ms "
            f"(≤ {1e3 * budget:.0f})"
        )
    benchmark.extra_info |= {"99th percentile": most, "budget": budget}
    assert most <= budget


def _jumps(session: bg.Session, iterations: int) -> list[float]:
    random, seconds = np.random.default_rng(0), []
    for iteration in random.integers(0, iterations, JUMPS):
        operation = int(random.integers(1, session.clock.operations))
        start = perf_counter()
        session.seek(bg.Position(int(iteration), operation, 0))
        seconds.append(perf_counter() - start)
    return seconds
