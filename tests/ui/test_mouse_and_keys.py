"""Whatever can be done with the mouse can be done with keys: one line a place where it is read.

The table says which tests press them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import backprop_gui

UI = Path(backprop_gui.__file__).parent / "ui"
TESTS = Path(__file__).parent

EQUALS: dict[str, tuple[str, ...]] = {
    # The canvas.
    "canvas/gestures/add.py": ("test_keys_add_wherever_a_plus_does",),
    "canvas/gestures/band.py": (
        "test_shift_and_arrows_select_on_the_way",
        "test_ctrl_and_arrows_walk_past_what_is_not_to_be_selected",
        "test_a_key_selects_the_edges_of_a_connection_or_of_a_unit",
    ),
    "canvas/gestures/connect.py": ("test_a_line_led_past_a_layer_makes_a_skip_connection",),
    "canvas/gestures/connect_by_keys.py": ("test_it_can_be_given_up",),
    "canvas/gestures/edit_value.py": ("test_the_keyboard_alone_selects_and_edits",),
    "canvas/gestures/fold.py": ("test_a_key_opens_the_layer_of_the_selected_unit",),
    "canvas/gestures/heading.py": (
        "test_keys_alone_select_a_layer_and_remove_it",
        "test_a_opens_the_activations_by_key",
    ),
    "canvas/gestures/hover.py": ("test_the_network_is_walked_with_arrow_keys_and_told",),
    "canvas/gestures/move.py": ("test_keys_move_the_selected_unit_or_its_layer",),
    "canvas/gestures/pan.py": ("test_keys_move_the_drawing_as_the_middle_button_does",),
    "canvas/gestures/select.py": (
        "test_the_network_is_walked_with_arrow_keys_and_told",
        "test_ctrl_and_arrows_walk_past_what_is_not_to_be_selected",
        "test_the_menu_key_opens_the_menu_on_what_is_chosen",
    ),
    "canvas/view.py": ("test_keys_zoom_around_the_middle",),
    # The plots.
    "plots/curves/chart.py": (
        "test_keys_choose_an_iteration",
        "test_keys_read_every_curve_and_space_tells_it_exactly",
    ),
    "plots/curves/legend.py": ("test_a_curve_in_the_list_is_watched_by_mouse_and_keys",),
    "plots/curves/position_line.py": ("test_keys_choose_an_iteration",),
    "plots/curves/scrubbing.py": (
        "test_keys_choose_an_iteration",
        "test_keys_show_another_part_as_dragging_does",
        "test_zooming_stays_until_fit",
    ),
    "plots/planes/plane_chart.py": (
        "test_arrow_keys_go_from_sample_to_sample",
        "test_wheel_and_keys_show_another_part_and_fit_comes_back",
    ),
    # The panels and the window.
    "dropping.py": ("test_a_file_is_imported_by_its_key_and_taken_back_by_one_undo",),
    "panels/explanation/related_view.py": ("test_alone_with_the_keyboard",),
    "panels/log_panel.py": ("test_a_line_of_the_log_leads_to_where_it_was_written",),
    "panels/position/marked_slider.py": (
        "test_keys_on_the_sliders_step_through_iterations_and_elements",
    ),
    "panels/program/panel.py": (
        "test_f9_breaks_on_the_selected_line_and_reverse_continue_comes_back",
    ),
    # Its wheel scrolls and changes nothing.
    "panels/settings/editors.py": ("test_the_keys_of_the_window_change_the_layers",),
    "panels/values/panel.py": ("test_the_menu_key_opens_the_menu_on_what_is_chosen",),
    # Its rows are dragged elsewhere.
    "panels/watches/table.py": (
        "test_the_explained_quantity_is_watched_by_a_key_and_removed_by_another",
    ),
    # What Qt does by itself: borders, docks, headings.
    "docks/docks.py": (
        "test_a_panel_is_put_to_any_side",
        "test_another_panel_is_chosen_and_made_wider_and_lower",
        "test_the_panel_that_has_the_keyboard_is_taken_out_and_put_back",
        "test_the_panel_that_has_the_keyboard_is_closed",
    ),
    "widgets/splitter.py": ("test_arrow_keys_move_the_border",),
    # The dialogs.
    "dialogs/gallery/gallery.py": ("test_enter_takes_a_card",),
    "dialogs/gradient_check.py": ("test_a_key_sorts_by_the_column_rising_falling_and_not",),
    "dialogs/heat_map.py": ("test_the_row_that_the_keyboard_is_in_is_outlined_on_the_map",),
    "dialogs/import_data/dialog.py": ("test_columns_and_labels_are_chosen_in_any_order",),
}
METHODS = (
    "mousePressEvent",
    "mouseReleaseEvent",
    "mouseDoubleClickEvent",
    "mouseMoveEvent",
    "mouseDragEvent",
    "mouseClickEvent",
    "wheelEvent",
    "dragEnterEvent",
    "dropEvent",
)
ATTRIBUTES = (
    "sigMouseClicked",
    "sigDragged",
    "doubleClicked",
    "pressed",
    "anchorClicked",
    "linkActivated",
    "sectionClicked",
    "setDragEnabled",
    "setSortingEnabled",
)
GESTURES = ("press", "move", "release", "double_click")
MOVED_BY_QT = ("QSplitter", "QDockWidget")


def reading_the_mouse() -> Iterator[str]:
    """Every file in which something is done with the mouse that is no plain button."""
    for source in sorted(UI.rglob("*.py")):
        if any(_reads(node) for node in ast.walk(ast.parse(source.read_text("utf-8")))):
            yield source.relative_to(UI).as_posix()


def _reads(node: ast.AST) -> bool:
    match node:
        case ast.FunctionDef(name=name):
            return name in METHODS
        case ast.Attribute(attr=name):
            return name in ATTRIBUTES
        case ast.arg(annotation=ast.Name(id="QDropEvent")):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in MOVED_BY_QT
        case ast.ClassDef(bases=[ast.Name(id=name), *_], body=body):
            methods = {part.name for part in body if isinstance(part, ast.FunctionDef)}
            return name in MOVED_BY_QT or (name == "Gesture" and not methods.isdisjoint(GESTURES))
    return False


def test_each_place_that_reads_the_mouse_has_its_keys() -> None:
    assert set(reading_the_mouse()) == set(EQUALS)


@pytest.mark.parametrize("test", sorted({test for tests in EQUALS.values() for test in tests}))
def test_the_test_that_presses_them_is_there(test: str) -> None:
    contents = (file.read_text("utf-8") for file in TESTS.rglob("test_*.py"))
    assert sum(f"def {test}(" in content for content in contents) == 1
