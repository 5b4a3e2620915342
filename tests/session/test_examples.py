"""Each bundled example shows what its line says."""

from __future__ import annotations

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.assets import assets
from backprop_gui.session.document.document import Document
from tests import make_examples

NAMES = [example.name for example in bg.examples()]
EACH = pytest.mark.parametrize("name", NAMES)


def test_the_list_and_the_files_name_the_same_examples() -> None:
    assert {path.stem for path in assets("examples", "*.bpg")} == set(NAMES)
    assert list(make_examples.EXAMPLES) == NAMES


@EACH
def test_a_file_holds_what_its_recipe_makes(name: str) -> None:
    opened, made = bg.open_example(name), make_examples.made(name)
    assert _same(opened.document, made.document)
    assert opened.position == bg.Position()
    assert [branch.name for branch in opened.branches] == [branch.name for branch in made.branches]
    for kept in ("branch", "finished", "notes", "breakpoints", "watches", "answers"):
        assert getattr(opened, kept) == getattr(made, kept)


def _same(one: Document, other: Document) -> bool:
    """Drawn numbers may differ in their last bits from machine to machine."""
    arrays = [(d.inputs, d.targets, *d.first) for d in (one, other)]
    choices = [(d.network, d.training, d.batching, d.validation) for d in (one, other)]
    return choices[0] == choices[1] and all(
        np.allclose(a, b, rtol=1e-14) for a, b in zip(*arrays, strict=True)
    )


@EACH
def test_what_is_told_fits_on_a_card(name: str) -> None:
    example = next(one for one in bg.examples() if one.name == name)
    assert len(example.title) <= 45
    assert len(example.look_for) <= 95
    assert example.look_for.endswith(".")


def test_in_the_published_example_little_comes_through_the_hidden_units() -> None:
    session = bg.open_example("published-3-2-2")
    session.continue_(1)
    assert session.value("dphi[1]")[0] == pytest.approx([0.01320771, 0.00494213], abs=1e-8)
    assert session.value("delta[1]")[0] == pytest.approx([0.00198391, 0.00040429], abs=1e-8)


def test_exclusive_or_starts_near_ln_2_and_parts_the_classes() -> None:
    session = bg.open_example("xor")
    session.step_iteration(2000)
    losses = session.history("loss")
    assert losses[:15] == pytest.approx(np.log(2), abs=0.025)
    assert losses[-1] < 0.003
    assert session.classification().training.accuracy == 1


def test_gradients_vanish_layer_by_layer() -> None:
    session = bg.open_example("vanishing-gradients")
    session.step_iteration()
    sizes = [np.sqrt(np.mean(session.value(f"delta[{n}]") ** 2)) for n in range(1, 11)]
    assert (np.divide(sizes[1:], sizes[:-1]) > 4).all()
    assert sizes[-1] / sizes[0] == pytest.approx(8.3e6, rel=0.01)
    assert _stop(bg.open_example("vanishing-gradients")).startswith("delta[6] vanishes")


def test_a_relu_dies_and_stays_dead() -> None:
    session = bg.open_example("dead-relu")
    assert _stop(session).startswith("x[1,2] was 0 for every sample of a whole epoch")
    assert session.position.iteration == 1
    assert session.history("w[1,1,2]").tolist() == [-1.0]
    session.step_iteration(300)
    assert (session.history("w[1,1,2]")[1:] == -0.5).all()
    assert session.history("b[1,2]")[1:] == pytest.approx(-0.6)
    assert session.history("loss")[-1] == pytest.approx(0.1, abs=1e-3)
    with_smaller_steps = bg.open_example("dead-relu")
    with_smaller_steps.change(optimizer=bg.SGD(learning_rate=0.2))
    with_smaller_steps.step_iteration(300)
    assert with_smaller_steps.history("loss")[-1] < 1e-6


def test_steps_explode() -> None:
    session = bg.open_example("exploding-steps")
    assert _stop(session).startswith("The loss has risen 5 times in a row")
    assert session.history("w[1,1,1]")[:4] == pytest.approx([1, 4, -2, 10])
    assert _stop(session).startswith("loss is ∞")


def test_momentum_is_faster_in_a_ravine() -> None:
    session = bg.open_example("momentum-in-a-ravine")
    plain, momentum = (session.history("loss", branch.name) for branch in session.branches)
    assert [branch.name for branch in session.branches] == ["plain descent", "momentum 0.8"]
    assert [int(np.argmax(losses < 0.001)) for losses in (plain, momentum)] == [152, 37]
    session.compare("plain descent", "momentum 0.8")
    assert _stop(session).startswith("loss < 0.001 became true")
    assert session.position.iteration == 37


def test_adams_first_steps_are_all_as_large_as_the_learning_rate() -> None:
    session = bg.open_example("adam-first-steps")
    session.step_iteration()
    gradients = np.abs(session.value("dw[1]"))
    assert gradients.min() < 0.012
    assert gradients.max() > 121
    for name in ("w[1]", "b[1]", "w[2]", "b[2]"):
        step = session.value(name.replace("[", "_new[")) - session.value(name)
        assert np.abs(step) == pytest.approx(0.01, rel=1e-6)


def test_the_chain_saturates_where_the_fused_loss_does_not() -> None:
    session = bg.open_example("saturation")
    _stop(session)
    assert session.branch == "chain"
    assert session.value("dx[2,1]") == np.inf
    assert session.value("dphi[2,1]") == 0
    assert np.isnan(session.value("delta[2,1]"))
    session.switch_branch("fused")
    _stop(session)
    assert session.value("delta[2,1]") == 1
    assert session.value("loss") == 54


def test_digits_are_learned_in_jitters() -> None:
    session = bg.open_example("digits")
    session.step_iteration(400)
    losses, validation = session.history("loss"), session.history("validation_loss")
    assert losses[0] == pytest.approx(np.log(10), abs=0.15)
    assert 0.3 < np.mean(np.diff(losses) > 0) < 0.6
    assert validation[-1] < 0.2
    assert _stop(bg.open_example("digits")).startswith("loss < 0.1 became true")


def test_the_validation_loss_rises_while_the_training_loss_falls() -> None:
    session = bg.open_example("overfitting")
    training, validation = session.history("loss"), session.history("validation_loss")
    best = int(validation.argmin())
    assert best == 208
    assert (np.diff(training[best:]) < 0).all()
    assert (np.diff(validation[best:]) > 0).all()
    assert validation[-1] > 10 * validation[best]
    assert sum(spec.size for spec in session.program.parameters) == 37


def _stop(session: bg.Session) -> str:
    """Where Continue stops, in words."""
    session.continue_(2000)
    assert session.stopped is not None
    return session.stopped.sentence
