"""Runs in slices of the event loop: how fast, how far, and what is drawn meanwhile."""
