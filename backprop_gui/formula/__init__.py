"""Formulas as values: trees that print, evaluate, vectorise and can be rewritten."""
