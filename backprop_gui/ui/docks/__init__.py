"""The panels around the canvas: where they stand, what is seen of them, presenting."""
