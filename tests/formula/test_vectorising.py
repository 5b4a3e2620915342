"""Call lists: what they compute is tested with the engine; here, that they waste nothing."""

from __future__ import annotations

import numpy as np
import pytest

from backprop_gui.formula.expression import Expression, Number, Ref, call
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Step, Vectoriser

M, T = Ref(Quantity("m")), Ref(Quantity("t"))


def vectorised(formula: Expression, m: np.ndarray) -> tuple[list[Step], np.ndarray]:
    arrays = {M.quantity: m, T.quantity: np.array(3.0)}
    out = np.full(m.shape, np.nan)
    calls = Vectoriser(arrays.__getitem__, m.dtype).steps(formula, out)
    for step in calls:
        step()
    return calls, out


def test_what_is_one_number_is_computed_once() -> None:
    m = np.array([1.0, 2.0, 4.0])
    calls, out = vectorised(M / (1 - Number(0.5) ** T), m)
    assert out == pytest.approx(m / 0.875)
    assert [step.args[-1].shape for step in calls] == [(), (), (3,)]


@pytest.mark.parametrize(("size", "in_place"), [(1, False), (2, True)])
def test_one_number_is_not_written_over_itself(size: int, in_place: bool) -> None:
    m = np.full((1, size), 0.5)
    calls, out = vectorised(1 - call("exp", M), m)
    assert out == pytest.approx(1 - np.exp(m))
    assert (calls[0].args[-1] is out) == in_place


def test_sub_results_are_written_over_and_shared_by_formulas() -> None:
    m = np.array([1.0, 2.0, 4.0])
    outs = np.empty(3), np.empty(3)
    vectoriser = Vectoriser({M.quantity: m, T.quantity: np.array(3.0)}.__getitem__, m.dtype)
    formulas = T * M + (call("sqrt", M) + T) ** 2, (M + T) / (call("exp", M) + T)
    lists = [vectoriser.steps(*pair) for pair in zip(formulas, outs, strict=True)]
    calls = [step for steps in lists for step in steps]
    for step in calls:
        step()
    assert outs[0] == pytest.approx(3 * m + (np.sqrt(m) + 3) ** 2)
    assert outs[1] == pytest.approx((m + 3) / (np.exp(m) + 3))
    written = {id(step.args[-1]) for step in calls}
    assert len(written - set(map(id, outs))) == 1


def test_what_is_prepared_is_not_written_over() -> None:
    m, t = np.array([1.0, 2.0, 4.0]), np.array([3.0, 5.0, 7.0])
    out = np.empty(3)
    vectoriser = Vectoriser(
        {M.quantity: m, T.quantity: t}.__getitem__, m.dtype, frozenset({T.quantity})
    )
    calls = vectoriser.steps(M * call("sqrt", T**2 + 1) + M**2, out)
    for part in vectoriser.preparation:
        for step in part.steps:
            step()
    for _ in range(2):
        for step in calls:
            step()
        assert out == pytest.approx(m * np.sqrt(t**2 + 1) + m**2)
