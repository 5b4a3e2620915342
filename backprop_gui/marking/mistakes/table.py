"""All mistakes, in one table."""

from __future__ import annotations

from backprop_gui.marking.mistakes import activations, chain, losses, slips, sums, updates

TABLE = (
    *losses.MISTAKES,
    *sums.MISTAKES,
    *activations.MISTAKES,
    *chain.MISTAKES,
    *updates.MISTAKES,
    *slips.MISTAKES,
)
