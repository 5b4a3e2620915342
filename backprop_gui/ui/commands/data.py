"""The menu Data. Its commands about samples have keys in the table of samples alone."""

from __future__ import annotations

from functools import partial

from backprop_gui.session.changes import data_set
from backprop_gui.ui.commands.command import DATA, Command, idle
from backprop_gui.ui.dialogs.questions import ask_seed
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.panels.data import copying
from backprop_gui.ui.parts import Parts

TABLE = "data"
"""Where the keys of the commands about samples act."""


def _show(parts: Parts) -> None:
    parts.show_dock("data")
    parts.data.table.setFocus()


def _selected(parts: Parts) -> bool:
    return idle(parts) and bool(parts.data.selected)


def _seen(parts: Parts) -> bool:
    return idle(parts) and in_sight(parts.data)


def _selected_last(parts: Parts) -> int:
    """The sample behind which new ones are inserted: else the last to train on."""
    document = parts.desk.session.document
    training = len(document.inputs) - document.validation
    return max(parts.data.selected, default=training)


def _add(parts: Parts) -> None:
    after = _selected_last(parts)
    data_set.add_blank(parts.desk.session, after)
    parts.data.select((after + 1,))


def _duplicate(parts: Parts) -> None:
    chosen = parts.data.selected
    data_set.duplicate(parts.desk.session, chosen)
    parts.data.select(tuple(range(max(chosen) + 1, max(chosen) + 1 + len(chosen))))


def _remove(parts: Parts) -> None:
    data_set.remove(parts.desk.session, parts.data.selected)


def _move(step: int, parts: Parts) -> None:
    parts.data.select(data_set.move(parts.desk.session, parts.data.selected, step))


def _can_move(step: int, parts: Parts) -> bool:
    if not _selected(parts):
        return False
    end = 1 if step < 0 else len(parts.desk.session.document.inputs)
    return end not in parts.data.selected


def _paste_new(parts: Parts) -> None:
    after = _selected_last(parts)
    new = copying.paste_new(parts.desk.session, after, parts.desk.writing.decimal_mark)
    parts.data.select(tuple(range(after + 1, after + 1 + new)))


def _shuffle(parts: Parts) -> None:
    seed = ask_seed(
        parts.window,
        parts.desk.session.document.seed,
        "Shuffle the samples",
        "Seed of the order:",
    )
    if seed is not None:
        data_set.shuffle(parts.desk.session, seed)


def _outside(parts: Parts) -> int | None:
    """The current sample, from 0, if it is not in the present batch."""
    row = parts.data.table.currentIndex().row()
    outside = _selected(parts) and parts.data.is_in_a_later_batch(row)
    return row if outside else None


def _go_to_batch(parts: Parts) -> None:
    row = _outside(parts)
    if row is not None:
        parts.desk.go_to_batch_with(row + 1)


COMMANDS: tuple[Command, ...] = (
    Command(
        "data",
        "Show the &Data",
        ("Ctrl+Shift+D",),
        "",
        DATA,
        20,
        _show,
        tip="Go to the table of samples",
    ),
    Command(
        "make-data",
        "&Make Data…",
        ("Ctrl+K",),
        "",
        DATA,
        20,
        lambda p: p.data_files.ask_made(),
        idle,
        tip="Use made data: gates, curves, moons, spirals, digits",
    ),
    Command(
        "add-sample",
        "&Add a Sample",
        ("Ins", "Ctrl+Return"),
        "",
        DATA,
        21,
        _add,
        _seen,
        tip="Insert a sample, all 0, below the selected one",
        where=TABLE,
    ),
    Command(
        "duplicate-samples",
        "D&uplicate the Samples",
        ("Alt+Ins", "Ctrl+Shift+Return"),
        "",
        DATA,
        21,
        _duplicate,
        _selected,
        tip="Insert the selected samples once more",
        where=TABLE,
    ),
    Command(
        "remove-samples",
        "&Remove the Samples",
        ("Del",),
        "",
        DATA,
        21,
        _remove,
        _selected,
        tip="Remove the selected samples",
        where=TABLE,
    ),
    Command(
        "move-samples-up",
        "Move the Samples U&p",
        ("Alt+Shift+Up",),
        "",
        DATA,
        21,
        partial(_move, -1),
        partial(_can_move, -1),
        tip="Move the selected samples towards the first",
        where=TABLE,
    ),
    Command(
        "move-samples-down",
        "Move the Samples Do&wn",
        ("Alt+Shift+Down",),
        "",
        DATA,
        21,
        partial(_move, 1),
        partial(_can_move, 1),
        tip="Move the selected samples towards the last",
        where=TABLE,
    ),
    Command(
        "copy-samples",
        "&Copy the Numbers",
        ("Ctrl+C",),
        "",
        DATA,
        22,
        lambda p: copying.copy(p.desk.session, p.data.table.block, p.desk.writing.decimal_mark),
        _selected,
        tip="Copy the selected numbers for a spreadsheet",
        where=TABLE,
    ),
    Command(
        "paste-samples",
        "Pas&te the Numbers",
        ("Ctrl+V",),
        "",
        DATA,
        22,
        lambda p: copying.paste_over(
            p.desk.session, p.data.table.block, p.desk.writing.decimal_mark
        ),
        _selected,
        tip="Put numbers from a spreadsheet over those from the selected one on",
        where=TABLE,
    ),
    Command(
        "paste-new-samples",
        "Paste as &New Samples",
        ("Ctrl+Shift+V",),
        "",
        DATA,
        22,
        _paste_new,
        _seen,
        tip="Insert samples from a spreadsheet below the selected one",
        where=TABLE,
    ),
    Command(
        "shuffle-samples",
        "&Shuffle the Samples…",
        ("Ctrl+Shift+R",),
        "",
        DATA,
        23,
        _shuffle,
        idle,
        tip="Put all samples, those for validation too, into an order drawn from a seed",
    ),
    Command(
        "go-to-batch",
        "&Go to the Sample's Batch",
        ("Ctrl+Alt+Return",),
        "",
        DATA,
        23,
        _go_to_batch,
        lambda p: _outside(p) is not None,
        tip="Go to the next iteration whose batch has the current sample",
    ),
)
