from __future__ import annotations

from pathlib import Path

import pytest

from backprop_gui import assets


def test_asset_is_found_in_the_checkout() -> None:
    licence = assets.asset("licence/LICENSE.txt")
    assert licence.read_text(encoding="utf-8").startswith("MIT License")


def test_assets_are_the_matching_files_of_a_folder() -> None:
    assert [file.name for file in assets.assets("licence", "*.txt")] == ["LICENSE.txt"]
    assert assets.assets("licence", "*.svg") == ()


def test_missing_asset_is_told_with_what_there_is() -> None:
    with pytest.raises(assets.AssetNotFound, match=r"'licence/GPL\.txt'.* holds LICENSE\.txt\."):
        assets.asset("licence/GPL.txt")


def test_folder_of_a_missing_asset_may_be_missing_too() -> None:
    with pytest.raises(assets.AssetNotFound, match="holds nothing"):
        assets.asset("nowhere/at all.txt")


def test_packed_resources_come_before_those_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "backprop_gui")
    with pytest.raises(assets.AssetNotFound, match="install again"):
        assets.resources()
    beside = tmp_path / "resources"
    beside.mkdir()
    assert assets.resources() == beside
    packed = tmp_path / "backprop_gui" / "resources"
    packed.mkdir(parents=True)
    assert assets.resources() == packed
