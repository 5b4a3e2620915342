from __future__ import annotations

import pytest

from backprop_gui.formula.quantity import Quantity
from backprop_gui.ui.look.labels import label


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("w[1,2,1]", "w₂,₁¹"),
        ("w[0,2,10,3]", "w₁₀,₃⁰→²"),
        ("b[2,3]", "b₃²"),
        ("loss", "L"),
        ("data_loss", "L_data"),
        ("dw[1,2,1]", "∂L/∂w₂,₁¹"),
    ],
)
def test_a_label_is_the_quantity_as_drawn(name: str, drawn: str) -> None:
    assert label(Quantity.parse(name)) == drawn
