"""How long something takes, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def duration(seconds: float) -> str:
    """With the digits that matter to whoever waits."""
    if seconds < 90:
        return _tr("{:.0f} s").format(max(seconds, 1))
    if seconds < 90 * 60:
        return _tr("{:.0f} min").format(seconds / 60)
    return _tr("{:,.0f} h").format(seconds / 3600)


def _tr(text: str) -> str:
    return QCoreApplication.translate("durations", text)
