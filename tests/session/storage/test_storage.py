"""Session files: what is wrong with one is said with its place; writing is all or nothing."""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import backprop_gui as bg
from tests.session.storage.changed_files import REMOVED, changed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(3)
    session.step_over()
    session.set("w[2,1,1]", 0.3)
    session.save(tmp_path / "run.bpg")
    return tmp_path / "run.bpg"


EDIT = {"position": [2, 0, 1], "quantity": "w[1,1,1]", "value": 2.0}
ZEROS = base64.b64encode(b"\0" * 8).decode()

# Where, what stands there instead, and what the message says.
WRONG: tuple[tuple[str, object, str], ...] = (
    ("format", "x", "$.format"),
    ("version", 99, "$.version is 99"),
    ("version", "1", "$.version is '1'"),
    ("extra", 1, "unknown field `extra`"),
    ("network", REMOVED, "missing required field `network`"),
    ("network.inputs", 4, "w[1] has shape (3, 2)"),
    ("network.layers", [], "at `$.network`"),
    ("network.layers.0.units", "two", "$.network.layers[0].units"),
    ("network.layers.0.units", 0, "$.network.layers[0]"),
    ("network.layers.1.activation.name", "foo", "$.network.layers[1].activation"),
    ("network.loss.factor", 0, "$.network.loss"),
    ("network.loss.over_batch", "median", "$.network.loss.over_batch"),
    ("network.connections.0.target", 9, "at `$.network`"),
    ("network.connections.0.mask", [[1]], "3 rows of 2 numbers"),
    ("network.masks", {"w[8]": [[1]]}, "A mask is given for w[8]"),
    ("inputs", "x", "at `$.inputs`"),
    ("inputs", [], "at `$.inputs`"),
    ("inputs", [[1, "a", 2]], "at `$.inputs[0][1]`"),
    ("inputs", [[1, 2, 3], [1, 2]], "at `$.inputs`"),
    ("targets", [[0], [1]], "at `$.targets`"),
    ("parameters", {}, "$.parameters holds nothing"),
    ("parameters.z", [[1]], "$.parameters"),
    ("parameters.w[1]", [[1]], "at `$.parameters`"),
    ("parameters.w[1]", [[1, 1], [1, "q"], [1, 1]], "at `$.parameters`"),
    ("optimizer.learning_rate", -1, "at `$.optimizer`"),
    ("optimizer.name", "Foo", "at `$.optimizer.name`"),
    ("frozen", ["w[7]"], "at `$.frozen`"),
    ("frozen", ["w[[["], "at `$.frozen`"),
    ("tied", [["w[1]", "w[2]"]], "at `$.tied`"),
    ("tied", [[]], "at `$.tied`"),
    ("batch_size", 0, "at `$.batch_size`"),
    ("seed", -1, "at `$.seed`"),
    ("shuffle", "yes", "at `$.shuffle`"),
    ("network.inputs", 10**9, "from 1 to 1,000,000 is allowed"),
    ("network.layers.0.units", 10**9, "from 1 to 1,000,000 is allowed"),
    ("network.layers.0.units", 10**30, "from 1 to 1,000,000 is allowed"),
    ("version", "9" * 10**5, "versions up to"),
    ("parameters", {"w" * 10**5: [1]}, "has exactly"),
    ("edits.0.position", [0, 99, 0], "at `$.edits[0]`"),
    ("edits.0.position", [1, 2], "at `$.edits[0].position`"),
    ("edits.0.quantity", "w[5,1,1]", "at `$.edits[0]`"),
    ("edits.0.quantity", "!!", "at `$.edits[0]`"),
    ("edits.0.quantity", "w[1]", "whole array"),
    ("edits.0.quantity", "s[1,1]", "cannot be set"),
    ("edits.0.value", "a", "at `$.edits[0].value`"),
    ("edits.0.row", 0, "at `$.edits[0]`"),
    ("edits.0", EDIT | {"quantity": "x[0,1]"}, "at `$.edits[0]`"),
    ("edits.0", EDIT | {"quantity": "x[0,1]", "row": 7}, "samples go from 0 to 0"),
    ("edits.0", EDIT | {"quantity": "lr", "value": -2.0}, "at `$.edits[0]`"),
    ("edits.0", EDIT | {"quantity": "w_new[1,1,1]"}, "not been computed"),
    ("edits", [EDIT, EDIT | {"position": [1, 0, 1]}], "order of their positions"),
    ("position", [3, 99, 0], "at `$.position`"),
    ("position", [3, 0, 99], "at `$.position`"),
    ("position", [-3, 0, 0], "at `$.position[0]`"),
    ("position", [1_000_000_000, 0, 1], "$.losses"),
    ("state", "!!!", "at `$.state`"),
    ("state", "AAAA", "$.state is not a whole number"),
    ("state", ZEROS, "$.state holds 1 numbers"),
    ("losses", ZEROS, "$.losses holds 1 numbers"),
)


@pytest.mark.parametrize(("place", "content", "said"), WRONG, ids=lambda v: str(v)[:40])
def test_a_wrong_file_gets_one_message(file: Path, place: str, content: object, said: str) -> None:
    file.write_text(json.dumps(changed(json.loads(file.read_text("utf-8")), place, content)))
    with pytest.raises(bg.StorageError) as refused:
        bg.open_session(file)
    message = str(refused.value)
    assert said in message
    assert file.name in message
    assert "\n" not in message
    assert len(message) < 500


def test_many_edits_are_read_one_after_the_other(file: Path) -> None:
    """Each was once compared with all before it: 20,000 took minutes."""
    content = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(changed(content, "edits", [EDIT] * 20_000)))
    assert len(bg.open_session(file).edits) == 20_000


def test_a_network_of_too_many_layers_is_refused() -> None:
    with pytest.raises(bg.BackpropError, match="has 1,001 layers; at most 1,000"):
        bg.Network(1, [bg.Layer(1)] * 1_001)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"PK\x03\x04",
        b"1e999",
        b"[" * 100_000,
        b'{"a":' * 9_999,
    ],
)
def test_what_is_no_session_at_all(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(bg.StorageError, match="is not a session that can be opened"):
        bg.open_session(file)


def test_every_cut_off_file_is_refused(file: Path) -> None:
    whole = file.read_bytes().rstrip()
    for length in range(0, len(whole), 97):
        file.write_bytes(whole[:length])
        with pytest.raises(bg.StorageError):
            bg.open_session(file)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    session = bg.open_example("xor")
    for path in (tmp_path, tmp_path / "absent" / "run.bpg"):
        with pytest.raises(bg.StorageError, match="cannot be read"):
            bg.open_session(path)
        with pytest.raises(bg.StorageError, match="cannot be written"):
            session.save(path)
    assert session.path is None


def test_a_failed_writing_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    session = bg.open_session(file)
    session.step_iteration()
    for broken in (_breaking("replace", Path), _breaking("open", Path)):
        with monkeypatch.context() as patch:
            broken(patch)
            with pytest.raises(bg.StorageError, match="No space left"):
                session.save(file)
        assert file.read_bytes() == before
        assert list(file.parent.iterdir()) == [file]
    session.save(file)
    assert file.read_bytes() != before


def test_opening_does_not_replay_a_long_run(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = bg.open_example("xor")
    session.step_iteration(500)
    session.step_over()
    session.save(file)
    from backprop_gui.engine.machine import Machine

    computed: list[int] = []
    compute = Machine.compute
    monkeypatch.setattr(Machine, "compute", lambda s, op: (computed.append(op), compute(s, op)))
    opened = bg.open_session(file)
    assert computed == [0]
    assert opened.value("s[1]").tolist() == session.value("s[1]").tolist()
    assert opened.history("loss").tolist() == session.history("loss").tolist()


def _breaking(name: str, owner: Any) -> Callable[[pytest.MonkeyPatch], None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    return lambda patch: patch.setattr(owner, name, fail)


def test_losses_come_back_in_the_precision_of_the_document(tmp_path: Path) -> None:
    session = bg.Session(
        bg.Network(1, (bg.Layer(1, "tanh"),)), [[0.3]], [[1.0]], precision=bg.Precision("float32")
    )
    session.step_iteration(3)
    session.save(tmp_path / "single.bpg")
    opened = bg.open_session(tmp_path / "single.bpg")
    for each in (session, opened):
        each.step_iteration(2)
    assert opened.history("loss").dtype == session.history("loss").dtype == "float32"
    assert opened.history("loss").tobytes() == session.history("loss").tobytes()


@pytest.mark.skipif(os.name == "nt", reason="there files have no permission bits")
@pytest.mark.parametrize("before", [None, 0o664])
def test_a_file_may_be_read_by_those_who_may_read_any_new_file(
    tmp_path: Path, before: int | None
) -> None:
    path, other = tmp_path / "mine.bpg", tmp_path / "other"
    other.touch()
    if before is not None:
        path.touch()
        path.chmod(before)
    bg.open_example("xor").save(path)
    wanted = stat.S_IMODE(other.stat().st_mode) if before is None else before
    assert stat.S_IMODE(path.stat().st_mode) == wanted


def test_a_file_of_before_hyperparameters_could_be_set(tmp_path: Path) -> None:
    """Written by a program whose states held no hyperparameter but the learning rate."""
    opened = bg.open_session(Path(__file__).parents[2] / "data" / "version-1.bpg")
    assert opened.position == bg.Position(5, 2, 0)
    losses = opened.history("loss")
    assert opened.value("w[1,1,1]") == 0.25
    assert opened.hyperparameters | {"lr": 0.5, "beta1": 0.5, "every": 2} == opened.hyperparameters
    opened.save(tmp_path / "new.bpg")
    again = bg.open_session(tmp_path / "new.bpg")
    again.restart()
    again.step_iteration(5)
    assert again.history("loss")[:5].tolist() == losses[:5].tolist()
