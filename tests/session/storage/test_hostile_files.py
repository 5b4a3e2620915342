"""Files made to do harm: each gets one short sentence, and takes neither memory nor time."""

from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

import backprop_gui as bg
from backprop_gui.session.run.edits import MOST_EDITS
from tests.session.storage.changed_files import changed

LONG = "A" * 100_000
MANY = 10**30
MEBIBYTES = 2**20


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A session with two branches, a breakpoint, a watch and a note."""
    session = bg.open_example("nlp-assignment")
    session.step_iteration(3)
    session.restart()
    session.step_iteration()
    session.set("w_new[1,1,1]", 0.5)
    session.add_note("here")
    session.add_breakpoint("loss < 0.1")
    session.add_watch("loss")
    path = tmp_path_factory.mktemp("whole") / "run.bpg"
    session.save(path)
    return json.loads(path.read_text("utf-8"))


def said_of(path: Path, content: bytes) -> str:
    """The sentence that a file is refused with."""
    path.write_bytes(content)
    with pytest.raises(bg.StorageError) as refused:
        bg.open_session(path)
    return str(refused.value)


LAYER = {"units": 1}
EDIT = {"position": [0, 1, 0], "quantity": "w_new[1,1,1]", "value": 1.0}

# Where, what stands there instead, and what the message says.
CLAIMS: tuple[tuple[str, object, str], ...] = (
    ("network.layers.0.units", 10**9, "from 1 to 1,000,000 is allowed. - at `$.network.layers[0]`"),
    ("network.layers.0.units", MANY, "from 1 to 1,000,000 is allowed. - at `$.network.layers[0]`"),
    ("network.inputs", 10**9, "from 1 to 1,000,000 is allowed. - at `$.network`"),
    (
        "network.layers",
        [LAYER | {"units": 10**6}] * 2,
        "1,000,003,000,000 edges; at most 50,000,000",
    ),
    ("network.layers", [LAYER] * 20_000, "20,000 layers; at most 1,000 are allowed"),
    ("network.layers", [LAYER] * 900, "b[107] and 1,792 more"),
    ("position", [10**12, 0, 0], "$.losses holds 1 numbers"),
    ("position", [MANY, 0, 0], "at `$.position[0]`"),
    ("begins", MANY, "at `$.begins`"),
    ("notes.0.position", [10**19, 0, 0], "at `$.notes[0].position[0]`"),
    ("notes", [{"position": [0, 0, 0], "text": "x"}] * 10_001, "10,000 are allowed"),
    ("edits", [EDIT] * (MOST_EDITS + 1), "100,001 edits; 100,000 are allowed"),
    ("edits.0.position", [MANY, 0, 0], "at `$.edits[0].position[0]`"),
    ("precision", {"digits": 10**9}, "from 1 to 17 is allowed"),
    ("seed", 10**400, "0 to 18446744073709551615 is allowed. - at `$.seed`"),
    ("batch_size", -MANY, "at `$.batch_size`"),
    ("clip_norm", -1.0, "at `$.clip_norm`"),
    ("answers", [{"quantity": "loss", "text": "1", "iteration": MANY}], "at `$.answers[0]`"),
    ("answers", [{"quantity": "loss", "text": "1"}] * 2, "answered twice"),
    ("breakpoints.0.hits", MANY, "1 to 1,000,000,000 is allowed. - at `$.breakpoints[0]`"),
    ("parameters.w[1]", [["1", "1"]] * 3, "not a table of numbers"),
    ("parameters.w[1]", [[[[[[1]]]]]], "shape of 6 axes"),
    ("parameters.w[1]", [[10**400, 1]] * 3, "is too large"),
    ("branch.origin", "branch 1", "only one with a smaller number"),
    ("branches.0.branch.origin", "branch 1", "only one with a smaller number"),
    ("branches.0.branch.number", 1, "different numbers"),
    ("branches.0.branch.name", "branch 1", "different names"),
    ("branches.0.branches", [{}], "at `$.branches[0].branches[0]`"),
)


@pytest.mark.parametrize(("place", "content", "said"), CLAIMS, ids=lambda v: str(v)[:40])
def test_a_claim_is_refused_before_memory_is_taken_for_it(
    tmp_path: Path, whole: Any, place: str, content: object, said: str
) -> None:
    text = json.dumps(changed(whole, place, content)).encode()
    tracemalloc.start()
    try:
        message = said_of(tmp_path / "run.bpg", text)
        assert tracemalloc.get_traced_memory()[1] < 64 * MEBIBYTES
    finally:
        tracemalloc.stop()
    assert said in message


TEXTS = (
    "format", "version", "network.layers.0.activation", "network.loss.name", "optimizer.name",
    "edits.0.quantity", "branch.name", "branch.origin", "watches.0", "breakpoints.0.expression",
    "breakpoints.0.log", "notes.0.text", "frozen", "tied", "answers", "network.masks",
    "parameters", "seed",
)  # fmt: skip
HOLDING: dict[str, object] = {
    "frozen": [LONG],
    "tied": [[LONG, LONG]],
    "answers": [{"quantity": LONG, "text": LONG}],
    "network.masks": {LONG: [[1]]},
    "parameters": {LONG: [[1]]},
}


@pytest.mark.parametrize("place", TEXTS)
def test_a_message_quotes_little(tmp_path: Path, whole: Any, place: str) -> None:
    content = json.dumps(changed(whole, place, HOLDING.get(place, LONG))).encode()
    message = said_of(tmp_path / "run.bpg", content)
    assert "A" * 81 not in message
    assert len(message) < 500


def _nested(whole: Any, place: str, times: int) -> bytes:
    before, after = json.dumps(changed(whole, place, ["@"])).encode().split(b'"@"')
    inside = json.dumps(changed(whole, place, [])).encode()
    return before * times + inside + after * times


def test_deep_nesting_is_refused(tmp_path: Path, whole: Any) -> None:
    deep = json.dumps(changed(whole, "parameters.w[1]", "@")).encode().replace(b'"@"', b"[" * 10**5)
    # Where this Python decodes so deep a file, another sentence says what is wrong in it.
    for content, said in (
        (b"[" * 10**6, "Expected `object`"),
        (b'{"a":' * 10**5, ""),
        (_nested(whole, "branches", 2000), "$.branches must have no branches of their own"),
        (_nested(whole, "earlier", 2000), "The documents begin in iterations"),
        (deep, ""),
    ):
        message = said_of(tmp_path / "run.bpg", content)
        assert "nested far deeper than a session" in message or (said and said in message)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (b"NaN", "no JSON text in UTF-8: invalid character in line 1, byte "),
        (b"-Infinity", "no JSON text in UTF-8"),
        (b"1e999", "up to 1.8e308 is allowed - at `$.edits[0].value`"),
        (b"1" * 5000, "at `$.edits[0].value`"),
    ],
)
def test_what_is_no_number(tmp_path: Path, whole: Any, number: bytes, said: str) -> None:
    content = json.dumps(changed(whole, "edits.0.value", 12345)).encode()
    assert said in said_of(tmp_path / "run.bpg", content.replace(b"12345", number))


def test_texts_in_other_encodings(tmp_path: Path, whole: Any) -> None:
    path, text = tmp_path / "run.bpg", json.dumps(whole)
    for encoding in ("utf-16", "utf-32", "cp500"):
        assert "no JSON text in UTF-8" in said_of(path, text.encode(encoding))
    note = json.dumps(changed(whole, "notes.0.text", "@")).encode()
    assert "not in UTF-8" in said_of(path, note.replace(b'"@"', b'"\xe9"'))
    assert "no JSON text" in said_of(path, note.replace(b'"@"', b'"\\ud800"'))
    path.write_bytes(text.encode("utf-8-sig"))
    assert bg.open_session(path).notes[0].text == "here"


def test_an_unknown_field_is_named_in_one_line(tmp_path: Path, whole: Any) -> None:
    message = said_of(tmp_path / "run.bpg", json.dumps(whole | {"a\nb\u202e": 1}).encode())
    assert message.endswith("unknown field `aU+000AbU+202E`.")


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.bpg")
    (tmp_path / "device.bpg").symlink_to("/dev/zero")
    for name in ("pipe.bpg", "device.bpg"):
        with pytest.raises(bg.StorageError, match="It is not a file"):
            bg.open_session(tmp_path / name)


def test_a_file_of_a_size_that_no_session_has(tmp_path: Path) -> None:
    with (tmp_path / "large.bpg").open("wb") as file:
        file.truncate(2**30 + 1)
    with pytest.raises(bg.StorageError, match="1,073,741,825 bytes; 1,073,741,824 are allowed"):
        bg.open_session(tmp_path / "large.bpg")


@pytest.mark.parametrize("name", ["a\0b.bpg", "a" * 300 + ".bpg", "a\ud800.bpg"])
def test_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    session = bg.open_example("xor")
    with pytest.raises(bg.StorageError, match="cannot be written"):
        session.save(tmp_path / name)
    with pytest.raises(bg.StorageError, match="cannot be read"):
        bg.open_session(tmp_path / name)


def test_a_name_as_long_as_a_file_can_have(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 251}.bpg"
    bg.open_example("xor").save(path)
    assert bg.open_session(path).network.depth == 2


@pytest.mark.skipif(os.name == "nt", reason="links are for the privileged there")
def test_saving_follows_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.bpg", tmp_path / "link.bpg"
    link.symlink_to(real)
    for _ in range(2):
        bg.open_example("xor").save(link)
        assert link.is_symlink()
        assert bg.open_session(real).network.depth == 2


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.bpg"
    bg.open_example("xor").save(path)
    before = path.read_bytes()
    path.chmod(0o444)
    # Root may write everything: what others may do is said in its place.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(bg.StorageError, match="Permission denied"):
        bg.open_example("digits").save(path)
    assert path.read_bytes() == before
    path.chmod(0o644)
