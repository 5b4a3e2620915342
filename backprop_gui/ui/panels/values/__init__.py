"""Quantities as tables: all of the iteration, and those of what is selected."""
