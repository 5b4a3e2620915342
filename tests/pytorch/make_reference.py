"""Writes reference.npz: what PyTorch computes for random configurations, in float64.

Run by hand, from the repository's root, in an environment of its own:

    pip install torch==2.13.0 numpy msgspec
    python -m tests.pytorch.make_reference

Activations, losses, gradients, clipping, optimisers and schedules are PyTorch's own. Where the
package's conventions differ from PyTorch's, what is handed to PyTorch is converted here:

- A loss is factor · (sum or mean over the batch) of (sum or mean over the outputs); PyTorch has
  one reduction for both, and its cross_entropy never averages over the outputs. Where the two
  are not alike, the reduction is "none" and the sums are PyTorch's sum and mean.
- Cross-entropy on probabilities: PyTorch has none with targets that are no classes; xlogy stands
  for it (nll_loss on log x where every target is a class).
- PyTorch cuts the logarithms of binary_cross_entropy at −100 and bounds x(1 − x) in its
  derivative by 10⁻¹²; the package shows inf and nan instead. The drawn outputs stay away from
  there.
- `clip` of a loss is torch.clamp on the probabilities.
- The Kullback–Leibler divergence takes probabilities; kl_div takes their logarithms, and its own
  mean is about to change its meaning: torch.mean stands for it.
- Hinge: margin_ranking_loss against 0 with margin 1. At x·y = 1 PyTorch's derivative is −y, the
  package's 0; no configuration comes there with φ′ ≠ 0.
- softplus: PyTorch returns s above a threshold of 20 (off by up to 2·10⁻⁹); the threshold is
  put where the two agree to the last bit.
- hard_sigmoid: hardsigmoid's derivative is the float32 nearest to 1/6 (off by 5·10⁻⁹);
  relu6(s + 3) / 6 is the same function in float64.
- NAdam keeps its product of momenta in PyTorch's default type; it is set to float64.
- step: heaviside has no derivative in PyTorch; relu(sign(s)) is the same function, with
  derivative 0 everywhere. The derivative at other kinks is PyTorch's; `at_kink` has no
  counterpart there.
- The penalty is l1 · Σ|w| + l2/2 · Σw² over weights, not biases; PyTorch has none.
- Weights are (units before, units) here, transposed in torch.nn.Linear.
- A removed edge is a weight multiplied by 0.
- WarmUp(n) is LinearLR from 1/n to 1 in n − 1 steps.
- The gradients that are kept are those before clipping and weight decay.

A configuration is drawn again where a number is not finite, or moves by more than 10⁻¹¹ relative
when PyTorch's own intermediate results are moved in their last bits: where a gradient cancels to
nearly 0, as φ′ = 1 − x² at a saturated output, and where an optimiser divides by such a gradient,
a number is made out of rounding errors. So the rest can be compared without an absolute floor.
"""

from __future__ import annotations

import itertools

import numpy as np
import torch
from torch import Tensor

from tests.pytorch import drawing
from tests.pytorch.configuration import FILE, ITERATIONS, Configuration, Numbers, new, write
from tests.pytorch.in_pytorch import batches, clip, loss, optimizer, schedule

CONFIGURATIONS = 315
SEED = 2026
TRIALS = 4


class Exact:
    """Moves nothing."""

    def watch(self, s: Tensor, x: Tensor, activation: str) -> None:
        """Nothing to do in the backward phase."""

    def stepped(self, parameter: Tensor, before: Tensor) -> None:
        """Nothing to do after the update."""


class Rounding(Exact):
    """Moves gradients and parameters in their last bits; what is exactly 0 stays 0."""

    def __init__(self, seed: int) -> None:
        self.random = torch.Generator().manual_seed(seed)

    def watch(self, s: Tensor, x: Tensor, activation: str) -> None:
        """∂L/∂s is a product or sum of terms as large as ∂L/∂x."""
        if not s.requires_grad or (activation == "softmax" and s.shape[1] == 1):
            return
        size = torch.zeros_like(x)

        def at_x(gradient: Tensor) -> None:
            size.copy_(gradient.abs())
            if activation == "softmax":
                size.copy_(size.amax(1, keepdim=True).expand_as(size))

        def at_s(gradient: Tensor) -> Tensor:
            zero = (gradient == 0) & (activation != "softmax")
            return gradient + self.bits(size + gradient.abs()) * ~zero

        x.register_hook(at_x)
        s.register_hook(at_s)

    def stepped(self, parameter: Tensor, before: Tensor) -> None:
        """A new parameter is a difference of terms as large as the old one."""
        size = torch.maximum(parameter.abs(), before.abs()) * (parameter != 0)
        parameter.add_(self.bits(size))

    def bits(self, size: Tensor) -> Tensor:
        """A few last bits of numbers of a size."""
        return 4e-16 * size * torch.randn(size.shape, generator=self.random)


def train(chosen: Configuration, numbers: Numbers, moving: Exact) -> Numbers:
    """Loss, gradients and new parameters of every iteration, by the names of `layout`."""
    parameters = {
        name: torch.tensor(numbers[name], requires_grad=True) for name in chosen.parameters
    }
    stepped = optimizer(chosen.optimizer, list(parameters.values()))
    rate = schedule(chosen.schedule, stepped)
    found: dict[str, np.ndarray] = {}
    for n, (x, y) in enumerate(itertools.islice(batches(chosen, numbers), ITERATIONS), start=1):
        stepped.zero_grad()
        value = loss(chosen, parameters, x, y, moving.watch)
        value.backward()
        found[f"{n} loss"] = value.detach().numpy().copy()
        before = {name: p.detach().clone() for name, p in parameters.items()}
        for name, p in parameters.items():
            found[f"{n} d{name}"] = p.grad.numpy().copy()
        clip(chosen, list(parameters.values()))
        stepped.step()
        if rate:
            rate.step()
        for name, p in parameters.items():
            moving.stepped(p.detach(), before[name])
            found[f"{n} {new(name)}"] = p.detach().numpy().copy()
    return found


def well_conditioned(chosen: Configuration, numbers: Numbers, found: Numbers) -> bool:
    """See the module."""
    if not all(np.isfinite(array).all() for array in found.values()):
        return False
    for trial in range(TRIALS):
        other = train(chosen, numbers, Rounding(trial))
        if any(np.any(abs(found[n] - other[n]) > 1e-11 * abs(found[n])) for n in found):
            return False
    return True


def main() -> None:
    """Draw, compute, write, and tell how many were drawn again."""
    torch.set_default_dtype(torch.float64)
    random, cases, again = np.random.default_rng(SEED), [], 0
    while len(cases) < CONFIGURATIONS:
        chosen = drawing.configuration(len(cases), random)
        numbers = drawing.numbers(chosen, random)
        found = train(chosen, numbers, Exact())
        if well_conditioned(chosen, numbers, found):
            cases.append((chosen, {**numbers, **found}))
        else:
            again += 1
    write(cases)
    size = f"{FILE.stat().st_size / 1e6:.2f} MB"
    print(f"{len(cases)} configurations ({again} drawn again), {size}, torch {torch.__version__}")


if __name__ == "__main__":
    main()
