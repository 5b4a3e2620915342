"""A panel of settings on a network of three kinds of layers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel


@pytest.fixture
def session() -> Session:
    network = bg.Network(
        inputs=2,
        layers=[bg.Layer(3, "tanh"), bg.Layer(2, "elu"), bg.Layer(1, "sigmoid")],
        loss=bg.Loss("squared_error"),
    )
    return bg.Session(network, [[1, 2], [3, 4]], [[0], [1]], optimizer=bg.SGD(learning_rate=0.1))


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[SettingsPanel]:
    panel = SettingsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 900)
    panel.show()
    qtbot.waitExposed(panel)
    session.changed.connect(panel.refresh)
    yield panel
    session.changed.disconnect(panel.refresh)
