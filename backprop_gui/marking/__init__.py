"""Checks numbers that were worked out by hand; finds the mistake that gives a wrong one."""
