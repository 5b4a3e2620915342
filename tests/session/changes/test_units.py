"""Units added and removed anywhere: survivors keep their bits, undo is the inverse."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.program import parameters
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import restructuring
from backprop_gui.session.session import Session
from tests.strategies import cases

Weights = dict[str, float]


def elements(session: Session) -> Weights:
    """All parameters that exist, by name."""
    specs = parameters(session.network)
    return {str(n): session.value(str(n)) for spec in specs for n in spec.elements()}


def content(session: Session) -> tuple[object, ...]:
    """What a change of structure can change, beside the parameters."""
    inputs, targets = session.data
    document = session.document
    return (
        {name: repr(value) for name, value in elements(session).items()},
        document.network,
        document.frozen,
        document.tied,
        inputs.tolist(),
        targets.tolist(),
    )


def assert_kept_in_a_file(session: Session) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept.bpg"
        session.save(path)
        assert content(bg.open_session(path)) == content(session)


@settings(max_examples=40)
@given(case=cases(), data=st.data())
def test_a_unit_added_and_removed_again_leaves_everything_as_it_was(
    case, data: st.DataObject
) -> None:  # type: ignore[no-untyped-def]
    session = case.session()
    layer = data.draw(st.integers(0, session.network.depth))
    after = data.draw(st.integers(0, session.network.sizes[layer]))
    before = content(session)
    restructuring.add_unit(session, layer, after)
    assert session.network.sizes[layer] == case.network.sizes[layer] + 1
    added = content(session)
    assert_kept_in_a_file(session)
    restructuring.remove_units(session, layer, [after + 1])
    same = [i for i, (a, b) in enumerate(zip(content(session), before, strict=True)) if a != b]
    assert set(same) <= {1}  # a mask that removes nothing is spelled otherwise
    session.undo()
    assert content(session) == added
    session.undo()
    assert content(session) == before
    session.redo()
    assert content(session) == added


@settings(max_examples=40)
@given(case=cases(), data=st.data())
def test_a_removed_unit_takes_its_own_along_and_nothing_else(case, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    session = case.session()
    large = [n for n, size in enumerate(session.network.sizes) if size > 1]
    if not large:
        return
    layer = data.draw(st.sampled_from(large))
    unit = data.draw(st.integers(1, session.network.sizes[layer]))
    before, old = elements(session), session.network
    restructuring.remove_units(session, layer, [unit])
    expected = {}
    for connection in old.connections:
        for (row, column), kept in np.ndenumerate(old.present(connection)):
            ends = [(connection.source, row + 1), (connection.target, column + 1)]
            if kept and (layer, unit) not in ends:
                moved = [n - (at == layer and n > unit) for at, n in ends]
                was = connection.weights.at(row + 1, column + 1)
                expected[str(connection.weights.at(*moved))] = before[str(was)]
    weights = {n: v for n, v in elements(session).items() if n.startswith("w")}
    assert weights == expected
    session.step_iteration()
    session.undo()
    assert elements(session) == before


def small() -> Session:
    network = bg.Network(2, [bg.Layer(2, bias=(True, False)), bg.Layer(1)])
    return bg.Session(network, [[1, 2], [3, 4]], [[5], [6]], frozen=["w[1,2,2]", "b[2]"])


def test_an_input_and_an_output_come_and_go_with_their_data() -> None:
    session = small()
    restructuring.add_unit(session, 0, 1)
    restructuring.add_unit(session, 2)
    inputs, targets = session.data
    assert inputs.tolist() == [[1, 0, 2], [3, 0, 4]]
    assert targets.tolist() == [[5, 0], [6, 0]]
    restructuring.remove_units(session, 0, [1])
    restructuring.remove_units(session, 2, [1])
    inputs, targets = session.data
    assert (inputs.tolist(), targets.tolist()) == ([[0, 2], [0, 4]], [[0], [0]])


def test_what_is_frozen_stays_so_under_its_new_name() -> None:
    session = small()
    restructuring.add_unit(session, 1, 0)
    assert list(map(str, session.document.frozen)) == ["w[1,2,3]", "b[2]"]
    assert session.network.layers[0].biases == (True, True, False)


def test_at_rest_the_run_goes_on_with_the_new_values() -> None:
    session = small()
    session.step_iteration(3)
    new = session.array("w_new[1]").values
    restructuring.remove_units(session, 1, [1])
    assert session.position == bg.Position(3, 0, 0)
    assert session.array("w[1]").values.tolist() == new[:, 1:].tolist()
    session.step_iteration()
    assert len(session.history("loss")) == 4


@pytest.mark.parametrize(
    ("do", "allowed"),
    [
        (lambda s: restructuring.remove_units(s, 2, [1]), "keeps at least 1 or is removed"),
        (lambda s: restructuring.remove_units(s, 1, [3]), "1 to 2 are there"),
        (lambda s: restructuring.add_unit(s, 1, 3), "1 to 2 are there"),
        (lambda s: restructuring.add_unit(s, 3), "0 to 2 are allowed"),
        (lambda s: restructuring.add_unit(s, -1), "at least 0 is allowed"),
    ],
)
def test_a_refusal_says_what_is_allowed_and_changes_nothing(do, allowed: str) -> None:  # type: ignore[no-untyped-def]
    session = small()
    with pytest.raises(InvalidValue, match=allowed):
        do(session)
    assert not session.can_undo
