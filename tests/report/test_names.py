"""What a person calls layers and units stands in the report."""

from __future__ import annotations

import backprop_gui as bg
from backprop_gui.report.content import content


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
