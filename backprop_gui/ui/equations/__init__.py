"""Typeset equations: asked for, typeset in a thread of their own, laid out and painted."""
