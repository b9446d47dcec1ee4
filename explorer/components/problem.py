"""An error as a person may read it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from explorer.components.button import act
from explorer.components.icon import icon
from explorer.i18n import Words


def show_problem(words: Words, message: str, hint: str = "", number: str = "") -> Component:
    """What went wrong, what to do, and the number under which the log has the rest."""
    body: list[Component] = [html.Strong(message)]
    if hint:
        body.append(html.Div(hint))
    if number:
        body.append(html.Div(words("problem.number", number=number), className="problem-id"))
    close = act("dismiss", words("close"), sign="close", style="notice-close", show_label=False)
    return html.Div([icon("warning"), html.Div(body), close], className="problem")
