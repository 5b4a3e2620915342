"""Files and functions stay small: no file over 400 lines, no function over 40."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("folder", ["backprop_gui", "tests"])
def test_no_file_is_long(folder: str) -> None:
    lengths = {p: len(p.read_text("utf-8").splitlines()) for p in _in(folder)}
    assert lengths
    assert {p.name: length for p, length in lengths.items() if length > 400} == {}


@pytest.mark.parametrize("folder", ["backprop_gui", "tests"])
def test_no_function_is_long(folder: str) -> None:
    long = [
        f"{path.name}: {node.name}"
        for path in _in(folder)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert long == []


def _in(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))
