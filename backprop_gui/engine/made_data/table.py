"""The table of made data sets. A new one is one entry, in the file of its family."""

from __future__ import annotations

import numpy as np

from backprop_gui.engine.choices import Parameter, check_whole, is_one_of
from backprop_gui.engine.made_data.clouds import CLOUDS
from backprop_gui.engine.made_data.curves import CURVES
from backprop_gui.engine.made_data.digits import DIGITS
from backprop_gui.engine.made_data.entry import Made
from backprop_gui.engine.made_data.gates import GATES
from backprop_gui.engine.samples import Samples
from backprop_gui.errors import InvalidValue, quoted

MADE: dict[str, Made] = {made.name: made for made in (*GATES, *CURVES, *CLOUDS, DIGITS)}

NOISE = Parameter("noise", 0.0, 0.0, 100.0, "a standard deviation")


def make_data(
    name: str, samples: int | None = None, noise: float | None = None, seed: int = 0
) -> Samples:
    """A made data set, such as "moons" (`MADE` has them all); None: the entry's default.

    The same arguments give the same numbers. Raises InvalidValue.
    """
    if not is_one_of(name, MADE):
        raise InvalidValue(f"There is no data set {quoted(name)}; there are {', '.join(MADE)}.")
    made = MADE[name]
    count = made.samples if samples is None else samples
    check_whole("The number of samples", count, 1)
    check_whole("The seed", seed, 0)
    if count > made.most:
        raise InvalidValue(f"{count} samples are asked for; {made.name} has up to {made.most}.")
    deviation = NOISE.checked(made.noise if noise is None else noise, made.name)
    generator = np.random.default_rng(seed)
    inputs, targets = made.draw(count, deviation, generator)
    order = np.arange(count) if made.ordered else generator.permutation(count)
    return Samples(inputs[order], targets[order], made.classes)
