"""Coming back to where one stood, and how far it is to somewhere else."""

from __future__ import annotations

import pytest

import backprop_gui as bg
from backprop_gui.session.session import Session


@pytest.fixture
def session() -> Session:
    session = bg.open_example("xor")
    session.checkpoint_budget = 0
    return session


def test_a_bookmark_is_come_back_to_by_one_iteration_alone(session: Session) -> None:
    session.seek(bg.Position(700, 3, 0))
    mark = session.bookmark()
    session.seek(bg.Position(100, 1, 0))
    assert session.way_to(mark.position).iterations >= 188
    moves = list[bg.Position]()
    session.moved.connect(moves.append)
    session.return_to(mark)
    assert moves == [mark.position]
    straight = bg.open_example("xor")
    straight.seek(mark.position)
    assert (session.array("s[1]").values == straight.array("s[1]").values).all()


def test_an_edit_inside_the_iteration_is_made_again_at_its_place(session: Session) -> None:
    session.seek(bg.Position(50, 2, 0))
    session.set("w[2,1,1]", 0.25)
    session.step_over()
    mark, before = session.bookmark(), session.array("s[2]").values
    session.seek(bg.Position(3, 1, 0))
    session.return_to(mark)
    assert (session.array("s[2]").values == before).all()
    session.back_over()
    session.back_over()
    session.seek(mark.position)
    assert (session.array("s[2]").values == before).all()


def test_after_an_edit_elsewhere_a_bookmark_is_a_position(session: Session) -> None:
    session.seek(bg.Position(20, 2, 0))
    mark = session.bookmark()
    session.seek(bg.Position(5, 2, 0))
    session.set("w[1,1,1]", 0.5)
    session.return_to(mark)
    assert session.position == mark.position
    other = bg.open_example("xor")
    other.seek(bg.Position(5, 2, 0))
    other.set("w[1,1,1]", 0.5)
    other.seek(mark.position)
    assert session.value("w[1,1,1]") == other.value("w[1,1,1]")


def test_a_way_is_told_by_what_iterations_have_taken(session: Session) -> None:
    assert session.way_to(bg.Position(5, 1, 0)).seconds is None
    session.step_iteration(300)
    assert session.way_to(session.position).iterations == 0
    way = session.way_to(bg.Position(10_299, 1, 0))
    assert way.iterations == 10_000
    assert way.seconds is not None
    assert 0.001 < way.seconds < 60
    assert session.way_to(bg.Position(200, 1, 0)).iterations <= 200
    with pytest.raises(bg.InvalidValue):
        session.way_to(bg.Position(3, 99, 0))
