"""关系探索: the canvas with its legend and details."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import Dash, Input, Output, html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria
from explorer.components.canvas import canvas, show_list
from explorer.components.details import show_card, show_nothing, show_tie
from explorer.components.legend import as_of_control, legend_column, show_as_of, show_legend, show_summary
from explorer.components.panel import filled, panel
from explorer.components.states import empty_canvas, empty_workspace, state
from explorer.elements import elements
from explorer.i18n import Scheme, Words, request_scheme, request_words
from explorer.markup import written
from explorer.picture import Picture, look
from explorer.services import Services
from explorer.state import Scene
from explorer.stylesheet import stylesheet
from explorer.wiring import add_page, in_browser

PATH = "/"


def layout(services: Services, words: Words, scheme: Scheme) -> Component:
    """The page; what the address asks for is opened by the browser once the page stands."""
    left = legend_column(
        ids.LEGEND,
        [
            as_of_control(words, services.figures().years),
            panel(ids.SUMMARY, className="summary legend-block", role="status"),
        ],
        words,
    )
    right = html.Aside(
        panel(ids.DETAILS),
        className="side side-right scroll",
        **aria(label=words("details.title")),
    )
    return html.Div([left, canvas(services.schema, scheme, words), right], className="columns")


def show_state(services: Services, scene: Scene, picture: Picture, words: Words) -> Component | None:
    """What lies over the canvas when nothing is drawn."""
    figures = services.figures()
    if not figures.nodes:
        return empty_workspace(words)
    if not scene.places:
        return empty_canvas(words, services.schema, figures.examples, figures.nodes)
    if not picture.subgraph.nodes:
        return state("hide", words("canvas.all_hidden"), words("canvas.all_hidden_text"), over=True)
    return None


def legend(services: Services, scene: Scene, picture: Picture, words: Words) -> list[Component]:
    """The legend of the picture; of everything on file while there is none."""
    if scene.places:
        return show_legend(services.schema, picture.counts, scene, words)
    return show_legend(services.schema, services.figures().nodes, None, words)


def summary(services: Services, scene: Scene, picture: Picture, words: Words) -> list[Component]:
    """How much is shown and what is not."""
    return show_summary(scene, picture, services.figures().data_as_of, words) if scene.places else []


def register(app: Dash, services: Services) -> None:
    """The page, and what it draws of scene and choice."""
    add_page(
        "explore",
        PATH,
        lambda words, **_: layout(services, words, request_scheme()),
        "title.explore",
        services.language,
    )

    @app.callback(
        Output(ids.CANVAS, "elements"),
        filled(ids.LEGEND),
        filled(ids.SUMMARY),
        filled(ids.CANVAS_STATE),
        filled(ids.CANVAS_LIST),
        Input(ids.SCENE, "data"),
    )
    def _draw(stored: dict[str, Any] | None) -> tuple[Any, ...]:
        scene, words = Scene.read(stored), request_words(services.language)
        picture = look(services, scene)
        drawn = picture.subgraph
        degrees = Counter(id for tie in drawn.relationships for id in (tie.start, tie.end))
        return (
            elements(drawn, scene, services.schema, words),
            written(legend(services, scene, picture, words)),
            written(summary(services, scene, picture, words)),
            written(show_state(services, scene, picture, words)),
            written(show_list(drawn.nodes, degrees, services.schema, words)),
        )

    @app.callback(filled(ids.DETAILS), Input(ids.SELECTED, "data"))
    def _details(selected: str | None) -> str:
        return written(show_selected(services, selected, request_words(services.language)))

    @app.callback(Output(ids.CANVAS, "stylesheet"), Input(ids.COLOURS, "data"), prevent_initial_call=True)
    def _recolour(scheme: Scheme) -> list[dict[str, object]]:
        return stylesheet(services.schema, scheme)

    in_browser(app, "explore", "drawn", Input(ids.CANVAS, "elements"))

    @app.callback(filled(ids.AS_OF_TEXT), Input(ids.SCENE, "data"))
    def _as_of(stored: dict[str, Any] | None) -> str:
        return written(show_as_of(Scene.read(stored), request_words(services.language)))

    in_browser(app, "explore", "year", Input(ids.AS_OF, "value"))


def show_selected(services: Services, selected: str | None, words: Words) -> Component | list[Component]:
    """The details of what is chosen: a node by its id, a tie by "TYPE|key|start|end"."""
    if not selected:
        return show_nothing(words)
    if card := services.card(selected):
        return show_card(card, services.schema, words)
    if tie := services.tie_card(*parts) if len(parts := selected.split("|")) == 4 else None:
        return show_tie(tie, services.schema, words)
    return state("search", words("details.missing"), words("details.missing_text", id=selected))
