"""Rule 4: nothing is shown that has not been computed, and what an edit left behind is marked."""

from __future__ import annotations

import math

import numpy as np
import pytest

import backprop_gui as bg
from tests.playbook import play


def session(**settings: object) -> bg.Session:
    layers = (bg.Layer(2, "tanh"), bg.Layer(1, "sigmoid"))
    weights = [[[0.5, -0.25], [0.75, 1.0]], [[1.5], [-0.5]]]
    return bg.Session(
        bg.Network(2, layers), [[1.0, 2.0], [0.5, -1.0]], [[1.0], [0.0]],
        weights=weights, optimizer=bg.SGD(learning_rate=0.5), **settings,
    )  # fmt: skip


SCRIPTS = {
    "nothing is computed at first": """
        at 0, 0, 0
        s[1,1] is absent
        loss is absent
        w_new[1,1,1] is absent
        x[0,2] is 2
        lr is 0.5
        """,
    "the next iteration clears what the last one computed": """
        step iteration
        s[1,1,2] is -0.5
        step into
        s[1,2,1] is absent
        loss is absent
        w_new[1,1,1] is absent
        """,
    "elements appear sample by sample, unit by unit": """
        step into
        s[1,1,1] is 2
        s[1,2,1] is absent
        step into
        s[1,2,1] is 1.75
        s[1,1,2] is absent
        """,
    "a whole array is absent until all of it exists": """
        step into ×3
        s[1] is absent
        s[1,1,2] is -0.5
        """,
    "an edit marks what was computed before it, however indirectly": """
        run to loss
        set w[1,1,1] to 0
        s[1,1] is stale
        s[1,2] is fresh
        x[1,1] is stale
        x[1,2] is fresh
        s[2,1] is stale
        loss is stale
        w[1,1,1] is fresh
        undo
        loss is fresh
        """,
    "what is computed after an edit is fresh unless its sources are stale": """
        step over
        set w[2,1,1] to 0
        step out
        s[2,1] is fresh
        set w[2,1,1] to 1
        s[2,1] is stale
        """,
    "an edit inside an operation changes what is not revealed yet, alone": """
        step into
        set b[1,1] to 1
        s[1,1,1] is 2
        s[1,1,1] is stale
        step over
        s[1,1,1] is 2
        s[1,1,2] is 0.5
        s[1,1,2] is fresh
        """,
    "an updated weight belongs to the past": """
        run to w_new[1]
        cannot set w[1,1,1]: w_new[1,1,1]
        set w_new[1,1,1] to 2
        w_new[1,1,1] is 2
        step iteration
        step into
        w[1,1,1] is 2
        """,
    "a new weight cannot be set before it is computed": """
        run to delta[1]
        cannot set w_new[1,1,1]: not been computed
        set w[1,1,1] to 0.125
        w[1,1,1] is 0.125
        """,
    "computed values cannot be set": """
        step iteration
        cannot set s[1,1]: computed
        cannot set loss: computed
        cannot set delta[2,1]: computed
        """,
    "data is changed from its position on": """
        step iteration ×2
        set x[0,1,2] to 4
        step iteration
        x[0,1,2] is 4
        go to iteration 1
        x[0,1,2] is 0.5
        save and open
        step iteration ×2
        x[0,1,2] is 4
        """,
    "an edit in the past cuts off what came after it": """
        step iteration ×2
        set w_new[1,1,1] to 3
        back iteration ×2
        set w[2,1,1] to 1
        step iteration ×3
        undo
        w[2,1,1] is fresh
        """,
    "several edits at one place survive leaving it and coming back": """
        step iteration
        set x[0,1,1] to 3
        set x[0,2,1] to 4
        set lr to 0.25
        restart
        x[0,1,1] is 1
        lr is 0.5
        step iteration
        x[0,1,1] is 3
        x[0,2,1] is 4
        lr is 0.25
        """,
}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_scripts(script: str) -> None:
    play(session(), script)


TIED = {
    "tied biases are one": """
        set b[1,2] to 0.5
        b[1,1] is 0.5
        b[2,1] is 0.5
        """,
    "what is partly updated cannot be set": """
        run to b_new[1]
        cannot set b_new[1,1]: b_new[2,1], which is tied to b_new[1,1]
        cannot set b[2,1]: b[1,1], which is tied to b[2,1]
        step iteration
        set b_new[2,1] to 0.25
        b_new[1,2] is 0.25
        """,
}


@pytest.mark.parametrize("script", TIED.values(), ids=TIED)
def test_ties(script: str) -> None:
    play(session(tied=[["b[1,1]", "b[1,2]", "b[2,1]"]]), script)


def test_the_gradient_of_a_tie_is_the_sum_of_its_parts() -> None:
    free, tied = session(), session(tied=[["b[1,1]", "b[2,1]"]])
    for each in (free, tied):
        each.step_iteration()
    whole = free.value("db[1,1]") + free.value("db[2,1]")
    assert tied.value("db[1,1]") == tied.value("db[2,1]") == whole
    assert tied.value("b_new[1,1]") == tied.value("b_new[2,1]") == -0.5 * whole
    assert tied.value("db[1,2]") == free.value("db[1,2]")


def test_frozen_parameters_stay_and_keep_their_gradient() -> None:
    free, frozen = session(), session(frozen=["b[1]", "w[1,2,1]"])
    for each in (free, frozen):
        each.step_iteration()
    assert np.array_equal(frozen.value("db[1]"), free.value("db[1]"))
    assert np.array_equal(frozen.value("b_new[1]"), frozen.value("b[1]"))
    assert frozen.value("w_new[1,2,1]") == frozen.value("w[1,2,1]")
    assert frozen.value("w_new[1,1,1]") == free.value("w_new[1,1,1]") != free.value("w[1,1,1]")
    frozen.set("b_new[1,1]", 2.0)
    frozen.step_iteration()
    assert frozen.value("b_new[1,1]") == 2.0


def test_an_explanation_shows_the_numbers_its_result_came_from() -> None:
    own = session()
    own.run_to("s[1,1]")
    own.set("w[1,1,1]", 100.0)
    shown = own.explain("s[1,1]")
    assert shown.stale
    assert "100" not in shown.substituted.text()
    assert shown.result.text() == "2"
    own.step_over()
    assert "100" in own.explain("s[1,1,2]").substituted.text()


def test_a_saturated_output_is_shown_as_what_it_is() -> None:
    own = bg.Session(
        bg.Network(1, (bg.Layer(1, "sigmoid"),), bg.Loss("binary_cross_entropy")),
        [[1000.0]], [[0.0]], weights=[[[1.0]]],
    )  # fmt: skip
    own.step_iteration()
    assert own.value("loss") == math.inf
    assert own.value("dx[1,1]") == math.inf
    assert own.value("dphi[1,1]") == 0
    assert math.isnan(own.value("delta[1,1]"))
    assert [other.result.text() for other in own.explain("delta[1,1]").others] == ["1"]


def test_staleness_of_whole_arrays_and_deep_networks() -> None:
    deep = bg.Session(bg.Network(1, (bg.Layer(1, "tanh"),) * 200), [[1.0]], [[1.0]])
    deep.step_iteration()
    assert not deep.is_stale("w_new[1,1,1]")
    deep.set("x[0,1]", 2.0)
    assert deep.is_stale("w_new[1]")
    assert deep.is_stale("dw[1,1,1]")
    assert not deep.is_stale("x[0]")


def test_a_matrix_without_edges_computes_nothing() -> None:
    network = bg.Network(
        2, (bg.Layer(2, "tanh"), bg.Layer(1)), connections=(bg.Connection(0, 2),),
        masks={"w[1]": [[0, 0], [0, 0]]},
    )  # fmt: skip
    own = bg.Session(network, [[1.0, 2.0]], [[1.0]], seed=1)
    assert "dw[1]" not in [str(op.output.name) for op in own.program.operations]
    for _ in range(100):
        own.step_into()
    assert np.array_equal(own.value("s[1]"), own.value("b[1]")[None])
    with pytest.raises(bg.UnknownName, match="removed edge has no weight"):
        own.value("w[1,1,1]")
    assert own.value("w[1]").tolist() == [[0.0, 0.0], [0.0, 0.0]]
