"""What is done to a selection: removed, frozen, drawn anew, copied and pasted; one change each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.network import Network
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import freezing, putting, removing, weight_text
from backprop_gui.session.changes.selection import parameters_of
from backprop_gui.session.session import Session
from tests.session.changes.test_units import assert_kept_in_a_file, content, elements
from tests.strategies import cases


def session_of(network: Network | None = None, **settings: object) -> Session:
    network = network or bg.Network(2, [bg.Layer(3, "tanh"), bg.Layer(2)])
    targets = [[1.0] * network.sizes[-1]]
    return bg.Session(network, [[1.0] * network.inputs], targets, **settings)


def names_of(session: Session) -> st.SearchStrategy[list[str]]:
    """Some parameters and units."""
    sizes = session.network.sizes
    units = [f"x[{n},{j}]" for n, size in enumerate(sizes) for j in range(1, size + 1)]
    return st.lists(st.sampled_from([*elements(session), *units]), unique=True, max_size=4)


def place(session: Session, data: st.DataObject) -> None:
    """Anywhere in the first iterations, also between two updates."""
    if iterations := data.draw(st.integers(0, 2)):
        session.step_iteration(iterations)
    for _ in range(data.draw(st.integers(0, 6))):
        session.step_over()


# Removing.


@settings(max_examples=25)
@given(case=cases(), data=st.data())
def test_removing_takes_what_is_selected_and_undo_brings_it_back(case, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    session = case.session()
    place(session, data)
    names, before = data.draw(names_of(session)), content(session)
    at = session.position
    try:
        removing.remove(session, names)
    except InvalidValue:
        assert content(session) == before
        return
    gone = [n for n in parameters_of(case.session(), names) if str(n) in before[0]]  # type: ignore[operator]
    depth = case.session().network.depth
    if session.network.depth == depth:
        assert len(elements(session)) <= len(before[0]) - len(gone)  # type: ignore[arg-type]
    else:  # a layer without units goes: those around it are joined, by more weights perhaps
        assert session.network.depth < depth
    assert_kept_in_a_file(session)
    session.step_iteration()
    session.undo()
    assert (content(session), session.position) == (before, at)


def test_a_hidden_layer_that_loses_all_its_units_goes() -> None:
    session = session_of()
    removing.remove(session, ["x[1,1]", "s[1,2]", "delta[1,3]"])
    assert session.network.sizes == (2, 2)


def test_units_edges_and_biases_go_in_one_change() -> None:
    session = session_of()
    removing.remove(session, ["x[1,1]", "w[2,3,1]", "b[2,2]", "w[1,1,1]", "x[0,2]"])
    assert session.network.sizes == (1, 2, 2)
    assert session.network.layers[1].biases == (True, False)
    assert set(elements(session)) == {
        *("w[1,1,1]", "w[1,1,2]", "b[1,1]", "b[1,2]"),
        *("w[2,1,1]", "w[2,1,2]", "w[2,2,2]", "b[2,1]"),
    }
    session.undo()
    assert not session.can_undo


@pytest.mark.parametrize("names", [[], ["loss"], ["y[1]"]])
def test_what_is_no_part_of_the_network_cannot_be_removed(names: list[str]) -> None:
    with pytest.raises(InvalidValue, match="none is selected"):
        removing.remove(session_of(), names)


# Freezing.


@settings(max_examples=25)
@given(case=cases(exact=True), data=st.data())
def test_frozen_parameters_stay_in_training_and_may_change_again(case, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    session = case.session()
    names = data.draw(names_of(session))
    chosen = set(map(str, parameters_of(session, names)))
    before = freezing.frozen_parameters(session.document)
    if not chosen:
        with pytest.raises(InvalidValue, match="none is selected"):
            freezing.freeze(session, names)
        return
    values = elements(session)
    freezing.freeze(session, names)
    assert elements(session) == values
    assert freezing.is_frozen(session, names)
    assert_kept_in_a_file(session)
    frozen = set(map(str, freezing.frozen_parameters(session.document)))
    assert chosen | set(map(str, before)) <= frozen
    session.step_iteration()
    for name in frozen:
        new = session.value(name.replace("[", "_new[", 1))
        assert new == values[name] or np.isnan(new)
    session.undo()
    assert freezing.frozen_parameters(session.document) == before
    session.redo()
    freezing.unfreeze(session, names)
    assert not chosen & set(map(str, freezing.frozen_parameters(session.document)))


def test_a_tie_is_frozen_as_one_and_a_whole_array_by_its_name() -> None:
    session = session_of(
        tied=[["w[1,1,1]", "w[1,2,1]"]], weights={"w[1]": np.ones((2, 3))}, biases=None
    )
    freezing.freeze(session, ["w[1,1,1]", "b[1,1]", "b[1,2]", "b[1,3]"])
    assert list(map(str, session.document.frozen)) == ["w[1,1,1]", "w[1,2,1]", "b[1]"]
    freezing.unfreeze(session, ["w[1,2,1]", "b[1,2]"])
    assert list(map(str, session.document.frozen)) == ["b[1,1]", "b[1,3]"]


# Drawing anew.


@settings(max_examples=25)
@given(case=cases(), data=st.data(), seed=st.integers(0, 5))
def test_drawn_anew_they_are_those_of_a_new_network_of_that_seed(
    case, data: st.DataObject, seed: int
) -> None:  # type: ignore[no-untyped-def]
    case = case.without("tied", "weights", "biases", "initializer", "precision")
    session = case.session()
    names = data.draw(names_of(session))
    chosen = set(map(str, parameters_of(session, names)))
    before = elements(session)
    if not chosen:
        with pytest.raises(InvalidValue, match="none is selected"):
            putting.randomize(session, names, seed)
        return
    at = session.position
    putting.randomize(session, names, seed)
    fresh = elements(case.session(initializer_seed=seed))
    assert elements(session) == before | {name: fresh[name] for name in chosen}
    assert session.position == at
    assert_kept_in_a_file(session)
    session.undo()
    assert elements(session) == before
    assert not session.can_undo


def test_after_the_update_the_new_values_are_drawn() -> None:
    session = session_of()
    session.step_iteration()
    old = session.value("w[1,1,1]")
    putting.randomize(session, ["w_new[1,1,1]"], seed=3)
    assert session.value("w[1,1,1]") == old
    assert session.value("w_new[1,1,1]") == session_of(seed=3).value("w[1,1,1]")


def test_very_many_are_other_first_values_in_one_change() -> None:
    session = session_of(bg.Network(40, [bg.Layer(40), bg.Layer(1)]))
    before = elements(session)
    units = [f"x[1,{j}]" for j in range(1, 41)]
    session.step_over()
    putting.randomize(session, [*units, "x[2,1]"], seed=7)
    fresh = elements(session_of(session.network, seed=7))
    assert elements(session) == fresh
    assert not session.edits
    session.undo()
    assert elements(session) == before


@pytest.mark.parametrize("seed", [-1, 1.5, True, None])
def test_a_wrong_seed_is_refused(seed: object) -> None:
    with pytest.raises(InvalidValue, match="whole number of at least 0"):
        putting.randomize(session_of(), ["w[1,1,1]"], seed)  # type: ignore[arg-type]


# Copying and pasting.


@settings(max_examples=25)
@given(case=cases(), data=st.data(), mark=st.sampled_from(".,"))
def test_what_is_copied_and_pasted_has_the_same_bits(case, data: st.DataObject, mark: str) -> None:  # type: ignore[no-untyped-def]
    session = case.without("tied").session()
    names = data.draw(names_of(session))
    chosen = tuple(map(str, parameters_of(session, names)))
    if not chosen:
        with pytest.raises(InvalidValue, match="none is selected"):
            weight_text.copied(session, names, mark)
        return
    before, text = elements(session), weight_text.copied(session, names, mark)
    putting.randomize(session, list(before), seed=8)
    drawn = elements(session)
    weight_text.paste(session, text, names)
    after = elements(session)
    assert after == drawn | {name: before[name] for name in chosen}
    session.undo()
    assert elements(session) == drawn


def test_a_block_looks_like_its_matrix() -> None:
    session = session_of(weights={"w[1]": [[1, 2, 3], [4, 5, 6]]})
    assert weight_text.copied(session, ["w[1,1,1]", "w[1,2,2]"]) == "1.0\t\n\t5.0\n"
    assert weight_text.copied(session, ["w[1,2,3]", "w[1,1,3]"], ",") == "3,0\n6,0\n"
    weight_text.paste(session, "7\t1/8\n\t9,5", ["w[1,1,2]"])
    assert session.array("w[1]").values.tolist() == [[1, 7, 0.125], [4, 5, 9.5]]


def test_one_number_goes_over_all_selected() -> None:
    session = session_of()
    weight_text.paste(session, "0.5\n", ["x[1,2]", "b[2,1]"])
    changed = {n for n, value in elements(session).items() if value == 0.5}
    assert changed == {"w[1,1,2]", "w[1,2,2]", "b[1,2]", "b[2,1]"}


def test_a_units_numbers_go_over_another_unit_or_where_they_came_from() -> None:
    session = session_of(biases={"b[1]": [1, 2, 3]})
    text = weight_text.copied(session, ["x[1,1]"])
    first = session.value("w[1,1,1]")
    weight_text.paste(session, text, ["x[1,3]"])
    assert (session.value("w[1,1,3]"), session.value("b[1,3]")) == (first, 1)
    putting.randomize(session, ["x[1,1]"], seed=5)
    weight_text.paste(session, text, [])
    assert (session.value("w[1,1,1]"), session.value("b[1,1]")) == (first, 1)


@pytest.mark.parametrize(
    ("text", "names", "why"),
    [
        ("", ["b[1,1]"], "no text to paste"),
        ("1\t2", [], "none is selected"),
        ("1\t2\t3", ["w[1,1,2]"], "row 1, column 4 of w\\[1\\], where nothing is; it is 2 × 3"),
        ("1\n2", ["b[1,1]"], "row 2, column 1 of b"),
        ("1\t2", ["b[1,1]", "w[1,1,1]"], "selected are parts of b\\[1\\], w\\[1\\]"),
        ("one", ["b[1,1]"], "'one' is not a number"),
        ("1\tinf", ["b[1,1]"], "'inf' is not finite"),
        ("w[1,1,1]\t2\nb[1,1]\t3", ["x[1,1]"], "1 weights and 1 biases, selected are 2 weights"),
        ("w[5,1,1]\t2", [], "no weight or bias w\\[5,1,1\\]"),
        ("loss\t2", [], "no weight or bias loss"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    text: str, names: list[str], why: str
) -> None:
    session = session_of()
    with pytest.raises(InvalidValue, match=why):
        weight_text.paste(session, text, names)
    assert not session.can_undo


def test_a_removed_edge_takes_no_number() -> None:
    session = session_of(bg.Network(2, [bg.Layer(2)], masks={"w[1]": [[1, 0], [1, 1]]}))
    with pytest.raises(InvalidValue, match=r"row 1, column 2 of w\[1\], where nothing is"):
        weight_text.paste(session, "1\t2", ["w[1,1,1]"])
    assert not session.can_undo
