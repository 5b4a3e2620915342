"""Every icon is drawn, fills its square, has the theme's ink and a disabled look."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from backprop_gui.assets import AssetNotFound
from backprop_gui.ui.look import icons
from backprop_gui.ui.look.theme import palette, theme

DRAWN = tuple(name for name in icons.names() if name != "app")
MIRRORED = tuple((f"step-{kind}", f"back-{kind}") for kind in ("into", "over", "out", "iteration"))


@pytest.fixture(params=["light", "dark"], autouse=True)
def named(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = qapp.palette()
    qapp.setPalette(palette(theme(request.param)))
    yield request.param
    qapp.setPalette(before)


def pixels(icon: QIcon, size: int, mode: QIcon.Mode = QIcon.Mode.Normal) -> NDArray[np.uint8]:
    """Rows, columns, (blue, green, red, alpha)."""
    image = icon.pixmap(QSize(size, size), 1.0, mode).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    return np.array(image.constBits(), np.uint8).reshape(size, size, 4)


def ink(image: NDArray[np.uint8]) -> str:
    blue, green, red, _ = image[np.unravel_index(image[..., 3].argmax(), image.shape[:2])]
    return QColor(int(red), int(green), int(blue)).name()


@pytest.mark.parametrize("name", DRAWN)
def test_an_icon_is_seen_at_every_size_and_never_cut(name: str) -> None:
    for size in (16, 24, 32):
        alpha = pixels(icons.icon(name), size)[..., 3]
        assert 0.04 < (alpha > 100).mean() < 0.6
        border = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
        assert border.max() < 200


@pytest.mark.parametrize("name", DRAWN)
def test_an_icon_has_the_themes_ink(name: str, named: str) -> None:
    colours = theme(named)
    assert ink(pixels(icons.icon(name), 32)) == colours.text
    assert ink(pixels(icons.icon(name), 32, QIcon.Mode.Disabled)) == colours.disabled
    assert ink(pixels(icons.icon(name, colours.error), 32)) == colours.error


@pytest.mark.parametrize(("step", "back"), MIRRORED)
def test_a_step_back_is_the_mirror_of_its_twin(step: str, back: str) -> None:
    one, other = (pixels(icons.icon(name), 32)[..., 3].astype(int) for name in (step, back))
    assert np.abs(one - other[:, ::-1]).mean() < 2
    assert np.abs(one - other).mean() > 10


def test_no_two_icons_look_alike() -> None:
    looks = {name: pixels(icons.icon(name), 16)[..., 3].astype(int) for name in DRAWN}
    for name, look in looks.items():
        for other in DRAWN:
            if other > name:
                assert np.abs(look - looks[other]).mean() > 4, (name, other)


@pytest.mark.parametrize("density", [1, 2, 3])
def test_icons_are_sharp_on_the_densest_screen(
    density: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(icons, "density", lambda: density)
    icon = icons.icon("step-over")
    for size in (16, 20, 24, 32):
        assert icon.pixmap(QSize(size, size), density).width() == size * density


def test_the_applications_icon_keeps_its_own_colours() -> None:
    image = pixels(icons.app_icon(), 64)
    assert len(np.unique(image[image[..., 3] == 255], axis=0)) > 3


def test_an_unknown_icon_names_the_known_ones() -> None:
    with pytest.raises(AssetNotFound, match=r"step-over\.svg"):
        icons.icon("nosuch")
