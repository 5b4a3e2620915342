"""A gradient check in words and as CSV."""

from __future__ import annotations

import math

from backprop_gui.engine.gradient_check import Checked
from backprop_gui.formula.quantity import Quantity
from backprop_gui.report.gradient_words import as_csv, remark, verdict


def one(unit: int, relative: float, kink: bool = False) -> Checked:
    name = Quantity("b", (1, unit))
    return Checked(name, 1.0, 1.5, relative, kink, "central differences", 1e-5)


def test_every_kind_of_result_is_counted() -> None:
    checks = [one(1, 1e-9), one(2, 0.25), one(3, 0.9, kink=True), one(4, math.nan)]
    assert [remark(check) for check in checks] == [
        "agrees",
        "differs",
        "kink: the loss has no derivative here",
        "no number to compare",
    ]
    assert verdict(checks) == (
        "1 of 4 gradients agree with the numeric ones. "
        "Largest relative difference: 0.25, at b[1,2] (central differences). "
        "At a kink, where the loss has no derivative: b[1,3]. "
        "Without a number, because something is inf or nan: b[1,4]."
    )


def test_long_lists_are_shortened() -> None:
    assert "b[1,5] and 3 more." in verdict([one(n, math.nan) for n in range(1, 9)])
    assert verdict([]) == "There are no parameters to check."


def test_csv_holds_the_numbers_in_full() -> None:
    assert as_csv([one(1, 1 / 3)]).splitlines() == [
        "parameter,analytic,numeric,relative difference,method,remark",
        '"b[1,1]",1.0,1.5,0.3333333333333333,central differences,differs',
    ]
