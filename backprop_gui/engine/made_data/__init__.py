"""Data to try a network on: made from a formula and a seed, and one bundled real set."""
