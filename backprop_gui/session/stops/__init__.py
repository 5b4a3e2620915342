"""Breakpoints, conditions, watchpoints and faults: where continuing stops, forwards and back."""
