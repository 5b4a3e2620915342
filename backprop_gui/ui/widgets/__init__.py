"""Widgets and layouts for any panel or dialog."""
