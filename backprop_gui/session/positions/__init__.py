"""Where one stands in a run, and which position a step leads to."""
