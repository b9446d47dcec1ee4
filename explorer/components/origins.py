"""Where a fact stands: file, sheet and line of each row that states it, and its wording where cleaning changed that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from explorer.components.evidence import show_source
from explorer.components.icon import icon
from explorer.dates import date_text
from explorer.i18n import Words
from graph.ledger import Evidence, Origin
from graph.schema import Property

ROWS = 5
"""Rows listed of one source; a body may stand in every row of a list."""


def show_grounds(
    sources: Sequence[Mapping[str, Any]],
    stated: Sequence[Evidence],
    properties: Mapping[str, Property],
    words: Words,
) -> list[Component]:
    """One card a source with the rows in it; one without a title for rows that name no source."""
    cards: list[Component] = []
    for source in sources:
        rows = show_origins([each for each in stated if source["id"] in each.sources], properties, words)
        cards.append(show_source(source, words, *rows))
    known = {source["id"] for source in sources}
    rows = show_origins([each for each in stated if known.isdisjoint(each.sources)], properties, words)
    return [*cards, html.Div(rows, className="source-card")] if rows else cards


def show_origins(stated: Sequence[Evidence], properties: Mapping[str, Property], words: Words) -> list[Component]:
    """A line a row, with the wordings of those of the properties that cleaning changed."""
    rows: dict[Origin, list[Evidence]] = {}
    for each in stated:
        if each.origin.file:
            rows.setdefault(each.origin, []).append(each)
    order = sorted(rows, key=lambda place: (place.file, place.sheet, place.line))
    lines: list[Component] = [_row(place, rows[place], properties, words) for place in order[:ROWS]]
    if len(order) > ROWS:
        lines.append(html.P(words("origin.more", n=len(order) - ROWS), className="origin"))
    return lines


def place_text(place: Origin, words: Words) -> str:
    """The row in words; formats without sheets or lines have none."""
    parts = [place.file]
    if place.sheet:
        parts.append(words("origin.sheet", sheet=place.sheet))
    if place.line:
        parts.append(words("origin.line", line=place.line))
    return " · ".join(parts)


def fact(property: Property, value: object, words: Words) -> str:
    """A property's value in words."""
    if isinstance(value, list):
        return words("list.comma").join(fact(property, each, words) for each in value)
    if property.type == "boolean":
        return words("yes" if value else "no")
    if property.type == "date":
        return date_text(words, str(value))
    return property.said(value, words.language)


def _row(place: Origin, stated: Sequence[Evidence], properties: Mapping[str, Property], words: Words) -> Component:
    where = html.P([icon("list"), place_text(place, words)], className="origin-place")
    wordings = [
        words("origin.original", name=words("list.comma").join(dict.fromkeys(names)), text=text)
        for text, names in _wordings(stated, properties, words).items()
    ]
    return html.Div([where, *(html.P(text, className="origin-wording") for text in wordings)], className="origin")


def _wordings(stated: Sequence[Evidence], properties: Mapping[str, Property], words: Words) -> dict[str, list[str]]:
    """By the source's wording, which properties were made of it; without those that are shown in that very wording."""
    found: dict[str, list[str]] = {}
    for each in stated:
        values = {**each.properties, "since": each.since, "until": each.until, "observed": each.observed}
        for name, text in each.original.items():
            property, value = properties.get(name), values.get(name)
            if property and (value is None or fact(property, value, words) != text):
                found.setdefault(text, []).append(words.of(property.label))
    return found
