"""A marked sheet with the names that a notation gives to quantities."""

from __future__ import annotations

from dataclasses import replace

from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.spelling import renamed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.verdicts import Diagnosis, Marked, Verdict


def marked_in(marked: Marked, notation: Notation) -> Marked:
    """The same sheet; what stood there under names that were not understood stays."""
    return replace(
        marked,
        verdicts=tuple(verdict_in(verdict, notation) for verdict in marked.verdicts),
        renamed=tuple(
            replace(one, taken_for=renamed(one.taken_for, notation)) for one in marked.renamed
        ),
    )


def verdict_in(verdict: Verdict, notation: Notation) -> Verdict:
    """The same verdict; its `quantity` becomes text."""
    name = verdict.quantity
    return replace(
        verdict,
        quantity=notation.text(name) if isinstance(name, Quantity) else renamed(name, notation),
        note=renamed(verdict.note, notation),
        because=_all(verdict.because, notation),
        diagnoses=tuple(diagnosis_in(diagnosis, notation) for diagnosis in verdict.diagnoses),
    )


def diagnosis_in(diagnosis: Diagnosis, notation: Notation) -> Diagnosis:
    """The same mistake; equations take their notation when they are written."""
    return replace(
        diagnosis,
        text=renamed(diagnosis.text, notation),
        detail=renamed(diagnosis.detail, notation),
        rule=renamed(diagnosis.rule, notation),
        also=_all(diagnosis.also, notation),
        places=_all(diagnosis.places, notation),
    )


def _all(names: tuple[str, ...], notation: Notation) -> tuple[str, ...]:
    return tuple(renamed(name, notation) for name in names)
