"""Reads answers from a file or the clipboard, line by line; nothing is guessed silently.

`quantity,value[,iteration][,note]`, also with semicolons (then a comma may be the decimal mark)
or tabs. Commas inside brackets do not separate: `delta[1,1],0.045` and `w^1_{2,1},0.045` read as
they look.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from backprop_gui.errors import BackpropError, InvalidValue, quoted
from backprop_gui.formula.printed import Printed, printed
from backprop_gui.marking.answers import Answer, Answers, Unread
from backprop_gui.session.run.answers import WrittenAnswer

MOST_LINES = 100_000
_MOST_BYTES = 50_000_000
_OPEN, _CLOSED = "[{", "]}"
_HEADERS = ("quantity", "name", "variable")


def read_answers(path: str | Path) -> Answers:
    """The answers of a file in UTF-8; raises InvalidValue where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as problem:
        raise InvalidValue(f"{path} cannot be read: {problem.strerror or problem}.") from None
    if len(content) > _MOST_BYTES:
        raise InvalidValue(f"{path} is larger than {_MOST_BYTES // 1_000_000} MB of answers.")
    try:
        return answers_of(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise InvalidValue(
            f"{path}, line {line}: the text is not UTF-8; save it as such."
        ) from None


def answers_of(text: str) -> Answers:
    """The answers of a text."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise InvalidValue(f"{len(lines):,} lines; at most {MOST_LINES:,} are allowed.")
    mark = _separator(lines)
    found, unread = list[Answer](), list[Unread]()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#") or _is_header(line, mark, found):
            continue
        try:
            found.append(_answer(line, number, mark))
        except BackpropError as problem:
            name, rest = _parted(line, mark)
            reason = f"Line {number}: {problem}"
            unread.append(Unread(number, line.strip(), reason, name, rest))
    return Answers(tuple(found), tuple(unread))


def column_of(text: str) -> tuple[str, ...]:
    """The lines of a bare column of numbers, some of them blank; none where it is no such."""
    lines = tuple(line.strip() for line in text.strip("\r\n").splitlines())
    try:
        numbers = [printed(line) for line in lines if line]
    except BackpropError:
        return ()
    return lines if numbers else ()


def write_answers(answers: Iterable[WrittenAnswer], path: str | Path) -> None:
    """A file that `read_answers` reads again; raises InvalidValue where it cannot be written."""
    try:
        Path(path).write_text(answers_as_text(answers), encoding="utf-8")
    except OSError as problem:
        raise InvalidValue(f"{path} cannot be written: {problem.strerror or problem}.") from None


def answers_as_text(answers: Iterable[WrittenAnswer]) -> str:
    """As CSV with semicolons, so that every number reads as it was typed, be it one or not."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(("quantity", "value", "iteration", "note"))
    writer.writerows((a.quantity, a.text, a.iteration, a.note) for a in answers)
    return out.getvalue()


def _separator(lines: list[str]) -> str:
    """What stands between the fields in the first line that has one."""
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            outside = _outside_brackets(line)
            return next((mark for mark in "\t;" if mark in outside), ",")
    return ","


def _outside_brackets(line: str) -> str:
    found, depth = "", 0
    for c in line:
        depth += (c in _OPEN) - (c in _CLOSED and depth > 0)
        found += c if not depth else ""
    return found


def _is_header(line: str, mark: str, found: list[Answer]) -> bool:
    first = line.split(mark, maxsplit=1)[0].strip().strip('"').lower()
    return not found and first in _HEADERS


def _answer(line: str, number: int, mark: str) -> Answer:
    fields = [field.strip() for field in _fields(line, mark)]
    if mark == "," and len(fields) > 2 and _is_decimal_comma(fields):
        raise InvalidValue(
            f"{quoted(line.strip())}: is {fields[1]},{fields[2]} one number? With decimal commas "
            "separate the fields by semicolons."
        )
    if len(fields) < 2 or not fields[0]:
        raise InvalidValue(f"{quoted(line.strip())} has no value; quantity{mark}value is expected.")
    value = _value(fields[1], mark)
    iteration, note = _rest(fields[2:])
    return Answer(fields[0], value, iteration, note, number)


def _parted(line: str, mark: str) -> tuple[str, str]:
    """The name, and what follows it; ("", all) where there is no name."""
    name = _fields(line, mark)[0]
    rest = line[len(name) :].strip().removeprefix(mark)
    return (name.strip(), rest.strip()) if rest else ("", line.strip())


def _value(text: str, mark: str) -> Printed:
    if not text:
        raise InvalidValue("there is no number.")
    return printed(text, decimal_comma=None if mark != "," else False)


def _is_decimal_comma(fields: list[str]) -> bool:
    """`x[1,1],0,5`: the third field would be no iteration that a person writes in a first sheet."""
    whole = fields[1].lstrip("+-−").isdigit()
    return whole and len(fields) == 3 and fields[2].isdigit() and len(fields[2]) > 1


def _rest(fields: list[str]) -> tuple[int | None, str]:
    """The iteration, if there is one, and the note."""
    if not fields:
        return None, ""
    if fields[0].isascii() and fields[0].isdigit():
        return int(fields[0][:15]), ", ".join(filter(None, fields[1:]))
    if fields[0] and len(fields) > 1 and fields[0].lstrip("-+").replace(".", "").isdigit():
        raise InvalidValue(
            f"{quoted(fields[0])} is no iteration: whole numbers from 0 are allowed."
        )
    return None, ", ".join(filter(None, fields))


def _fields(line: str, mark: str) -> list[str]:
    """Fields between marks that stand outside of brackets and quotes."""
    found, field, depth, quoted = list[str](), "", 0, False
    for c in line:
        if c == '"':
            quoted = not quoted
        elif c == mark and not depth and not quoted:
            found.append(field)
            field = ""
        else:
            depth += (c in _OPEN) - (c in _CLOSED and depth > 0)
            field += c
    return [*found, field]
