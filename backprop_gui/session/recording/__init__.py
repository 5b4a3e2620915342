"""What is kept of a run in bounded memory: losses, states of some iterations, curves."""
