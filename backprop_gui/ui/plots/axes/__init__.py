"""Axes of all drawings, and the area that they stand around."""
