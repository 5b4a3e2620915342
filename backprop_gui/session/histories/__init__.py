"""Quantities across iterations."""
