"""The functions, optimisers and schedules that the package's names mean in PyTorch.

`make_reference` says where the conventions differ.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import torch
from torch import Tensor
from torch.nn import functional
from torch.optim import lr_scheduler
from torch.utils.data import DataLoader, TensorDataset

from tests.pytorch.configuration import Choice, Configuration, Numbers

Watch = Callable[[Tensor, Tensor, str], None]

ACTIVATIONS: dict[str, Callable[..., Tensor]] = {
    "identity": lambda s: s,
    "relu": functional.relu,
    "leaky_relu": lambda s, slope=0.01: functional.leaky_relu(s, slope),
    "elu": functional.elu,
    "selu": functional.selu,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": lambda s: functional.relu6(s + 3) / 6,
    "tanh": torch.tanh,
    "softplus": lambda s: functional.softplus(s, threshold=40),
    "softsign": functional.softsign,
    "gelu": functional.gelu,
    "gelu_tanh": lambda s: functional.gelu(s, approximate="tanh"),
    "silu": functional.silu,
    "step": lambda s: functional.relu(torch.sign(s)),
    "softmax": lambda s: functional.softmax(s, dim=1),
}


def _hinge(x: Tensor, y: Tensor, reduction: str) -> Tensor:
    return functional.margin_ranking_loss(x, torch.zeros_like(x), y, margin=1, reduction=reduction)


def _divergence(x: Tensor, y: Tensor, reduction: str) -> Tensor:
    terms = functional.kl_div(torch.log(x), y, reduction="none")
    return terms if reduction == "none" else getattr(terms, reduction)()


ELEMENTWISE: dict[str, Callable[..., Tensor]] = {
    "squared_error": functional.mse_loss,
    "absolute_error": functional.l1_loss,
    "huber": functional.huber_loss,
    "binary_cross_entropy": functional.binary_cross_entropy,
    "binary_cross_entropy_with_logits": functional.binary_cross_entropy_with_logits,
    "hinge": _hinge,
    "kl_divergence": _divergence,
}


def _classes(x: Tensor, y: Tensor) -> Tensor:
    """Σ over the outputs of −y ln x, by sample."""
    if bool(((y == 1).sum(1) == 1).all() and (y.sum(1) == 1).all()):
        return functional.nll_loss(torch.log(x), y.argmax(1), reduction="none")
    return -torch.xlogy(y, x).sum(1)


def _fused_classes(x: Tensor, y: Tensor) -> Tensor:
    return functional.cross_entropy(x, y, reduction="none")


BY_SAMPLE = {
    "categorical_cross_entropy": _classes,
    "categorical_cross_entropy_with_logits": _fused_classes,
}


def data_loss(chosen: Choice, x: Tensor, y: Tensor) -> Tensor:
    """The loss of a batch, without penalty."""
    settings = dict(chosen.settings)
    outputs, batch = settings.pop("over_outputs"), settings.pop("over_batch")
    factor = settings.pop("factor")
    clip, delta = settings.get("clip"), settings.get("delta")
    if clip:
        x = torch.clamp(x, clip, 1 - clip)
    reduce = {"sum": torch.sum, "mean": torch.mean}
    if chosen.name in BY_SAMPLE:
        by_sample = BY_SAMPLE[chosen.name](x, y)
        return factor * reduce[batch](by_sample / (x.shape[1] if outputs == "mean" else 1))
    own = {"delta": delta} if delta else {}
    if outputs == batch:
        return factor * ELEMENTWISE[chosen.name](x, y, reduction=batch, **own)
    terms = ELEMENTWISE[chosen.name](x, y, reduction="none", **own)
    return factor * reduce[batch](reduce[outputs](terms, dim=1))


def loss(
    chosen: Configuration, parameters: dict[str, Tensor], x: Tensor, y: Tensor, watch: Watch
) -> Tensor:
    """The loss of a batch, with its penalty."""
    found = data_loss(chosen.loss, forward(chosen, parameters, x, watch), y)
    weights = [w for name, w in parameters.items() if name[0] == "w"]
    if l1 := chosen.loss.settings.get("l1"):
        found = found + l1 * sum(w.abs().sum() for w in weights)
    if l2 := chosen.loss.settings.get("l2"):
        found = found + l2 / 2 * sum(w.square().sum() for w in weights)
    return found


def forward(
    chosen: Configuration, parameters: dict[str, Tensor], x: Tensor, watch: Watch
) -> Tensor:
    """The output of the last layer; `watch` is shown s, x and activation of every layer."""
    masks = {name: torch.tensor(mask, dtype=x.dtype) for name, mask in chosen.masks.items()}
    outputs = [x]
    for n, layer in enumerate(chosen.layers, start=1):
        weights = parameters[f"w[{n}]"] * masks.get(f"w[{n}]", 1)
        s = functional.linear(outputs[-1], weights.T, parameters.get(f"b[{n}]"))
        if chosen.skip and chosen.skip[1] == n:
            source = chosen.skip[0]
            s = s + functional.linear(outputs[source], parameters[f"w[{source},{n}]"].T)
        outputs.append(ACTIVATIONS[layer.activation.name](s, **layer.activation.settings))
        watch(s, outputs[-1], layer.activation.name)
    return outputs[-1]


def optimizer(chosen: Choice, parameters: list[Tensor]) -> torch.optim.Optimizer:
    """PyTorch's optimiser of the same name; `lr` is `learning_rate`."""
    names = {"learning_rate": "lr"}
    settings = {names.get(name, name): value for name, value in chosen.settings.items()}
    return getattr(torch.optim, chosen.name)(parameters, **settings)


def schedule(
    chosen: Choice | None, stepped: torch.optim.Optimizer
) -> lr_scheduler.LRScheduler | None:
    """PyTorch's schedule that is meant."""
    if chosen is None:
        return None
    p = chosen.settings
    match chosen.name:
        case "StepDecay":
            return lr_scheduler.StepLR(stepped, p["every"], p["factor"])
        case "ExponentialDecay":
            return lr_scheduler.ExponentialLR(stepped, p["factor"])
        case "CosineDecay":
            return lr_scheduler.CosineAnnealingLR(stepped, p["period"], p["minimum"])
        case "WarmUp":
            n = p["iterations"]
            return lr_scheduler.LinearLR(stepped, 1 / n, 1.0, n - 1)
    raise ValueError(chosen.name)


def batches(chosen: Configuration, numbers: Numbers) -> Iterator[tuple[Tensor, Tensor]]:
    """The batches of epoch after epoch, in the given order."""
    samples = TensorDataset(torch.tensor(numbers["x[0]"]), torch.tensor(numbers["y"]))
    epoch = DataLoader(samples, batch_size=chosen.batch_size)
    return itertools.chain.from_iterable(itertools.repeat(epoch))


def clip(chosen: Configuration, parameters: list[Tensor]) -> None:
    """Clip the gradients as chosen."""
    if chosen.clip_value is not None:
        torch.nn.utils.clip_grad_value_(parameters, chosen.clip_value)
    if chosen.clip_norm is not None:
        torch.nn.utils.clip_grad_norm_(parameters, chosen.clip_norm)
