"""Names that a person gave are told as they are, whatever signs they have."""

from __future__ import annotations

from PySide6.QtGui import QTextDocumentFragment

import backprop_gui as bg
from tests.ui.conftest import Open


def test_the_name_of_a_layer_is_whole_in_the_title(open_window: Open) -> None:
    session = bg.open_example("nlp-assignment")
    session.rename("x[1]", "a<b>c & d")
    session.run_to("s[1,1]")
    title = open_window(session).explanation.title.text()
    assert "“a<b>c & d”" in QTextDocumentFragment.fromHtml(title).toPlainText()
