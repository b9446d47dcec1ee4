"""Who in a field could help somebody, and through whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from explorer.components.evidence import grounds
from explorer.components.named import named
from explorer.components.pager import inside
from explorer.i18n import Words
from graph.schema import Schema

Json = Mapping[str, Any]


def show_experts(found: Json, schema: Schema, words: Words) -> list[Component]:
    """Those who fit and are reached best first, each with what says so and with the way to all routes to them."""
    title = words("route.between", start=found["from"]["name"], end=found["field"]["name"])
    verdict = html.Div([html.H1(title), html.P(found["message"], className="route-message")], className="route-verdict")
    return [verdict, *(_expert(each, found, schema, words) for each in found["experts"])]


def _expert(expert: Json, found: Json, schema: Schema, words: Words) -> html.Div:
    head = [
        named(expert["expert"], schema),
        html.Span(words("route.fit", strength=words(f"route.{expert['fit']}")), className="tag"),
    ]
    reasons = [
        html.Div([html.P(each["text"], className="route-fact"), *grounds(each, words)]) for each in expert["reasons"]
    ]
    routes = [html.P(path["sentence"], className="route-sentence") for path in expert["paths"][:1]]
    asked = urlencode({"from": found["from"]["id"], "to": expert["expert"]["id"], "hops": found["max_hops"]})
    more = inside(words("route.to_expert", n=len(expert["paths"])), f"/introductions?{asked}", "button button-small")
    return html.Div(
        [html.Div(head, className="expert-head"), *reasons, html.P(expert["message"]), *routes, more],
        className="route-card",
    )
