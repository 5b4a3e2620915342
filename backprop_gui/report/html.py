"""A report as one HTML file: MathML, inline SVG, no JavaScript, nothing fetched."""

from __future__ import annotations

from functools import partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from backprop_gui.assets import asset
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Ref
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.marking.verdicts import Marked
from backprop_gui.report import wording
from backprop_gui.report.figures.network import network_figure
from backprop_gui.report.figures.plot import curves_plot, loss_plot
from backprop_gui.report.marked import page_words
from backprop_gui.report.mathml_lines import lines
from backprop_gui.report.records import Content

_TEMPLATE = "report/report.html.j2"


def html(report: Content, writing: Writing) -> bytes:
    """The whole page, well-formed XML as well."""
    template = asset(_TEMPLATE)
    environment = Environment(
        loader=FileSystemLoader(template.parent), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(
        equation=partial(_equation, writing),
        equals=partial(_equals, writing),
        whole=partial(_whole, writing),
        writing=writing,
        symbol=partial(_symbol, writing),
        number=partial(plain, style=writing),
        said=partial(wording.said, report, writing),
        batch=partial(wording.batch, writing=writing),
    )
    page = environment.get_template(template.name).render(
        report=report,
        style=Markup(asset("report/report.css").read_text(encoding="utf-8")),
        summary=wording.summary(report, writing),
        network=Markup(network_figure(report, writing)),
        loss_caption=wording.loss_caption(report),
        network_caption=wording.network_caption(report),
        loss=Markup(loss_plot(report.loss, report.data_loss, writing.notation)),
        **page_words(report.marked or Marked(()), writing.notation),
        parameters=[
            (curves, Markup(curves_plot(curves, writing.notation))) for curves in report.parameters
        ],
    )
    return page.encode("utf-8")


def _equation(writing: Writing, equation: Equation) -> list[Markup]:
    """An equation in parts between which a line may break."""
    return [Markup(part) for part in lines(equation.mathml(writing))]


def _equals(writing: Writing, equation: Equation) -> list[Markup]:
    """The same after an equals sign."""
    return [Markup(part) for part in lines(equation.mathml(writing), "=")]


def _whole(writing: Writing, equation: Equation) -> Markup:
    return Markup(equation.mathml(writing))


def _symbol(writing: Writing, name: Quantity) -> Markup:
    return Markup(Equation(Ref(name)).mathml(writing))
