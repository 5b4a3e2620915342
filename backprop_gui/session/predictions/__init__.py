"""The network as a function, outside the run: predictions, surfaces, classes."""
