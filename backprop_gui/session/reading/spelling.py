"""A network's quantities by the names of a notation, read and written inside any text."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.engine.program import Program
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.spelling import Spelling
from backprop_gui.formula.quantity import Quantity


def own(program: Program, text: str, notation: Notation) -> str:
    """What was typed with the notation's names in the program's: `fc1.weight[0,1]` is `w[1,2,1]`.

    The program's own names stay as they are, and so does what names nothing.
    """
    return _spelling(program, notation).own(text)


def shown(program: Program, text: str, notation: Notation) -> str:
    """The same text with the program's names that have indices written in the notation."""
    return _spelling(program, notation).shown(text)


def _spelling(program: Program, notation: Notation) -> Spelling:
    key = "spelling", notation
    found: Spelling | None = program.memo.get(key)
    if found is None:
        found = program.memo[key] = Spelling(notation, _examples(program))
    return found


def _examples(program: Program) -> Iterator[Quantity]:
    """Of every array its name and that of an element, with its sample and without."""
    for spec in program.arrays:
        yield spec.name
        if spec.size:
            element = spec.element(0)
            yield element
            if spec.per_sample:
                yield (
                    Quantity(element.kind, element.indices[:-1])
                    if spec.names_sample
                    else (element.at(1))
                )
