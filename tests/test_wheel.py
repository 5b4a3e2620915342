"""The built wheel works in an environment that holds nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# `uv run` names itself in UV; it need not stand on the PATH.
UV = os.environ.get("UV") or shutil.which("uv")

OPEN_AN_EXAMPLE = """
import backprop_gui as bg
session = bg.open_example("nlp-assignment")
session.step_iteration()
print(bg.__file__, session.value("loss"), len(bg.make_data("digits")), sep="\\n")
"""


@pytest.mark.skipif(UV is None, reason="uv, which makes the empty environment, is not installed")
def test_wheel_opens_an_example(tmp_path: Path, real_environment: dict[str, str]) -> None:
    def run(*command: str | Path | None, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env=real_environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    # The versions that are installed here are in uv's cache, so nothing is fetched again.
    constraints = tmp_path / "constraints.txt"
    lines = (f"{found.name}=={found.version}" for found in distributions())
    constraints.write_text("\n".join(sorted(lines)), encoding="utf-8")
    environment = tmp_path / "environment"
    run(UV, "venv", "--quiet", "--python", sys.executable, environment)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(UV, "pip", "install", "--quiet", "--python", python, "--constraint", constraints, wheel)

    file, loss, digits = run(python, "-I", "-c", OPEN_AN_EXAMPLE).splitlines()
    assert Path(file).is_relative_to(environment)
    assert digits == "1797"
    assert float(loss) == pytest.approx(6.002475685137778, rel=1e-15)
