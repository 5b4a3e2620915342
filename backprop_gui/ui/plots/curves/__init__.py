"""Curves across iterations: their points, how they are drawn, what the mouse does."""
