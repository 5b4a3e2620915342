"""Which parameters are plotted: all of them, or those that lead into one layer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity

ALL = 0


class ParameterChoice(QComboBox):
    """There where the network has more than one layer."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_tr("Parameters"))
        self.setToolTip(_tr("Which parameters are plotted"))

    def offer(self, program: Program) -> None:
        """The layers of a network; the choice stays where there is such a layer."""
        layers = program.network.depth
        if self.count() != layers + 1:
            chosen = self.currentIndex()
            self.clear()
            self.addItems([_tr("all"), *(_tr("layer {}").format(n + 1) for n in range(layers))])
            self.setCurrentIndex(chosen if 0 < chosen <= layers else ALL)
        self.setVisible(layers > 1)

    def names(self, program: Program) -> list[Quantity]:
        """The parameters chosen, element by element."""
        layer = max(self.currentIndex(), ALL)
        wanted = (s for s in program.parameters if layer in (ALL, s.name.indices[-1]))
        return [name for spec in wanted for name in spec.elements()]


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
