"""What a person calls layers and units stands in the report."""

from __future__ import annotations

import backprop_gui as bg
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.report.content import content
from backprop_gui.report.html import html


def test_a_report_tells_the_names() -> None:
    network = bg.Network(2, [bg.Layer(3, "tanh"), bg.Layer(1)])
    session = bg.Session(network, [[1, 2]], [[3]])
    session.rename("x[1]", "hidden")
    session.rename("x[0,2]", "age")
    told = content(session)
    titles = [step.title for phase in told.iterations[0].phases for step in phase.steps]
    assert any("layer 1 “hidden”" in title for title in titles)
    named = [setting.value for setting in told.settings if setting.name == "Name"]
    assert named == ["unit 2 of layer 0 is “age”", "layer 1 is “hidden”"]


def test_titles_have_the_names_of_the_notation() -> None:
    report = content(bg.open_example("nlp-assignment"))
    pytorch = bg.Writing(notation=NOTATIONS["pytorch"])
    page = html(report, pytorch).decode()
    assert "9. gradient of fc2.weight" in page
    assert "w[2]" not in page
    assert "9. gradient of w[2]" in html(report, bg.Writing()).decode()
