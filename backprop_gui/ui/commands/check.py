"""The menu Check: numbers worked out by hand."""

from __future__ import annotations

from backprop_gui.ui.commands.command import CHECK, Command, idle
from backprop_gui.ui.panels.answers.marks import When
from backprop_gui.ui.parts import Parts


def _begin(parts: Parts) -> None:
    parts.show_dock("answers")
    parts.answers.begin()


def _mark(parts: Parts) -> None:
    parts.show_dock("answers")
    parts.answers.mark()


def _next(parts: Parts) -> None:
    parts.show_dock("answers")
    parts.answers.next_mistake()


def _tolerance(parts: Parts) -> None:
    parts.show_dock("answers")
    parts.answers.tolerance.box.setFocus()
    parts.answers.tolerance.box.selectAll()


def _answered(parts: Parts) -> bool:
    return idle(parts) and bool(parts.desk.session.answers)


def _when(when: When, text: str, key: str, tip: str) -> Command:
    return Command(
        f"mark-{when}",
        text,
        (key,),
        "",
        CHECK,
        22,
        lambda parts: parts.choose_marking(when),
        checked=lambda parts: parts.answers.marks.when == when,
        tip=tip,
    )


COMMANDS: tuple[Command, ...] = (
    Command(
        "answers",
        "Type &Answers",
        ("Ctrl+T",),
        "",
        CHECK,
        20,
        _begin,
        idle,
        tip="Type numbers worked out by hand into the worksheet",
    ),
    Command(
        "check-answers",
        "Check &Now",
        ("Ctrl+Shift+K",),
        "",
        CHECK,
        20,
        _mark,
        _answered,
        tip="Mark all answers",
    ),
    Command(
        "show-mistake",
        "&Show Me",
        ("Ctrl+J",),
        "",
        CHECK,
        20,
        lambda p: p.show_me.show(),
        lambda p: idle(p) and p.answers.blamed is not None,
        tip="Go to the step in which the selected answer's mistake was made",
    ),
    Command(
        "next-mistake",
        "Next &Mistake",
        ("Ctrl+Shift+J",),
        "",
        CHECK,
        20,
        _next,
        _answered,
        tip="Select the next wrong answer",
    ),
    Command(
        "import-answers",
        "&Import Answers…",
        ("Ctrl+Shift+T",),
        "",
        CHECK,
        21,
        lambda p: p.answer_files.ask_import(),
        idle,
        tip="Read answers from a file: quantity,value[,iteration][,note]",
    ),
    Command(
        "paste-answers",
        "&Paste Answers…",
        ("Ctrl+Alt+V",),
        "",
        CHECK,
        21,
        lambda p: p.answer_files.paste(),
        idle,
        tip="Read answers from the clipboard",
    ),
    Command(
        "export-answers",
        "&Export Answers…",
        ("Ctrl+Alt+T",),
        "",
        CHECK,
        21,
        lambda p: p.answer_files.ask_export(),
        _answered,
        tip="Write the answers as CSV",
    ),
    Command(
        "save-marked",
        "Save the Mar&ked Sheet…",
        ("Ctrl+Alt+E",),
        "",
        CHECK,
        21,
        lambda p: p.answer_files.ask_marked(),
        _answered,
        tip="Write the marked sheet as a page, text or table",
    ),
    Command(
        "clear-answers",
        "&Remove All Answers",
        ("Ctrl+Alt+A",),
        "",
        CHECK,
        21,
        lambda p: p.desk.session.set_answers(()),
        _answered,
        tip="Remove all answers; Undo brings them back",
    ),
    _when("once", "Mark at &Once", "Ctrl+Alt+4", "Mark each number as it is typed"),
    _when(
        "phase",
        "Mark at the End of a P&hase",
        "Ctrl+Alt+5",
        "Mark a phase's numbers when it has been stepped through or answered",
    ),
    _when("demand", "Mark on &Demand", "Ctrl+Alt+6", "Mark with Check Now only"),
    Command(
        "tolerance",
        "&Tolerance",
        ("Ctrl+Alt+7",),
        "",
        CHECK,
        22,
        _tolerance,
        idle,
        tip="How many times more than its digits allow an answer may be off",
    ),
)
