"""三链视图: what is on the canvas as three lanes of cards, with what is not on file said as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import Dash, Input, html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria, data
from explorer.components.icon import icon
from explorer.components.lane_ties import spans, ties_picture
from explorer.components.legend import as_of_control, legend_column
from explorer.components.panel import filled, panel
from explorer.i18n import Scheme, Words, request_words
from explorer.lanes import CARD, GROUP_TITLE, Lane, Slot, order, stack
from explorer.markup import written
from explorer.pages.explore import legend, show_state, summary
from explorer.palette import PALETTES
from explorer.picture import Picture, look
from explorer.services import Services
from explorer.state import Scene
from explorer.wiring import add_page
from graph.schema import Schema

PATH = "/chains"
CONTEXT = "context"


def layout(services: Services, words: Words) -> Component:
    """The page; the scene is the one of the canvas, so that both views show the same."""
    left = legend_column(
        ids.CHAINS_LEGEND,
        [
            as_of_control(words, services.figures().years),
            panel(ids.CHAINS_SUMMARY, className="summary legend-block", role="status"),
        ],
        words,
    )
    middle = html.Section(
        [html.Div(className="busy"), panel(ids.LANES)], className="stage", **aria(label=words("view.chains"))
    )
    right = html.Aside(panel(ids.DETAILS), className="side side-right scroll", **aria(label=words("details.title")))
    return html.Div([left, middle, right], className="columns")


def lay_out(picture: Picture, around: Mapping[str, int], schema: Schema, off: Sequence[str]) -> list[Lane]:
    """The lanes of a picture; `around` counts, by type, the neighbours on file that are not in it."""
    chains = [name for name in schema.chains if name != CONTEXT]
    types = {
        chain: [node.name for node in schema.nodes.values() if node.chain == chain and node.name not in off]
        for chain in chains
    }
    members = {
        label: [node.id for node in picture.subgraph.nodes if node.label == label]
        for of in types.values()
        for label in of
    }
    names = {node.id: node.name for node in picture.subgraph.nodes}
    ties = [(tie.start, tie.end) for tie in picture.subgraph.relationships]
    ordered = order([[members[label] for label in types[chain]] for chain in chains], ties)
    lanes = []
    for chain, groups in zip(chains, ordered, strict=True):
        some: list[tuple[str, list[Slot]]] = []
        none: list[Slot] = []
        for label, group in zip(types[chain], groups, strict=True):
            slots = [Slot("node", label, 0, id, names[id]) for id in group]
            if around.get(label):
                slots.append(Slot("more", label, 0, count=around[label]))
            if slots:
                some.append((label, slots))
            else:
                none.append(Slot("empty", label, 0))
        lanes.append(stack(chain, [*some, ("", none)]))
    return lanes


def show_lanes(
    lanes: Sequence[Lane], picture: Picture, selected: str | None, schema: Schema, scheme: Scheme, words: Words
) -> Component:
    """Lanes side by side, cards on them, ties behind them."""
    height = max(lane.height for lane in lanes)
    near: set[str] = {
        end
        for tie in picture.subgraph.relationships
        if selected in (tie.start, tie.end)
        for end in (tie.start, tie.end)
    } - {selected}
    children: list[Component] = []
    for lane, (left, width) in zip(lanes, spans(len(lanes)), strict=True):
        children.extend(_lane(lane, left / 10, width / 10, height, selected, near, schema, words))
    children.append(ties_picture(lanes, picture.subgraph.relationships, selected, height, PALETTES[scheme]))
    context = sum(schema.node(node.label).chain == CONTEXT for node in picture.subgraph.nodes)
    notes = [words("chains.scope"), *([words("chains.context", n=context)] if context else [])]
    return html.Div(
        [
            html.Div(children, className="lanes", style={"height": f"{height}px"}),
            *(html.P(note, className="lanes-note") for note in notes),
        ],
        className="lanes-scroll",
        tabIndex="0",
    )


def _lane(
    lane: Lane,
    left: float,
    width: float,
    height: int,
    selected: str | None,
    near: set[str],
    schema: Schema,
    words: Words,
) -> list[Component]:
    chain = schema.chains[lane.chain]
    inner = {"left": f"calc({left:.2f}% + 14px)", "width": f"calc({width:.2f}% - 28px)"}
    title = html.H2(words.of(chain.label), className="lane-title")
    box = html.Div(
        title,
        className=f"lane chain-{lane.chain}",
        style={"left": f"{left:.2f}%", "width": f"{width:.2f}%", "height": f"{height}px"},
    )
    heads = [
        html.H3(
            words.of(schema.node(label).plural),
            className="lane-group",
            style={**inner, "top": f"{top + 6}px", "height": f"{GROUP_TITLE}px"},
        )
        for label, top in lane.headings
        if label
    ]
    cards = [
        _card(slot, lane.chain, {**inner, "top": f"{slot.top}px"}, selected, near, schema, words) for slot in lane.slots
    ]
    return [box, *heads, *cards]


def _card(
    slot: Slot,
    chain: str,
    style: dict[str, str],
    selected: str | None,
    near: set[str],
    schema: Schema,
    words: Words,
) -> Component:
    kind = schema.node(slot.label)
    sign = icon(kind.icon)
    if slot.kind == "empty":
        text = words("chains.not_on_file", type=words.of(kind.label))
        return html.Div([sign, html.Span(text)], className=f"lane-card lane-card-empty chain-{chain}", style=style)
    if slot.kind == "more":
        text = words("chains.bring", n=slot.count, type=words.of(kind.label if slot.count == 1 else kind.plural))
        return html.Button(
            [icon("plus"), html.Span(text)],
            className=f"lane-card lane-card-more chain-{chain}",
            style=style,
            type="button",
            **data(act="bring", value=slot.label),
        )
    state = " lane-card-near" if slot.id in near else ""
    return html.Button(
        [sign, html.Span(slot.name)],
        className=f"lane-card{state} chain-{chain}",
        style={**style, "height": f"{CARD}px"},
        type="button",
        title=slot.name,
        **aria(pressed="true" if slot.id == selected else "false"),
        **data(act="select", id=slot.id),
    )


def register(app: Dash, services: Services) -> None:
    """The page, and what it draws of scene and choice; the details panel is the canvas page's."""
    add_page("chains", PATH, lambda words, **_: layout(services, words), "title.chains", services.language)

    @app.callback(
        filled(ids.LANES),
        filled(ids.CHAINS_LEGEND),
        filled(ids.CHAINS_SUMMARY),
        Input(ids.SCENE, "data"),
        Input(ids.SELECTED, "data"),
        Input(ids.COLOURS, "data"),
    )
    def _draw(stored: dict[str, Any] | None, selected: str | None, scheme: Scheme) -> tuple[str, str, str]:
        scene, words = Scene.read(stored), request_words(services.language)
        picture = look(services, scene)
        middle = show_state(services, scene, picture, words)
        if middle is None:
            lanes = lay_out(picture, services.beyond(list(scene.places), scene.as_of), services.schema, scene.off)
            middle = show_lanes(lanes, picture, selected, services.schema, scheme, words)
        return (
            written(middle),
            written(legend(services, scene, picture, words)),
            written(summary(services, scene, picture, words)),
        )
