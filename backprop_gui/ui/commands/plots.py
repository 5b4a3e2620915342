"""The plots, in the submenu Plots of the menu View: brought to the front."""

from __future__ import annotations

from functools import partial

from backprop_gui.ui.commands.command import PLOTS, VIEW, Command
from backprop_gui.ui.parts import Parts


def _plot(title: str, text: str, key: str) -> Command:
    return Command(
        f"plot-{title.lower().replace(' ', '-')}",
        text,
        (key,),
        "",
        VIEW,
        PLOTS,
        lambda parts: parts.show_plot(title),
        partial(_is_there, title),
        tip=f"Bring the plot {title} to the front",
    )


def _is_there(title: str, parts: Parts) -> bool:
    return parts.plot_place(title) >= 0


COMMANDS: tuple[Command, ...] = (
    _plot("Loss", "&Loss", "Alt+P, 1"),
    _plot("Weights", "&Weights", "Alt+P, 2"),
    _plot("Gradients", "&Gradients", "Alt+P, 3"),
    _plot("Updates", "&Updates", "Alt+P, 4"),
    _plot("Activations", "&Activations", "Alt+P, 5"),
    _plot("Surface", "&Surface", "Alt+P, 6"),
    _plot("Classes", "&Classes", "Alt+P, 7"),
    _plot("Loss Parts", "Loss &Parts", "Alt+P, 8"),
    _plot("Watches", "Watc&hes", "Alt+P, 9"),
)
