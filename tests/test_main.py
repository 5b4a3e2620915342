from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "backprop_gui", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert version("backprop-gui") in done.stdout
