"""What is of another type than is allowed is refused in a sentence, not with Python's own error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import backprop_gui as bg

DENSE = [bg.Layer(2)]


def session(**settings: object) -> bg.Session:
    return bg.Session(bg.Network(1, DENSE), [[1.0]], [[0.0, 1.0]], **settings)


# Wrong arguments: what is called with what, and how the answer begins.
ARGUMENTS: dict[str, Callable[[], object]] = {
    "SGD takes no lr; allowed: learning_rate, momentum, ": lambda: bg.SGD(lr=0.1),  # type: ignore[call-arg]
    "Adam takes no beta1, b; allowed: learning_rate, betas": lambda: bg.Adam(beta1=0, b=1),  # type: ignore[call-arg]
    "Layer takes no unit; allowed: units, activation": lambda: bg.Layer(2, unit=3),  # type: ignore[call-arg]
    "Layer needs units; allowed: units, ": bg.Layer,
    "Layer is given twice: units; allowed": lambda: bg.Layer(2, units=3),  # type: ignore[misc]
    "Network takes no loses; allowed: inputs, ": lambda: bg.Network(1, DENSE, loses=0),  # type: ignore[call-arg]
    "Loss takes no l3; allowed: name, factor": lambda: bg.Loss("huber", l3=1),  # type: ignore[call-arg]
    "WarmUp takes no further 2; allowed: iterations.": lambda: bg.WarmUp(1, 2),  # type: ignore[call-arg]
    "Activation takes no beta; allowed: name, slope": lambda: bg.Activation("elu", beta=1),  # type: ignore[call-arg]
    "Initializer takes no std; allowed: name, value": lambda: bg.Initializer(std=1),  # type: ignore[call-arg]
    "Precision takes no bits; allowed: format": lambda: bg.Precision(bits=3),  # type: ignore[call-arg]
    "Connection takes no mode; allowed: source": lambda: bg.Connection(0, 1, mode=1),  # type: ignore[call-arg]
    "Condition takes no hit; allowed: expression": lambda: bg.Condition("loss < 1", hit=3),  # type: ignore[call-arg]
    "There is no setting lr; allowed: network, inputs, ": lambda: session(lr=0.1),
    "There is no setting first; allowed": lambda: session().change(first=()),
}


@pytest.mark.parametrize("said", ARGUMENTS)
def test_wrong_arguments_are_told_what_is_allowed(said: str) -> None:
    with pytest.raises(bg.InvalidValue) as refused:
        ARGUMENTS[said]()
    assert str(refused.value).startswith(said)


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "name": (lambda: session().value(3), "3 is not the name"),  # type: ignore[arg-type]
    "no name": (lambda: session().explain(None), "None is not the name"),  # type: ignore[arg-type]
    "optimizer": (lambda: session(optimizer="sgd"), "The optimizer is 'sgd'; .*SGD"),
    "schedule": (lambda: session(schedule=0.5), "The schedule is 0.5; .*StepDecay"),
    "precision": (lambda: session(precision="float32"), "The precision is 'float32'; .*Precision"),
    "initializer": (lambda: session(initializer="zeros"), "The initializer is 'zeros'; .*Init"),
    "batch size": (lambda: session(batch_size=True), "batch size is True"),
    "network": (lambda: bg.Session(3, [[1.0]], [[1.0]]), "The network is 3; allowed: Network"),  # type: ignore[arg-type]
    "change": (lambda: session().change(optimizer="sgd"), "The optimizer is 'sgd'"),
    "activation": (lambda: bg.Layer(2, 5), "activation is 5"),  # type: ignore[arg-type]
    "no activation": (lambda: bg.Layer(2, None), "activation is None"),  # type: ignore[arg-type]
    "derivative": (lambda: bg.Layer(2, "relu", derivative=1), "derivative is 1"),  # type: ignore[arg-type]
    "bias": (lambda: bg.Layer(2, bias=0.5), "bias is 0.5"),  # type: ignore[arg-type]
    "dropout": (lambda: bg.Layer(2, dropout="half"), "dropout is 'half'"),  # type: ignore[arg-type]
    "layers": (lambda: bg.Network(1, [2, 1]), "layers is 2; allowed: Layer"),  # type: ignore[list-item]
    "one layer": (lambda: bg.Network(1, bg.Layer(2)), "layers"),  # type: ignore[arg-type]
    "loss": (lambda: bg.Network(1, DENSE, 3), "The loss is 3; allowed: Loss"),  # type: ignore[arg-type]
    "loss by name": (lambda: bg.Network(1, DENSE, "mse"), "The loss is 'mse'; allowed: Loss"),  # type: ignore[arg-type]
    "loss's name": (lambda: bg.Loss(["mse"]), "There is no loss"),  # type: ignore[arg-type]
    "factor": (lambda: bg.Loss("squared_error", factor="1/2"), "factor is '1/2'"),  # type: ignore[arg-type]
    "l2": (lambda: bg.Loss("squared_error", l2=None), "l2 of the loss is None"),  # type: ignore[arg-type]
    "connections": (lambda: bg.Network(1, DENSE, connections=[(0, 1)]), "connections"),  # type: ignore[list-item]
    "ends": (lambda: bg.Connection("a", 1), "from layer 'a' to layer 1"),  # type: ignore[arg-type]
    "rate": (lambda: bg.SGD(learning_rate="fast"), "learning_rate of SGD is 'fast'"),  # type: ignore[arg-type]
    "betas": (lambda: bg.Adam(betas=0.9), "betas are 0.9"),  # type: ignore[arg-type]
    "mask": (lambda: bg.Connection(0, 1, mask=[[2, 0]]), "mask holds 2; 0 and 1"),  # type: ignore[arg-type]
    "mask's value": (
        lambda: bg.Network(1, DENSE, masks={"w[1]": [[0.5, 1]]}),  # type: ignore[dict-item]
        "mask holds 0.5; 0 and 1",
    ),
    "mask's shape": (lambda: bg.Connection(0, 1, mask=5), "mask is 5"),  # type: ignore[arg-type]
    "iterations": (
        lambda: bg.export_report(session(), "never.html", iterations=1.5),  # type: ignore[arg-type]
        "1.5 iterations",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_type_is_refused_in_a_sentence(case: str) -> None:
    make, said = WRONG[case]
    with pytest.raises(bg.InvalidValue, match=said):
        make()


@pytest.mark.parametrize("name", ["mine.txt", "mine", "mine.bpg.zip"])
def test_a_session_is_kept_as_bpg_only(name: str, tmp_path: Path) -> None:
    with pytest.raises(bg.BackpropError, match=r"\.bpg"):
        session().save(tmp_path / name)
    assert not list(tmp_path.iterdir())
    session().save(tmp_path / "MINE.BPG")


NO_NUMBERS = ("two", None, float("nan"), float("inf"), -1, 0, 1.5, 1 + 2j)


@pytest.mark.parametrize("n", NO_NUMBERS, ids=repr)
def test_steps_are_whole_numbers(n: object) -> None:
    opened = session()
    with pytest.raises(bg.InvalidValue, match="iterations are asked for"):
        opened.step_iteration(n)  # type: ignore[arg-type]
    if n is not None:
        with pytest.raises(bg.InvalidValue, match="iterations are asked for"):
            opened.continue_(n)  # type: ignore[arg-type]
    assert opened.position == bg.Position()


@pytest.mark.parametrize("where", [(0, 1, 0), "end", None, bg.Position(0.5, 0, 0)], ids=repr)  # type: ignore[arg-type]
def test_positions_are_positions(where: bg.Position) -> None:
    opened = session()
    for go in (opened.seek, lambda at: opened.add_note("here", at or "")):
        with pytest.raises(bg.InvalidValue, match=r"[Pp]osition"):
            go(where)
    numbers = np.arange(3)
    opened.seek(bg.Position(numbers[2], numbers[1], numbers[0]))
    assert opened.position == bg.Position(2, 1, 0)
    assert type(opened.position.iteration) is int


HALF = "a\ud800"

# What a file could not hold, or not give back.
UNWRITABLE: dict[str, tuple[Callable[[bg.Session], object], str]] = {
    "note": (lambda s: s.add_note(HALF), r"The note holds U\+D800 as its character 2"),
    "no note": (lambda s: s.add_note(5), "The note is 5; allowed: str"),  # type: ignore[arg-type]
    "branch": (lambda s: s.rename_branch("main", HALF), r"name holds U\+D800"),
    "lines": (lambda s: s.rename_branch("main", "a\nb"), r"name holds U\+000A"),
    "no name": (lambda s: s.rename_branch("main", " "), "name is empty"),
    "number": (lambda s: s.rename_branch("main", 5), "name is 5; allowed: str"),  # type: ignore[arg-type]
    "long": (lambda s: s.rename_branch("main", "a" * 101), "101 characters; 100 are allowed"),
    "log": (lambda s: s.add_breakpoint(bg.Line(operation="loss", log=HALF)), r"U\+D800"),
    "level": (
        lambda s: s.add_breakpoint(bg.Watchpoint(expression="loss", level=float("nan"))),
        "level of the watchpoint is nan",
    ),
    "large level": (
        lambda s: s.add_breakpoint(bg.Watchpoint(expression="loss", level=10**400)),
        "level|no such breakpoint",
    ),
    "hits": (
        lambda s: s.add_breakpoint(bg.Line(operation="loss", hits="3")),  # type: ignore[arg-type]
        "no such breakpoint: Expected `int`, got `str`",
    ),
    "event": (
        lambda s: s.add_breakpoint(bg.Watchpoint(expression="loss", event="x")),  # type: ignore[arg-type]
        "no such breakpoint: Invalid enum value 'x'",
    ),
    "object": (
        lambda s: s.add_breakpoint(bg.Condition(expression=object())),  # type: ignore[arg-type]
        "no such breakpoint",
    ),
    "breakpoint": (lambda s: s.add_breakpoint(3), "The breakpoint is 3; allowed: Line"),  # type: ignore[arg-type]
    "budget": (lambda s: setattr(s, "checkpoint_budget", 1.5), "The budget is 1.5"),
    "no budget": (lambda s: setattr(s, "checkpoint_budget", "64 MiB"), "The budget is '64 MiB'"),
}


@pytest.mark.parametrize("case", UNWRITABLE)
def test_what_a_file_cannot_hold_is_refused_at_once(case: str, tmp_path: Path) -> None:
    do, said = UNWRITABLE[case]
    opened = session()
    with pytest.raises(bg.InvalidValue, match=said):
        do(opened)
    assert not opened.can_undo
    opened.save(tmp_path / "a.bpg")
    bg.open_session(tmp_path / "a.bpg")
