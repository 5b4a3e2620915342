"""All settings of the session, section by section; each change is one edit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.changes import restructuring
from backprop_gui.session.document.document import Document
from backprop_gui.session.session import Session
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.panels.settings.layers import LayersSection
from backprop_gui.ui.panels.settings.loss import LossSection
from backprop_gui.ui.panels.settings.optimizer import OptimizerSection
from backprop_gui.ui.panels.settings.precision import PrecisionSection
from backprop_gui.ui.panels.settings.section_box import SectionBox
from backprop_gui.ui.panels.settings.start import StartSection

_Chosen = tuple[Document, dict[str, float]]


class SettingsPanel(QScrollArea):
    """Reads the session's document; while the panel is out of sight it waits.

    Its sections are made when it is seen first, so that the window need not wait for them.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: _Chosen | None = None
        self.layers = LayersSection()
        self.boxes: tuple[SectionBox, ...] = ()
        self._writing = Writing()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Settings"))

    def box(self, title: str) -> SectionBox:
        """The section with this heading."""
        return next(box for box in self.boxes if box.section.title == title)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session, self._shown = session, None
        self.layers.select(1)
        for box in self.boxes:
            box.set_session(session)
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write formulas with other digits or another decimal mark."""
        self._writing = writing
        for box in self.boxes:
            box.set_writing(writing)

    def select_layer(self, number: int) -> None:
        """Show this layer's choices."""
        self.layers.select(number)
        for box in self.boxes[:1]:
            box.refresh()

    def show_selection(self, name: str) -> None:
        """Show the choices of the layer that a selected unit or edge belongs to."""
        if name:
            quantity, depth = Quantity.parse(name), self._session.network.depth
            weight = quantity.kind.removeprefix("d").removesuffix("_new") == "w"
            indices = quantity.indices[:-2] if weight else quantity.indices[:1]
            self.select_layer(indices[-1] if indices and quantity.kind != "y" else depth)

    def add_layer(self) -> None:
        """After the selected layer; before the output layer if that is selected."""
        last_hidden = self._session.network.depth - 1
        self.layers.add(self._session, min(self.layers.selected, last_hidden))

    def remove_layer(self) -> None:
        """The selected one."""
        restructuring.remove_layer(self._session, self.layers.selected)

    def refresh(self) -> None:
        """Steps change no setting, but come to where one has another value."""
        if not (self.isVisible() and in_sight(self)):
            return
        if not self.boxes:
            self._make_boxes()
        if _chosen(self._session) != self._shown:
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self.refresh()

    def _read(self) -> None:
        self._shown = _chosen(self._session)
        for box in self.boxes:
            box.refresh()

    def _make_boxes(self) -> None:
        sections = (
            self.layers,
            LossSection(),
            OptimizerSection(),
            StartSection(),
            PrecisionSection(),
        )
        self.boxes = tuple(SectionBox(section, self._session) for section in sections)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(2, 4, 2, 4)
        layout.setSpacing(4)
        for widget in self._widgets():
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(inside)
        self.set_writing(self._writing)
        self.boxes[0].heading.setChecked(True)

    def _widgets(self) -> Iterator[QWidget]:
        for place, box in enumerate(self.boxes):
            box.accepted.connect(self._read)
            if place:
                line = QFrame()
                line.setFrameShape(QFrame.Shape.HLine)
                line.setForegroundRole(line.foregroundRole().Mid)
                yield line
            yield box


def _chosen(session: Session) -> _Chosen:
    return session.document, session.hyperparameters
