"""A penalised loss is reported beside the loss of the data alone."""

from __future__ import annotations

import pytest

import backprop_gui as bg
from backprop_gui.formula.writing import Writing
from backprop_gui.report.content import content
from backprop_gui.report.html import html
from backprop_gui.report.pdf import pdf
from backprop_gui.session.session import Session


def session(l2: float) -> Session:
    network = bg.Network(inputs=1, layers=[bg.Layer(1)], loss=bg.Loss("squared_error", l2=l2))
    return bg.Session(network, inputs=[[1.0]], targets=[[0.5]], weights=[[[2.0]]])


def test_both_losses_are_in_figure_caption_and_text() -> None:
    own = session(0.5)
    report = content(own, iterations=3)
    own.step_iteration(3)
    assert report.data_loss is not None
    assert report.data_loss.values == tuple(own.history("data_loss"))
    assert report.loss.values == tuple(own.history("loss"))
    assert report.loss.values[0] == pytest.approx(report.data_loss.values[0] + 1.0)
    page = html(report, Writing()).decode()
    assert "without the penalty on the weights" in page
    assert "Without its penalty, in the end" in page
    assert page.count("of the data alone") == 1
    assert pdf(report, Writing()).startswith(b"%PDF")


def test_a_loss_without_penalty_is_drawn_alone() -> None:
    report = content(session(0.0), iterations=2)
    assert report.data_loss is None
    assert "penalty" not in html(report, Writing()).decode()
