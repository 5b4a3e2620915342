"""What is said about one answer: the right calculation, and below it the person's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.writing import Writing
from backprop_gui.marking.notation import diagnosis_in, verdict_in
from backprop_gui.marking.telling import unwritten
from backprop_gui.marking.verdicts import Diagnosis, Verdict
from backprop_gui.report.marked import SIGNS, exactly
from backprop_gui.ui.equations.view import EquationView, TypesetLine
from backprop_gui.ui.look import notation
from backprop_gui.ui.look.selectable import SELECTABLE
from backprop_gui.ui.panels.explanation.lines import typeset, words


class DiagnosisView(QScrollArea):
    """Several mistakes may give a number: the best is shown, the others can be chosen.

    Words and equations scroll together, so that neither is cut.
    """

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self._writing = Writing()
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Which mistake"))
        self.choice.currentIndexChanged.connect(lambda _: self._show())
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(SELECTABLE)
        self.text.setContentsMargins(8, 4, 8, 2)
        self.equations = EquationView()
        self.equations.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.equations.typeset.connect(self._fit)
        self._lay_out()
        self.hide()

    @property
    def verdict(self) -> Verdict | None:
        """What is told about."""
        return self._verdict

    @property
    def diagnosis(self) -> Diagnosis | None:
        """The mistake that is shown."""
        found = self._verdict.diagnoses if self._verdict else ()
        return found[max(self.choice.currentIndex(), 0)] if found else None

    def set_writing(self, writing: Writing) -> None:
        """Write in this notation with this decimal mark.

        The digits are those that tell the calculations apart.
        """
        self._writing = writing
        self._show()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Tell about an answer; hidden where there is nothing to tell."""
        if verdict == self._verdict:
            return
        self._verdict = verdict
        found = verdict.diagnoses if verdict else ()
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems([_choice(d, n, len(found)) for n, d in enumerate(found, 1)])
        self.choice.setVisible(len(found) > 1)
        self.setVisible(verdict is not None)
        self._show()

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.choice, self.text, self.equations):
            layout.addWidget(widget)
        layout.addStretch(1)
        page.setAutoFillBackground(True)
        page.setBackgroundRole(page.backgroundRole().Base)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("What is said about the answer"))

    def _fit(self) -> None:
        self.equations.setFixedHeight(self.equations.whole_height)

    def _show(self) -> None:
        verdict, diagnosis = self._verdict, self.diagnosis
        if verdict is None:
            return
        told = verdict_in(verdict, notation.current())
        about = None if diagnosis is None else diagnosis_in(diagnosis, notation.current())
        self.text.setText("<br>".join(self._words(told, about)))
        self.equations.setVisible(diagnosis is not None)
        if diagnosis is not None:
            self.equations.show_lines(tuple(self._lines(verdict, diagnosis)))
            self._fit()

    def _words(self, verdict: Verdict, diagnosis: Diagnosis | None) -> Iterator[str]:
        told = f"<b>{SIGNS[verdict.verdict]} {escape(str(verdict.quantity))}</b>"
        if verdict.verdict not in ("right", "unread"):
            right = exactly(verdict.engine, verdict.printed)
            told += self.tr(": yours {}, right {}").format(escape(verdict.printed), right)
        yield told
        if verdict.note:
            yield escape(verdict.note)
        if verdict.because:
            yield self.tr("Follows from {}.").format(", ".join(verdict.because))
        if diagnosis is not None:
            yield from self._about(verdict, diagnosis)
        elif verdict.verdict == "wrong":
            yield self.tr("No single mistake of the table gives this number.")

    def _about(self, verdict: Verdict, diagnosis: Diagnosis) -> Iterator[str]:
        detail = f": <b>{escape(diagnosis.detail)}</b>" if diagnosis.detail else ""
        yield f"{escape(diagnosis.title)}{detail}. {escape(diagnosis.rule)}"
        if diagnosis.places != (str(verdict.quantity),):
            yield self.tr("{}; made there, the mistake leads to {}.").format(
                unwritten(diagnosis.places), exactly(diagnosis.reproduced, verdict.printed)
            )
        if diagnosis.weak:
            yield self.tr("So few digits fit many mistakes: this is a weak sign.")
        if diagnosis.also:
            yield self.tr("The same mistake at {}.").format(", ".join(diagnosis.also))

    def _lines(self, verdict: Verdict, diagnosis: Diagnosis) -> Iterator[TypesetLine]:
        digits = sum(c.isdigit() for c in verdict.printed)
        writing = replace(self._writing, digits=min(max(digits, 5), 12))
        yield words(self.tr("Right"))
        yield from _steps(diagnosis.right, writing)
        yield words(self.tr("Yours fits"))
        yield from _steps(diagnosis.mistaken, writing)


def _steps(steps: tuple[Equation, ...], writing: Writing) -> Iterator[TypesetLine]:
    """An equation and what continues it; a step that changes nothing is left out."""
    if steps:
        yield typeset(steps[0], writing)
    for before, step in pairwise(steps):
        if step.right != before.right:
            yield typeset(Equation(step.right), writing, continues=True)


def _choice(diagnosis: Diagnosis, number: int, count: int) -> str:
    return f"{number}/{count}  {diagnosis.title}"
