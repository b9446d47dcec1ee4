"""Dates and sources of a tie: what a claim rests on, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from explorer.components.icon import icon
from explorer.dates import date_text, date_words
from explorer.i18n import Words


def show_dates(properties: Mapping[str, Any], words: Words) -> html.Div:
    """Since, until and observed, each named for what it is."""
    said = [html.Span(each.text, className=each.kind) for each in date_words(words, properties)]
    return html.Div(said, className="dates")


def show_sources(sources: Iterable[Mapping[str, Any]], words: Words) -> list[Component]:
    """One card a source; linked only where the source may be linked to."""
    return [show_source(source, words) for source in sources]


def fold_sources(sources: Sequence[Mapping[str, Any]], words: Words) -> Component:
    """The sources behind a line that says how many; a word where none is known."""
    if not sources:
        return html.P(words("details.no_source"), className="muted")
    summary = html.Summary(words("details.evidence", n=len(sources)))
    return html.Details([summary, *show_sources(sources, words)], className="evidence")


def grounds(reason: Mapping[str, Any], words: Words) -> list[Component]:
    """Dates, and the sources folded away."""
    return [show_dates(reason, words), fold_sources(reason["sources"], words)]


def show_source(source: Mapping[str, Any], words: Words, *more: Component) -> html.Div:
    """One source on a card, with more below its title and date."""
    date = source.get("date")
    meta: list[Component] = []
    if source.get("publisher"):
        meta.append(html.Span(str(source["publisher"])))
    meta.append(html.Span(date_text(words, str(date)) if date else words("date.source_undated")))
    if source.get("url") and source.get("linkable", True):
        link: list[Component | str] = [words("source.open"), icon("external")]
        meta.append(html.A(link, href=str(source["url"]), target="_blank", rel="noopener noreferrer"))
    title = html.P(str(source.get("title") or source["id"]))
    return html.Div([title, html.Div(meta, className="source-meta"), *more], className="source-card")
