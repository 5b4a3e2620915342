"""Asks what the columns of a table are, and shows what is wrong in which line."""
