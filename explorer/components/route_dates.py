"""What is otherwise on another date: which routes are listed, and how much they carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from explorer.components.icon import icon
from explorer.components.rail import via
from explorer.dates import date_text
from explorer.i18n import Words

Json = Mapping[str, Any]


def show_compared(answer: Json, other: Json, words: Words) -> html.Section:
    """The routes of an answer against those of the same question as of another date."""
    here, there = _routes(answer), _routes(other)
    day, another = _day(answer, words), _day(other, words)
    lines = []
    for number, (ids, path) in enumerate(here.items(), 1):
        if ids not in there:
            lines.append(words("route.only_here", n=number, date=another))
        elif there[ids]["strength"] != path["strength"]:
            was, now = (words(f"route.{each['strength']}") for each in (there[ids], path))
            lines.append(words("route.strength_moved", n=number, date=another, was=was, day=day, now=now))
    gone = [path for ids, path in there.items() if ids not in here]
    lines += [words("route.only_there", date=another, day=day, via=via(path, words)) for path in gone]
    title = words("route.compared", date=another)
    said = [html.Li(line) for line in lines] or [html.Li(words("route.no_difference"), className="muted")]
    heading = html.H2([icon("calendar"), title], className="route-heading")
    return html.Section([heading, html.Ul(said, className="route-changes")], className="route-section")


def _routes(answer: Json) -> dict[tuple[str, ...], Json]:
    """Every route by the ids on it."""
    starts = ((path["hops"][0]["from"]["id"], path) for path in answer["paths"] if not path["further"])
    return {(start, *(hop["to"]["id"] for hop in path["hops"])): path for start, path in starts}


def _day(answer: Json, words: Words) -> str:
    return date_text(words, answer["as_of"]) if answer["as_of"] else words("route.today")
