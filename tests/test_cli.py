"""The command line, as a person meets it."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

import backprop_gui as bg
from backprop_gui import cli
from backprop_gui.assets import asset
from backprop_gui.ui.platform_check import NoWindow

REASON = NoWindow("there is no display")


@pytest.fixture
def no_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without a display, in an empty folder."""
    monkeypatch.setattr(cli, "why_no_window", lambda: REASON)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_display_the_example_is_stepped_as_text(no_window, capsys) -> None:  # type: ignore[no-untyped-def]
    assert cli.main([]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == str(REASON)
    text = "\n".join(lines)
    for phase in ("Forward", "Loss", "Backward", "Update"):
        assert phase in lines
    assert "delta[2,1] = dx[2,1] · dphi[2,1] = 404.43 · 0.0024665 = 0.99753" in text
    assert "delta[2,1] = x[2,1] − y[1] = 0.99753 − 0 = 0.99753" in text
    assert "Loss 6.0025" in lines
    report = no_window / "backprop-report.html"
    assert str(report.resolve()) in lines[-1]
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_without_a_display_a_file_is_stepped(no_window, capsys) -> None:  # type: ignore[no-untyped-def]
    bg.open_example("xor").save(no_window / "mine.bpg")
    assert cli.main(["mine.bpg"]) == 0
    text = capsys.readouterr().out
    assert "2-4-1" in text
    assert "      … 8 more" in text.splitlines()


def test_where_nothing_may_be_written_the_report_goes_elsewhere(
    no_window,  # type: ignore[no-untyped-def]
    capsys,
    monkeypatch,
) -> None:
    monkeypatch.setattr(cli, "_REPORT_NAME", "no/such/folder.html")
    elsewhere = no_window / "elsewhere" / "no" / "such"
    elsewhere.mkdir(parents=True)
    monkeypatch.setattr(cli.tempfile, "mkdtemp", lambda prefix: str(no_window / "elsewhere"))
    assert cli.main([]) == 0
    assert str((elsewhere / "folder.html").resolve()) in capsys.readouterr().out


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_a_report_is_written_and_named(suffix: str, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / f"out.{suffix}"
    assert cli.main(["report", "xor", "-o", str(out), "--iterations", "2"]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "no-such", "-o", "a.html"], "nlp-assignment"),
        (["report", "xor", "-o", "a.txt"], ".html, .htm or .pdf"),
        (["report", "xor", "-o", "a.html", "--iterations", "0"], "at least 1"),
        (["report", "xor", "-o", "a.html", "--iterations", "1001"], "at most 1,000"),
        (["report", "xor", "-o", "a.html", "--iterations", "1.5"], "no whole number"),
        (["report", "xor", "-o", "a.html", "--iterations", "1_0"], "no whole number"),
        (["report", "xor", "-o", "a.html", "--iterations", "９"], "no whole number"),
        (["report", "", "-o", "a.html"], "the name is empty"),
        (["report", "missing.bpg", "-o", "a.html"], "missing.bpg"),
        (["report", "xor"], "-o"),
        (["--nonsense"], "--nonsense"),
        (["missing.bpg"], "missing.bpg"),
        (["no-such"], "There is no file and no example 'no-such'; examples are nlp-assignment,"),
        ([""], "the name is empty"),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_code_2(
    arguments: list[str], said: str, no_window, capsys
) -> None:  # type: ignore[no-untyped-def]
    try:
        code = cli.main(arguments)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    message = capsys.readouterr().err
    assert said in message
    assert len(message.splitlines()) == 1


def test_a_long_report_tells_how_far_it_has_come(
    tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    out = str(tmp_path / "out.html")
    assert cli.main(["report", "nlp-assignment", "-o", out, "--iterations", "3"]) == 0
    assert not capsys.readouterr().err
    clock = itertools.count(0.0, 0.7)
    monkeypatch.setattr("backprop_gui.report.patience.monotonic", lambda: next(clock))
    assert cli.main(["report", "nlp-assignment", "-o", out, "--iterations", "3"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "2 of 3 iterations worked out, working …",
        "3 of 3 iterations worked out, writing the report …",
    ]


def test_help_tells_of_the_report(capsys) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    assert (
        "report FILE|EXAMPLE -o OUT [--iterations N] [--notation NAME]" in capsys.readouterr().out
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only there the display is a variable")
def test_the_command_runs_without_a_display(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "backprop_gui"],
        env=environment | {"PYTHONIOENCODING": "ascii"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("No window can open: there is no display")
    assert (tmp_path / "backprop-report.html").exists()
    assert not done.stderr


def test_with_a_display_the_window_opens_on_a_file_or_an_example(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(cli, "why_no_window", lambda: None)
    monkeypatch.setattr("backprop_gui.app.run", lambda source: asked.append(source) or 0)
    for arguments in ([], ["mine.bpg"], ["xor"]):
        assert cli.main(arguments) == 0
    assert asked == ["nlp-assignment", "mine.bpg", "xor"]


def test_an_example_is_opened_by_its_name_unless_a_file_has_it(no_window, capsys) -> None:  # type: ignore[no-untyped-def]
    (no_window / "dead-relu").mkdir()
    assert cli.main(["dead-relu"]) == 0
    assert "1-2-1" in capsys.readouterr().out
    bg.open_example("xor").save(no_window / "other.bpg")
    (no_window / "other.bpg").rename(no_window / "digits.of.mine")
    assert cli.main(["digits.of.mine"]) == 0
    assert "2-4-1" in capsys.readouterr().out


def test_the_examples_are_listed(capsys) -> None:  # type: ignore[no-untyped-def]
    assert cli.main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[::2] == [example.name for example in bg.examples()]
    assert lines[1] == (
        "    The assignment: 3-2-1, one iteration. δ of the output is the product of two factors "
        "that almost cancel: 404.43 · 0.0024665."
    )


def test_check_marks_a_sheet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answers = str(asset("examples/nlp-assignment-answers.csv"))
    assert cli.main(["check", "nlp-assignment", answers]) == 0
    assert "✗ wrong" in capsys.readouterr().out
    page = tmp_path / "marked.html"
    assert cli.main(["check", "nlp-assignment", answers, "-o", str(page)]) == 0
    assert "base-10 logarithm" in page.read_text("utf-8")
    assert cli.main(["check", "nlp-assignment", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_pictures_are_written_and_named(qapp, tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    out = str(tmp_path / "net.svg")
    assert cli.main(["picture", "xor", "-o", out, "--at", "loss", "--count", "2", "--dark"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "net-001.svg"),
        str(tmp_path / "net-002.svg"),
    ]
    assert cli.main(["picture", "xor", "-o", out, "--each", "hour"]) == 2
    assert "'hour' is none of them" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "own"),
    [
        (("report", "nlp-assignment", "-o", "a.html"), "z1.grad[0]"),
        (("check", "nlp-assignment", "answers.csv", "-o", "a.txt"), "z1.grad[0]"),
        (("picture", "nlp-assignment", "-o", "a.svg"), "input[0]"),
    ],
)
def test_a_notation_can_be_chosen(qapp, tmp_path, arguments, own) -> None:  # type: ignore[no-untyped-def]
    *command, name = arguments
    answers = tmp_path / "answers.csv"
    answers.write_text("z1.grad[0],1\n", encoding="utf-8")
    given = [str(answers) if part == "answers.csv" else part for part in command]
    out = tmp_path / name
    assert cli.main([*given, str(out), "--notation", "pytorch"]) == 0
    assert own in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["report", "check", "picture"])
def test_another_notation_is_refused_with_all_there_are(command, capsys) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SystemExit):
        cli.main([command, "xor", "-o", "a.html", "--notation", "greek"])
    (told,) = capsys.readouterr().err.splitlines()
    assert "no notation 'greek'; allowed are assignment, nielsen, cs231n, pytorch;" in told
