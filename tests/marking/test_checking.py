"""The verdicts on sheets that real people handed in or published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import backprop_gui as bg
from backprop_gui.formula.printed import printed
from backprop_gui.marking.answers import Answer, Answers
from tests.engine.test_worked_examples import EXAMPLES, Example, opened, steps

DATA = Path(__file__).parents[1] / "data"
# What the causes that are recorded beside the published numbers are called here.
CAUSES: dict[str, str] = json.loads((DATA / "causes.json").read_text("utf-8"))
ROUNDING = ("rounding",)


@pytest.fixture(scope="module")
def assignment() -> bg.Marked:
    case = json.loads((DATA / "assignment_case.json").read_text("utf-8"))
    entries = [entry for entry in case["printed"] if "quantity" in entry]
    answers = tuple(Answer(e["quantity"], printed(e["value"])) for e in entries)
    session = bg.open_example("nlp-assignment")
    marked = bg.check(session, Answers(answers))
    assert session.position == bg.Position()
    return marked


def test_the_loss_of_the_assignment_is_a_base_10_logarithm(assignment: bg.Marked) -> None:
    loss = assignment.of("loss")
    assert loss.verdict == "wrong"
    assert [d.id for d in loss.diagnoses] == ["log10"]
    assert loss.diagnoses[0].reproduced == pytest.approx(2.60684206722, abs=1e-11)
    assert "2.60684206722" in loss.diagnoses[0].text
    assert "6.0024756" in loss.diagnoses[0].text


def test_both_hidden_deltas_have_the_logistic_functions_derivative(assignment: bg.Marked) -> None:
    for name, other in (("delta[1,1]", "delta[1,2]"), ("delta[1,2]", "delta[1,1]")):
        verdict = assignment.of(name)
        (diagnosis,) = verdict.diagnoses
        assert verdict.verdict == "wrong"
        assert diagnosis.id == "other-activation-derivative"
        assert "logistic" in diagnosis.text
        assert diagnosis.also == (other,)


def test_the_rest_of_the_assignment(assignment: bg.Marked) -> None:
    words = {str(v.quantity): v.verdict for v in assignment.verdicts}
    wrong = {"loss", "delta[1,1]", "delta[1,2]"}
    follow = {"dw[1,1,1]", "w_new[1,1,1]"}
    assert {q for q, word in words.items() if word == "follows"} == follow
    assert {q for q, word in words.items() if word == "right"} == words.keys() - wrong - follow
    assert assignment.of("w_new[1,1,1]").because == ("delta[1,1]",)
    assert "rounded" in assignment.of("delta[2,1]").note
    assert "rounded" in assignment.of("dw[2,1,1]").note


def test_the_shipped_answers_are_those_of_the_assignment(assignment: bg.Marked) -> None:
    from backprop_gui.assets import asset

    answers = bg.read_answers(asset("examples/nlp-assignment-answers.csv"))
    marked = bg.check(bg.open_example("nlp-assignment"), answers)
    assert [(str(v.quantity), v.verdict) for v in marked.verdicts] == [
        (str(v.quantity), v.verdict) for v in assignment.verdicts
    ]


def marked_example(example: Example) -> bg.Marked:
    answers = [
        Answer(entry["quantity"], printed(entry["value"]), iteration(example, entry["quantity"]))
        for entry in example["printed"]
    ]
    return bg.check(opened(example), Answers(tuple(answers)))


def iteration(example: Example, quantity: str) -> int:
    return steps(example) - 1 if "_new" in quantity else 0


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_published_numbers(example: Example) -> None:
    """None marked right is called wrong; each recorded cause is first; rounding is no mistake."""
    marked = marked_example(example)
    for entry in example["printed"]:
        verdict = marked.of(entry["quantity"], iteration(example, entry["quantity"]))
        where = (entry["quantity"], verdict)
        if entry["right"]:
            assert verdict.verdict == "right", where
        elif entry["severity"] in ROUNDING:
            assert verdict.verdict == "right", where
            assert verdict.note, where
        elif verdict.verdict == "follows":
            assert entry["severity"] == "carried", where
        else:
            assert verdict.diagnoses[0].id == CAUSES[entry["kind"]], where


def test_derivatives_can_be_answered() -> None:
    session = bg.open_example("nlp-assignment")
    marked = bg.check(
        session,
        Answers(
            (
                Answer("d s[2,1] / d w[2,1,1]", printed("3")),
                Answer("∂s[1,1]/∂w[1,1,1]", printed("2")),
            )
        ),
    )
    assert [v.verdict for v in marked.verdicts] == ["right", "wrong"]


def test_a_tolerance_is_a_choice() -> None:
    session = bg.open_example("nlp-assignment")
    answers = Answers((Answer("x[2,1]", printed("0.9977")),))
    assert bg.check(session, answers).of("x[2,1]").verdict == "wrong"
    assert bg.check(session, answers, tolerance=4).of("x[2,1]").verdict == "right"
    with pytest.raises(bg.InvalidValue, match="a number from 1 to 1000"):
        bg.check(session, answers, tolerance=0)


def test_the_loss_alone_is_explained_with_all_its_digits() -> None:
    session = bg.open_example("nlp-assignment")
    alone = bg.check(session, Answers((Answer("loss", printed("2.60684206722")),))).of("loss")
    assert [d.id for d in alone.diagnoses] == ["log10"]


def test_a_mistake_on_right_numbers_is_found_beside_a_number_that_was_not_used() -> None:
    session = bg.open_example("nlp-assignment")
    answers = (Answer("s[1,1]", printed("7.25")), Answer("loss", printed("2.606842")))
    marked = bg.check(session, Answers(answers))
    assert [v.verdict for v in marked.verdicts] == ["wrong", "wrong"]
    assert marked.of("loss").diagnoses[0].id == "log10"


def test_a_whole_unit_away_is_not_cut_off() -> None:
    session = bg.open_example("nlp-assignment")
    answers = (Answer("s[1,1]", printed("2")), Answer("x[2,1]", printed("0.9975")))
    marked = bg.check(session, Answers(answers))
    assert [v.verdict for v in marked.verdicts] == ["wrong", "right"]


@pytest.mark.parametrize("text", ["nan", "inf", "-1e308", "5e-324", "0", "-0", "1e-300", "1/3"])
def test_any_number_is_marked(text: str) -> None:
    session = bg.open_example("nlp-assignment")
    for names in (("loss",), ("s[1,1]", "dx[2,1]", "w_new[1,1,1]")):
        answers = tuple(Answer(name, printed(text)) for name in names)
        verdicts = bg.check(session, Answers(answers)).verdicts
        assert verdicts[0].verdict == "wrong"
        assert len(verdicts) == len(names)


def test_a_weak_sign_says_so() -> None:
    session = bg.open_example("nlp-assignment")
    verdict = bg.check(session, Answers((Answer("loss", printed("2.6")),))).of("loss")
    assert verdict.verdict == "wrong"
    assert verdict.diagnoses[0].weak
    assert "weak sign" in verdict.diagnoses[0].text


def test_swapped_digits_and_an_answer_given_twice() -> None:
    session = bg.open_example("nlp-assignment")
    answers = (Answer("x[2,1]", printed("0.997572")), Answer("x[2,1]", printed("0.99753")))
    first, second = bg.check(session, Answers(answers)).verdicts
    assert first.diagnoses[0].id == "digits-swapped"
    assert second.verdict == "unread"
    assert "twice" in second.note
