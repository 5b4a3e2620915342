"""Commands that move parts of the drawing: where units stand belongs to the session."""

from __future__ import annotations

from backprop_gui.errors import InvalidValue
from backprop_gui.session.commands.editing import Editing
from backprop_gui.session.layout.moves import Move, Moves, added


class Arranging(Editing):
    """One arrangement a session, shared by its branches. Each change can be undone."""

    @property
    def moves(self) -> Moves:
        """How far units and layers stand from where they are computed to stand."""
        return self._moves

    def move(self, layer: int, unit: int = 0, *, right: float = 0.0, down: float = 0.0) -> None:
        """Move a unit, from 1, or with 0 the whole layer, by points of the drawing.

        Raises InvalidValue.
        """
        sizes = self.network.sizes
        if not 0 <= layer < len(sizes) or not 0 <= unit <= sizes[layer]:
            raise InvalidValue(
                f"There is no unit {unit} of layer {layer} to move; layers 0 to {len(sizes) - 1} "
                "and their units are, 0 for the whole layer."
            )
        self._keep_moves(added(self._moves, Move(layer, unit, right, down)))

    def reset_layout(self) -> None:
        """Everything where it is computed to stand."""
        self._keep_moves(())

    def _keep_moves(self, moves: Moves) -> None:
        if moves != self._moves:
            self._change(lambda: setattr(self, "_moves", moves))
