"""The worksheet of the iteration as a table: name, the person's number, verdict, remark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication

from backprop_gui.engine.program import Program
from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.formula.printed import printed
from backprop_gui.marking.verdicts import Marked, Verdict
from backprop_gui.report.marked import SIGNS
from backprop_gui.session.run.answers import WrittenAnswer
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation, theme
from backprop_gui.ui.look.fonts import fixed_font
from backprop_gui.ui.panels.answers.sections import Sections
from backprop_gui.ui.panels.program.model import PHASES
from backprop_gui.ui.panels.values.rows import Rows, every

NAME, YOURS, VERDICT, REMARK = range(4)
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class AnswerModel(QAbstractTableModel):
    """Every computed quantity below its phase, then answers that are for none of them.

    `refused` says why a typed text is no number; it stays in its cell.
    """

    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._rows, self._sections = session, Rows(), Sections()
        self._program: Program | None = None
        self._others: tuple[str, ...] = ()
        self._answers: dict[str, WrittenAnswer] = {}
        self._of: tuple[object, ...] = ()
        self._verdicts: dict[str, Verdict] = {}
        self._remarks: dict[int, str] | None = None
        self._marked: Marked | None = None
        self._colours = theme.current()

    def set_session(self, session: Session) -> None:
        """Show another session's worksheet."""
        self._session, self._program, self._of = session, None, ()

    def refresh(self, marked: Marked) -> None:
        """Show the iteration in which the session stands, its answers and their marks."""
        session, iteration = self._session, self._session.position.iteration
        self._colours = theme.current()
        self._verdicts = {str(v.quantity): v for v in marked.verdicts if v.iteration == iteration}
        if marked is not self._marked:
            self._marked, self._remarks = marked, None
        self._read_answers()
        if self._program is not session.program or self._others != self._named_otherwise():
            self._list()
        elif self.rowCount():
            last = self.index(self.rowCount() - 1, REMARK)
            self.dataChanged.emit(self.index(0, YOURS), last)

    @property
    def long_names(self) -> tuple[str, ...]:
        """The last names of all arrays, which are the widest."""
        specs = (run.spec for run in self._rows.runs)
        last = (str(spec.element(spec.size - 1)) for spec in specs)
        return tuple(map(self._told, (*last, *self._others)))

    def rename(self) -> None:
        """Names have become others: draw all anew."""
        self._remarks = None
        if self.rowCount():
            last = self.index(self.rowCount() - 1, REMARK)
            self.dataChanged.emit(self.index(0, NAME), last)

    def name(self, row: int) -> str:
        """The quantity in a row; "" in a heading's."""
        if self.heading(row) is not None:
            return ""
        item = self._sections.item(row)
        if item >= self._rows.count:
            return self._others[item - self._rows.count]
        spec, number = self._rows.at(item)
        return str(spec.element(number))

    def heading(self, row: int) -> str | None:
        """The phase that begins in a row; None where there is a quantity."""
        return self._sections.title(row)

    @property
    def headings(self) -> tuple[int, ...]:
        """The rows of all headings."""
        return self._sections.rows

    def fill(self, row: int, texts: Sequence[str]) -> None:
        """Put numbers into the rows from here on, over the headings; a blank leaves one as it is.

        Raises InvalidValue where there are too few rows.
        """
        rows = [n for n in range(row, self.rowCount()) if self.heading(n) is None]
        if len(texts) > len(rows):
            told = self.tr("{} numbers are too many: from {} on there are {} quantities.")
            first = self._told(self.name(row))
            raise InvalidValue(told.format(len(texts), first, len(rows)))
        at = self._session.position.iteration
        names = (self._given_name(self.name(n)) for n in rows)
        pairs = zip(names, texts, strict=False)
        self._session.add_answers(WrittenAnswer(n, text, at) for n, text in pairs if text)

    def erase(self, rows: Iterable[int]) -> None:
        """Take answers away, all in one change."""
        at = self._session.position.iteration
        gone = {(self._given_name(self.name(row)), at) for row in rows}
        kept = [a for a in self._session.answers if a.place not in gone]
        self._session.set_answers(kept)

    def _given_name(self, name: str) -> str:
        """As the person wrote it."""
        given = self._answers.get(name)
        return given.quantity if given else name

    def verdict(self, row: int) -> Verdict | None:
        """The mark of a row's answer; None where there is none yet."""
        name = self.name(row)
        answer, verdict = self._answers.get(name), self._verdicts.get(name)
        same = answer is not None and verdict is not None and verdict.printed == answer.text
        return verdict if same else None

    @property
    def remarks(self) -> dict[int, str]:
        """What is said about answers, by their rows."""
        if self._remarks is None:
            rows = ((self.row_of(name), answer) for name, answer in self._answers.items())
            known = ((row, answer) for row, answer in rows if row is not None)
            told = {row: self._told(self._remark(row, answer)) for row, answer in known}
            self._remarks = {row: text for row, text in told.items() if text}
        return self._remarks

    def row_of(self, name: str) -> int | None:
        """The row of a quantity."""
        if name in self._others:
            return self._sections.row(self._rows.count + self._others.index(name))
        try:
            place = self._session.find(name)
        except BackpropError:
            return None
        item = self._rows.find(place.spec.name, place.number)
        return None if item is None else self._sections.row(item)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        items = self._rows.count + len(self._others)
        return 0 if parent.isValid() else items + len(self._sections.starts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        if role == _Role.DisplayRole and side is Qt.Orientation.Horizontal:
            heads = (self.tr("Quantity"), self.tr("Yours"), self.tr("Verdict"), self.tr("Remark"))
            return heads[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        row, column = index.row(), index.column()
        if (heading := self.heading(row)) is not None:
            return self._of_heading(heading, role) if column == NAME else None
        match role:
            case _Role.DisplayRole | _Role.EditRole:
                return self._text(row, column)
            case _Role.ToolTipRole:
                return self._text(row, REMARK) or self._text(row, NAME)
            case _Role.AccessibleTextRole:
                return self._spoken(row, column)
            case _Role.FontRole if column == YOURS:
                return fixed_font()
            case _Role.ForegroundRole:
                return self._colour(row, column)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.heading(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags  # the keys pass over it
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == YOURS else flags

    def setData(self, index: _Index, value: Any, role: int = 0) -> bool:
        text, name = str(value).strip(), self.name(index.row())
        if text == self._text(index.row(), YOURS):
            return False
        try:
            at = self._session.position.iteration
            self._session.answer(self._given_name(name), text, at)
        except BackpropError as refusal:
            self.refused.emit(str(refusal))
            return False
        self._read_answers()  # the next key may come before the next drawing
        if problem := _problem(text):
            self.refused.emit(f"{self._told(name)}: {problem}")
        return True

    def _text(self, row: int, column: int) -> str:
        if column == NAME:
            return self._told(self.name(row))
        answer = self._answers.get(self.name(row))
        if answer is None:
            return ""
        if column == YOURS:
            return answer.text
        if column == VERDICT:
            return self._word(row, answer)
        return self.remarks.get(row, "")

    def _told(self, text: str) -> str:
        return notation.shown(self._session, text)

    def _of_heading(self, heading: str, role: int) -> Any:
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return heading
            case _Role.FontRole:
                font = QFont(QGuiApplication.font())
                font.setBold(True)
                return font
            case _Role.ForegroundRole:
                return QColor(self._colours.text)
            case _Role.BackgroundRole:
                return QColor(self._colours.grid)
        return None

    def _word(self, row: int, answer: WrittenAnswer) -> str:
        verdict = self.verdict(row)
        word = verdict.verdict if verdict else "unread" if _problem(answer.text) else ""
        return f"{SIGNS[word]} {_words(self, word)}" if word else ""

    def _remark(self, row: int, answer: WrittenAnswer) -> str:
        verdict = self.verdict(row)
        if verdict is None:
            return _problem(answer.text)
        if verdict.diagnoses:
            first = verdict.diagnoses[0]
            return f"{first.title}: {first.detail}" if first.detail else first.title
        if verdict.verdict == "wrong":
            return self.tr("No single mistake of the table gives this number.")
        because = ", ".join(verdict.because)
        return verdict.note or (self.tr("follows from {}").format(because) if because else "")

    def _spoken(self, row: int, column: int) -> str:
        text = self._text(row, column)
        if column == YOURS:
            return self.tr("{}, yours: {}").format(self._text(row, NAME), text or self.tr("blank"))
        if column == VERDICT and (remark := self.remarks.get(row)):
            return f"{text}: {remark}"
        return text

    def _colour(self, row: int, column: int) -> QColor | None:
        if column == NAME:
            return QColor(self._colours.muted)
        if column != VERDICT:
            return None
        verdict = self.verdict(row)
        word = verdict.verdict if verdict else "unread"
        colours = {"right": self._colours.positive, "follows": self._colours.stale}
        return QColor(colours.get(word, self._colours.error))

    def _read_answers(self) -> None:
        session, at = self._session, self._session.position.iteration
        of = session.answers, at, session.program
        if len(self._of) == 3 and all(a is b or a == b for a, b in zip(self._of, of, strict=True)):
            return
        self._of, self._remarks = of, None
        self._answers = {
            self._canonical(a.quantity): a for a in session.answers if a.iteration == at
        }

    def _canonical(self, name: str) -> str:
        try:
            return str(self._session.find(name).name)
        except BackpropError:
            return name

    def _named_otherwise(self) -> tuple[str, ...]:
        return tuple(name for name in self._answers if not self._is_computed(name))

    def _is_computed(self, name: str) -> bool:
        try:
            place = self._session.find(name)
        except BackpropError:
            return False
        return place.index is not None and place.spec.name in self._session.program.producers

    def _list(self) -> None:
        self.beginResetModel()
        self._program = self._session.program
        self._rows = every(operation.output for operation in self._program.operations)
        self._others = self._named_otherwise()
        self._sections = self._by_phase()
        self.endResetModel()

    def _by_phase(self) -> Sections:
        """A phase may have several stretches; what is computed nowhere comes last."""
        found, item, before = dict[int, str](), 0, None
        for operation in self._session.program.operations:
            if operation.phase != before:
                found[item], before = PHASES[operation.phase], operation.phase
            item += operation.output.size
        if self._others:
            found[item] = self.tr("Given or unknown")
        return Sections(tuple(found), tuple(found.values()))


def _problem(text: str) -> str:
    """Why a text is no number; "" where it is one or blank."""
    try:
        printed(text)
    except BackpropError as problem:
        return str(problem) if text.strip() else ""
    return ""


def _words(model: AnswerModel, word: str) -> str:
    return {
        "right": model.tr("right"),
        "follows": model.tr("follows"),
        "wrong": model.tr("wrong"),
        "unread": model.tr("unread"),
    }[word]
