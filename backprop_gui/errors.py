"""Errors for persons: each message says what was wrong, where, and what is allowed."""

from __future__ import annotations


class BackpropError(Exception):
    """The base of every error that this package raises on purpose."""


class NotComputed(BackpropError):
    """A quantity that this iteration has not computed yet has no value."""


class InvalidValue(BackpropError, ValueError):
    """A number, name or setting that is not allowed where it was given."""
