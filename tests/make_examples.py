"""Makes the bundled examples with the package itself: `python tests/make_examples.py [NAME …]`.

What they are called and what to look for in them stands in `resources/examples/index.json`; the
notes in them say more, each where there is something to see.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

import backprop_gui as bg
from backprop_gui.marking.answers import as_written

FOLDER = Path(__file__).parent.parent / "resources" / "examples"
_XOR = ([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]])


def nlp_assignment(weight: float = 1.0, derivative: str | None = None) -> bg.Session:
    """The network that the project began with."""
    hidden = bg.Layer(2, "relu", bias=False, derivative=derivative)
    return bg.Session(
        bg.Network(
            3, (hidden, bg.Layer(1, "sigmoid", bias=False)), bg.Loss("binary_cross_entropy")
        ),
        [[1, 1, 1]],
        [[0]],
        optimizer=bg.SGD(learning_rate=0.1),
        weights=[np.full((3, 2), weight), np.full((2, 1), weight)],
    )


def nlp_assignment_as_written() -> bg.Session:
    session = nlp_assignment(derivative="sigmoid")
    _note(
        session,
        "delta[1]",
        "δ of the hidden units was worked out with σ′(3) = 0.0452 in the place of ReLU′(3) = 1, so "
        "it is 0.0451 instead of 0.9975, and so is all that follows from it. Settings → Layers → "
        "Derivative mends it.",
    )
    return session


def nlp_assignment_answers() -> bg.Session:
    session = nlp_assignment()
    handed_in = bg.read_answers(FOLDER / "nlp-assignment-answers.csv")
    session.set_answers(as_written(handed_in.answers))
    return session


def published_3_2_2() -> bg.Session:
    session = bg.Session(
        bg.Network(
            3, (bg.Layer(2, "sigmoid"), bg.Layer(2, "sigmoid")), bg.Loss("squared_error", 0.5)
        ),
        [[1, 4, 5]],
        [[0.1, 0.05]],
        weights=[[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], [[0.7, 0.8], [0.9, 0.1]]],
        biases=[[0.5, 0.5], [0.5, 0.5]],
        optimizer=bg.SGD(learning_rate=0.01),
    )
    _note(
        session,
        "delta[1]",
        "The weighted sums 4.3 and 5.3 lie where the logistic function is almost flat: φ′ is "
        "0.0132 and 0.0049, and that is all of δ that comes through. The printed numbers: "
        "δ = 0.00198391 and 0.00040429.",
    )
    session.add_breakpoint(bg.Computed(quantity="delta[1,2]"))
    return session


def xor() -> bg.Session:
    network = bg.Network(
        2, (bg.Layer(4, "tanh"), bg.Layer(1, "sigmoid")), bg.Loss("binary_cross_entropy")
    )
    session = bg.Session(network, *_XOR, optimizer=bg.SGD(learning_rate=0.5))
    _note(
        session,
        "loss",
        "Still near ln 2 = 0.693, the loss of guessing ½: the hidden units have not parted yet. "
        "After 2,000 iterations it is 0.003.",
        iteration=10,
    )
    return session


def vanishing_gradients() -> bg.Session:
    layers = (*[bg.Layer(3, "sigmoid")] * 9, bg.Layer(1, "sigmoid"))
    session = bg.Session(
        bg.Network(2, layers, bg.Loss("binary_cross_entropy")),
        *_XOR,
        optimizer=bg.SGD(learning_rate=0.5),
    )
    _note(
        session,
        "delta[1]",
        "σ′ is at most ¼. Ten layers multiply ten of them: δ of layer 1 is eight million times "
        "smaller than that of layer 10, and layer 1 does not learn. Try ReLU or tanh in Settings.",
    )
    for layer in (10, 7, 4, 1):
        session.add_watch(f"norm(delta[{layer}])")
    session.add_breakpoint(bg.Fault(fault="vanishing_gradients"))
    return session


def dead_relu() -> bg.Session:
    inputs = [[-1.0], [-0.5], [0.0], [0.5], [1.0]]
    session = bg.Session(
        bg.Network(1, (bg.Layer(2, "relu"), bg.Layer(1)), bg.Loss("squared_error")),
        inputs,
        np.abs(inputs),
        weights=[[[1, -1]], [[1], [2]]],
        optimizer=bg.SGD(learning_rate=0.5),
    )
    _note(
        session,
        "b_new[1]",
        "One step was too large: w[1,1,2] went from −1 to −0.5, b[1,2] from 0 to −0.6. Now the sum "
        "−0.5 x − 0.6 is negative for every sample.",
    )
    _note(
        session,
        "dw[1]",
        "Unit 2 is 0 for every sample, so φ′, δ and the gradients of its weights are 0: it never "
        "comes back, and the left half of |x| is never learned. With lr = 0.2 it is.",
        iteration=1,
    )
    session.add_watch("max(x[1,2])")
    session.add_breakpoint(bg.Fault(fault="dead_unit"))
    return session


def exploding_steps() -> bg.Session:
    inputs = np.array([[1.0], [2.0], [3.0], [4.0]])
    session = bg.Session(
        bg.Network(1, (bg.Layer(1, bias=False),), bg.Loss("squared_error")),
        inputs,
        2 * inputs,
        weights=[[[1]]],
        optimizer=bg.SGD(learning_rate=0.2),
    )
    _note(
        session,
        "w_new[1]",
        "The best w is 2. From 1 the step of −lr · dw leads to 4: twice as far off, on the other "
        "side. The next leads to −2, then 10. The curvature is 15, so lr must stay below 2/15.",
    )
    session.step_iteration(12)
    session.add_watch("w_new[1,1,1] - 2")
    session.add_breakpoint(bg.Fault(fault="loss_rises"))
    session.add_breakpoint(bg.Fault(fault="not_finite"))
    return session


def momentum_in_a_ravine() -> bg.Session:
    inputs = np.array([[1.0, 0.1], [1.0, -0.1], [-1.0, 0.1], [-1.0, -0.1]])
    session = bg.Session(
        bg.Network(2, (bg.Layer(1, bias=False),), bg.Loss("squared_error")),
        inputs,
        inputs @ [[1.0], [5.0]],
        weights=[[[-1], [0]]],
        optimizer=bg.SGD(learning_rate=0.9),
    )
    session.add_watch("w[1,1,1] - 1")
    session.add_watch("w[1,2,1] - 5")
    session.add_breakpoint("loss < 0.001")
    _note(
        session,
        "dw[1]",
        "The loss is a ravine, 100 times as curved along w[1,1,1] as along w[1,2,1]: plain descent "
        "leaps from wall to wall and creeps along the floor to w[1,2,1] = 5.",
    )
    _run(session, "plain descent", 200)
    session.change(optimizer=bg.SGD(learning_rate=0.9, momentum=0.8))
    _note(
        session,
        "v_w_new[1]",
        "The velocity v keeps 0.8 of itself: along the floor it adds up, across the ravine it "
        "cancels. Analyse → Compare with the Branch sets both side by side.",
    )
    _run(session, "momentum 0.8", 200)
    return session


def adam_first_steps() -> bg.Session:
    session = bg.Session(
        bg.Network(2, (bg.Layer(2, "tanh"), bg.Layer(1)), bg.Loss("squared_error")),
        [[100, 0.01], [-50, 0.02]],
        [[1], [-2]],
        weights=[[[0.001, -0.002], [0.3, 0.5]], [[0.4], [-0.7]]],
        optimizer=bg.Adam(learning_rate=0.01),
    )
    _note(
        session,
        "w_new[1]",
        "In the first iteration m̂ is the gradient and √v̂ its size, so each step is lr times its "
        "sign: 0.01, for gradients from 0.012 to 121. Plain descent would make steps 10,000 times "
        "as large as others.",
    )
    session.add_watch("max(abs(w_new[1] - w[1]))")
    session.add_watch("min(abs(w_new[1] - w[1]))")
    session.add_breakpoint(bg.Computed(quantity="w_new[1,2,2]"))
    return session


def saturation() -> bg.Session:
    session = nlp_assignment(weight=3.0)
    logits = bg.Network(
        3,
        (bg.Layer(2, "relu", bias=False), bg.Layer(1, "identity", bias=False)),
        bg.Loss("binary_cross_entropy_with_logits"),
    )
    session.add_breakpoint(bg.Computed(quantity="delta[2,1]"))
    _note(
        session,
        "delta[2]",
        "σ(54) is 1 in 53 bits: the loss is −ln 0 = inf, ∂L/∂x = 1/0 = inf, σ′ = 0, so δ = inf · 0 "
        "is no number. Switch to the branch “fused”, whose loss contains σ.",
    )
    _run(session, "chain", 1)
    session.change(network=logits)
    _note(
        session,
        "delta[2]",
        "The loss knows the sum s = 54 itself: it is 54, and δ = σ(s) − y = 1.",
    )
    _run(session, "fused", 1)
    session.switch_branch("chain")
    return session


def digits() -> bg.Session:
    """150 of the bundled images; where they are from stands in resources/data/digits.txt."""
    images = bg.make_data("digits", samples=150)
    session = bg.Session(
        bg.Network(
            64,
            (bg.Layer(12, "tanh"), bg.Layer(10, "softmax")),
            bg.Loss("categorical_cross_entropy"),
        ),
        images.inputs,
        images.targets,
        validation=50,
        batch_size=20,
        shuffle=True,
        optimizer=bg.SGD(learning_rate=0.3),
        seed=1,
        labels={f"x[2,{unit}]": digit for unit, digit in enumerate(images.classes, start=1)},
    )
    _note(
        session,
        "loss",
        "Before it has learned anything the network guesses, and the loss is near ln 10 = 2.303. "
        "Every iteration sees 20 other images, so the loss jitters on its way down.",
    )
    session.add_watch("norm(dw[1])")
    session.add_breakpoint("loss < 0.1")
    return session


def overfitting() -> bg.Session:
    random = np.random.default_rng(16)
    inputs = random.uniform(-1, 1, 20).round(2)
    targets = (np.sin(np.pi * inputs) + 0.3 * random.normal(size=20)).round(2)
    session = bg.Session(
        bg.Network(1, (bg.Layer(12, "tanh"), bg.Layer(1)), bg.Loss("squared_error")),
        inputs[:, None],
        targets[:, None],
        validation=10,
        optimizer=bg.Adam(learning_rate=0.01),
        seed=16,
    )
    _note(
        session,
        "loss",
        "37 parameters, but 10 samples to train on. Here the loss of the other 10, kept for "
        "validation, is lowest; from now on it rises while the training loss falls on.",
        iteration=208,
    )
    session.step_iteration(800)
    return session


def _note(session: bg.Session, after: str, text: str, iteration: int = 0) -> None:
    """Pin a note to the place where an array of an iteration has been computed."""
    line = session.program.producers[bg.Quantity.parse(after)]
    session.add_note(text, bg.Position(iteration, line + 1, 0))


def _run(session: bg.Session, name: str, iterations: int) -> None:
    """So many iterations of a branch, and back to the start."""
    session.rename_branch(session.branch, name)
    session.step_iteration(iterations)
    session.restart()


EXAMPLES: dict[str, Callable[[], bg.Session]] = {
    make.__name__.replace("_", "-"): make
    for make in (
        nlp_assignment,
        nlp_assignment_as_written,
        nlp_assignment_answers,
        published_3_2_2,
        xor,
        vanishing_gradients,
        dead_relu,
        exploding_steps,
        momentum_in_a_ravine,
        adam_first_steps,
        saturation,
        digits,
        overfitting,
    )
}


def made(name: str) -> bg.Session:
    """An example at its start."""
    session = EXAMPLES[name]()
    session.restart()
    return session


def main(names: list[str]) -> int:
    """Make the examples named, or all."""
    for name in names or EXAMPLES:
        path = FOLDER / f"{name}.bpg"
        made(name).save(path)
        print(path.name, path.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
