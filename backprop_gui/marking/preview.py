"""What a sheet of answers would be taken for: nothing is guessed silently."""

from __future__ import annotations

from dataclasses import replace

from backprop_gui.errors import BackpropError
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.marking.answers import Answer, Answers, Unread
from backprop_gui.marking.checking import DERIVATIVE, iteration_problem, with_usual_names
from backprop_gui.session.reading.naming import one_element
from backprop_gui.session.session import Session


def preview(session: Session, answers: Answers, notation: Notation = ASSIGNMENT) -> Answers:
    """Other names exchanged and listed; what names nothing in this network joins the unread."""
    named = with_usual_names(session, answers, notation)
    problems = {id(answer): _problem(session, answer) for answer in named.answers}
    taken = tuple(answer for answer in named.answers if not problems[id(answer)])
    lost = tuple(
        Unread(answer.line, f"{answer.quantity} = {answer.printed.text.strip()}", problem)
        for answer in named.answers
        if (problem := problems[id(answer)])
    )
    unread = sorted((*answers.unread, *lost), key=lambda one: one.line)
    return replace(named, answers=taken, unread=tuple(unread))


def without_renamed(answers: Answers) -> Answers:
    """Only those that were written with our names."""
    lines = {renamed.line for renamed in answers.renamed}
    kept = tuple(answer for answer in answers.answers if answer.line not in lines)
    return replace(answers, answers=kept, renamed=())


def _problem(session: Session, answer: Answer) -> str:
    if problem := iteration_problem(session, answer):
        return problem
    if DERIVATIVE.fullmatch(answer.quantity.strip()):
        return ""
    try:
        one_element(session.find(answer.quantity))
    except BackpropError as problem:
        return str(problem)
    return ""
