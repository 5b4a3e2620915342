"""What is kept of long runs: bounded, evenly spread, and never another number."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.machine import Machine
from backprop_gui.session.histories import history
from backprop_gui.session.recording.checkpoints import Budget, Checkpoints
from tests.session.test_routes import bits


def small(iterations: int, budget: int) -> bg.Session:
    session = bg.open_example("xor")
    session.checkpoint_budget = budget
    session.step_iteration(iterations)
    return session


@given(
    size=st.integers(1, 2_000),
    kept=st.lists(st.integers(0, 3_000), max_size=200),
    runs=st.integers(1, 3),
)
@settings(deadline=None)
def test_checkpoints_give_back_what_was_kept(size: int, kept: list[int], runs: int) -> None:
    budget = Budget(size)
    several = [Checkpoints(1, np.float64, budget) for _ in range(runs)]
    for n, iteration in enumerate((*range(100), *kept)):
        one = several[n % runs]
        keep = one.keep if n % 3 else one.keep_recent
        keep(iteration, np.array([float(iteration)]))
        for asked in (iteration, iteration // 2):
            found = one.nearest(asked)
            assert found is None or (found[0] <= asked and found[1] == [found[0]])
    assert sum(one.size for one in several) <= size + 2 * 24 * runs
    for one in several:
        assert (np.diff(one.iterations) > 0).all()


def test_checkpoints_stay_evenly_spread() -> None:
    checkpoints = Checkpoints(1, np.float64, Budget(100 * 24))
    for iteration in range(10_000):
        if iteration % checkpoints.stride == 0:
            checkpoints.keep(iteration, np.array([float(iteration)]))
        gaps = np.diff([*checkpoints.iterations, iteration])
        assert gaps.max(initial=0) <= 2 * max(1, -(-iteration // 50))


def test_a_small_budget_gives_the_same_bits() -> None:
    session, straight = small(700, 4_000), small(0 + 700, 2**20)
    for iteration in (699, 350, 351, 349, 10, 600, 0):
        for one in (session, straight):
            one.seek(bg.Position(iteration, 5, 1))
        assert bits(session) == bits(straight)
    assert session.checkpoint_budget == 4_000


def test_budget_is_shared_between_branches_and_can_shrink() -> None:
    session = small(2_000, 50_000)
    for back in (1_500, 1_000, 500):
        session.seek(bg.Position(back, 2, 0))
        session.set("lr", 0.25)
        session.step_iteration(2_000 - back)
    runs = [session._branch_of(b.name).stages.last.recording for b in session.branches]
    assert sum(run._checkpoints.size for run in runs) <= 50_000
    session.checkpoint_budget = 10_000
    assert sum(run._checkpoints.size for run in runs) <= 10_000
    with pytest.raises(bg.InvalidValue, match="-1"):
        session.checkpoint_budget = -1


def test_jumps_back_in_an_opened_file_run_from_the_start_once_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(3_000, 2**20).save(tmp_path / "run.bpg")
    session = bg.open_session(tmp_path / "run.bpg")
    computed: list[None] = []
    iterate = Machine.iterate
    monkeypatch.setattr(Machine, "iterate", lambda self: (computed.append(None), iterate(self)))
    session.seek(bg.Position(2_500, 1, 0))
    assert len(computed) > 2_000
    computed.clear()
    for iteration in (2_499, 1_200, 2_000, 7):
        session.seek(bg.Position(iteration, 1, 0))
    assert len(computed) < 20


def test_stepping_back_in_a_large_run_computes_less_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = small(5_000, 2_000)
    computed: list[None] = []
    iterate = Machine.iterate
    monkeypatch.setattr(Machine, "iterate", lambda self: (computed.append(None), iterate(self)))
    for _ in range(4):
        session.back_iteration()
    computed.clear()
    session.back_iteration()
    assert len(computed) <= 16


def test_curves_have_true_extremes_when_states_are_no_longer_kept() -> None:
    session, straight = small(4_000, 2_000), small(4_000, 2**22)
    names = ["w[1,1,1]", "w[2,1,1]"]
    for curve, name in zip(session.curves(names), names, strict=True):
        values = straight.history(name)
        assert len(curve.iterations) <= 1_280
        assert (curve.values.min(), curve.values.max()) == (values.min(), values.max())
        np.testing.assert_array_equal(curve.values, values[curve.iterations.astype(int)])
    loss = session.curves(["loss"])[0]
    assert loss.values.max() == session.history("loss").max()


def test_exact_values_of_a_part() -> None:
    session, straight = small(1_000, 2_000), small(1_000, 2**22)
    part = session.exact(["w[1,1,1]", "loss"], 700, 720)
    whole = [straight.history(name)[700:721] for name in ("w[1,1,1]", "loss")]
    np.testing.assert_array_equal(part, np.transpose(whole))


def test_curves_of_a_branch_join_those_of_its_origin() -> None:
    session = small(400, 2**20)
    session.seek(bg.Position(100, 2, 0))
    session.set("w[1,1,1]", 3.0)
    session.step_iteration(200)
    (curve,) = session.curves(["w[1,1,1]"])
    np.testing.assert_array_equal(curve.values, session.history("w[1,1,1]"))
    (old,) = session.curves(["w[1,1,1]"], branch="main")
    np.testing.assert_array_equal(old.values, session.history("w[1,1,1]", branch="main"))
    assert old.values[100] != curve.values[100] == 3.0


def penalised(iterations: int, **settings: object) -> bg.Session:
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(1)], bg.Loss("squared_error", l2=0.1))
    session = bg.Session(
        network, [[0.5, -1.0], [1.0, 0.25], [0.1, 0.2]], [[0.5], [-0.5], [0.3]], **settings
    )
    session.step_iteration(iterations)
    return session


@pytest.mark.parametrize("batch_size", [None, 2])
def test_the_parts_of_a_loss_are_recorded_beside_it(
    batch_size: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = penalised(40, batch_size=batch_size)
    session.step_over()
    session.step_iteration(3)
    exact = session.exact(["loss", "data_loss", "penalty"], 0, session.finished - 1)
    monkeypatch.setattr(history, "_recomputed", None)
    for column, name in enumerate(("loss", "data_loss", "penalty")):
        np.testing.assert_array_equal(session.history(name), exact[:, column])
        (curve,) = session.curves([name])
        np.testing.assert_array_equal(curve.values, exact[:, column])


def test_parts_of_a_loss_follow_branches_and_changes_of_structure(tmp_path: Path) -> None:
    session = penalised(10)
    session.seek(bg.Position(4, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 0.5)
    session.step_iteration(3)
    main = session.history("penalty", "main")
    assert len(main) == 10
    np.testing.assert_array_equal(session.history("penalty")[:5], main[:5])
    assert session.history("penalty")[5] != main[5]
    plain = bg.Network(2, [bg.Layer(1)])
    session.change(network=plain)
    session.step_iteration(2)
    found = session.history("penalty")
    assert np.isnan(found[-2:]).all()
    np.testing.assert_array_equal(found[:5], main[:5])
    session.save(tmp_path / "a.bpg")
    opened = bg.open_session(tmp_path / "a.bpg")
    np.testing.assert_array_equal(opened.history("penalty"), found)
    np.testing.assert_array_equal(opened.history("penalty", "main"), main)


def test_parts_that_a_file_has_not_are_computed(tmp_path: Path) -> None:
    session = penalised(6)
    path = tmp_path / "a.bpg"
    session.save(path)
    text = re.sub(r'"loss_parts": "[^"]*"', '"loss_parts": ""', path.read_text())
    path.write_text(text)
    opened = bg.open_session(path)
    opened.step_iteration(2)
    session.step_iteration(2)
    np.testing.assert_array_equal(opened.history("penalty"), session.history("penalty"))
    path.write_text(re.sub(r'"loss_parts": ""', '"loss_parts": "AAAAAAAAAAA="', text))
    with pytest.raises(bg.BackpropError, match="loss_parts holds 1 numbers; 12 belong there"):
        bg.open_session(path)
