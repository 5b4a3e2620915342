"""Other data in words, and what they change about the network."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backprop_gui.engine.samples import Samples
from backprop_gui.session.changes.data_set import size_change
from backprop_gui.session.session import Session

_MOST_CLASSES, _LONGEST = 8, 24


def summary(session: Session, samples: Samples, remark: str = "") -> str:
    """How many samples, inputs and outputs; the classes; how the network's sizes change."""
    inputs, outputs = samples.sizes
    counts = (
        _counted(len(samples), "sample"),
        _counted(inputs, "input"),
        _counted(outputs, "output") + _classes(samples),
    )
    return " · ".join(filter(None, (*counts, remark))) + "\n" + _change(session, samples)


def _classes(samples: Samples) -> str:
    if not samples.classes or samples.classes == tuple(map(str, range(len(samples.classes)))):
        return ""
    shown = [_middle(name) for name in samples.classes[:_MOST_CLASSES]]
    more = ", …" if len(samples.classes) > len(shown) else ""
    if samples.sizes[1] > 1:
        return _tr(", one for each class: {}").format(", ".join(shown) + more)
    numbered = ", ".join(f"{n} = {name}" for n, name in enumerate(shown))
    return f": {numbered}{more}"


def _middle(name: str) -> str:
    """Names that begin alike differ at their ends."""
    half = _LONGEST // 2
    return name if len(name) <= _LONGEST else f"{name[:half]}…{name[-half + 1 :]}"


def _change(session: Session, samples: Samples) -> str:
    change = size_change(session, samples)
    if change is None:
        return _tr("The network stays as it is.")
    said = _tr("The network's layers change: {}. What stays keeps its weights.")
    return said.format(change)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
