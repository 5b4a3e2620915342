"""Start-up: our window's first painting against a bare QMainWindow's, in fresh processes.

Budget: 250 ms × (bare window / 150 ms), that is 5/3 of the bare window's time. It is reported, not
asserted: importing NumPy, without which there is no number to show, takes longer than that already.
What is asserted is what was imported: the plots' library only after the window.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 5
BUDGET = 250 / 150
_HERE = Path(__file__).parent


def run(what: str, folder: Path) -> dict[str, Any]:
    """One start in a process of its own, with settings of its own."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.first_window", what],
        capture_output=True,
        env=environment,
        check=True,
        cwd=_HERE.parent.parent,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_window_is_painted_soon(tmp_path: Path) -> None:
    runs = {
        what: [run(what, tmp_path) for _ in range(ROUNDS)] for what in ("bare", "numpy", "ours")
    }
    total = {
        what: median(sum(one["parts"].values()) for one in some) for what, some in runs.items()
    }
    parts = {
        part: round(1000 * median(one["parts"][part] for one in runs["ours"]))
        for part in runs["ours"][0]["parts"]
    }
    print(
        f"\nbare {1000 * total['bare']:.0f} ms, NumPy {1000 * total['numpy']:.0f} ms, ours "
        f"{1000 * total['ours']:.0f} ms = {total['ours'] / total['bare']:.1f} × bare "
        f"(budget {BUDGET:.2f}); ms by part: {parts}"
    )
    assert all("pyqtgraph" not in one["imported"] for one in runs["ours"])
    assert all("jinja2" not in one["imported"] for one in runs["ours"])
