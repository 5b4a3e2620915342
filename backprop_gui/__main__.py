"""`python -m backprop_gui` is the command `backprop-gui`."""

from __future__ import annotations

from backprop_gui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
