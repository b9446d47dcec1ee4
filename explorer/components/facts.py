"""What is known of a node, a line a property; where its sources differ, what each of them says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from explorer.components.origins import fact, show_grounds
from explorer.i18n import Words
from graph.ledger import Evidence
from graph.schema import NodeType, Property
from graph.subgraph import Node

UNSHOWN = frozenset({"id", "key", "name", "sources", "alias", "note", "basis"})
"""Properties with a place of their own, or none: the rest become lines."""

Sources = Mapping[str, Mapping[str, Any]]


def show_facts(
    node: Node, kind: NodeType, stated: Sequence[Evidence], sources: Sources, words: Words
) -> list[Component]:
    """The node's properties in the schema's order, featured ones first, then names it also goes by and the note."""
    names = [*kind.featured, *(name for name in kind.properties if name not in kind.featured)]
    shown = [name for name in names if name not in UNSHOWN and name != "title"]
    lines: list[Component] = []
    for name in ("title", *shown, "alias", "note"):
        value, property = node.properties.get(name), kind.properties.get(name)
        if property is None or value in (None, "", []):
            continue
        # A name that lost stands among the other names.
        differing = kind.properties["name"] if name == "alias" else property
        others = _differing(differing, stated, sources, words)
        if name == "title" and not others:
            # The head of the panel has it; only what sources say otherwise is told here.
            continue
        lines.extend([html.Dt(words.of(property.label)), html.Dd([fact(property, value, words), *others])])
    return [html.Dl(lines, className="facts")] if lines else []


def _differing(property: Property, stated: Sequence[Evidence], sources: Sources, words: Words) -> list[Component]:
    """Every value that a source gives a property, with where it stands; nothing where all say the same."""
    said: dict[str, list[Evidence]] = {}
    for each in stated:
        if not property.many and property.name in each.properties:
            said.setdefault(fact(property, each.properties[property.name], words), []).append(each)
    if len(said) < 2:
        return []
    lines: list[Component] = []
    for text, claims in said.items():
        known = [sources[id] for id in dict.fromkeys(id for each in claims for id in each.sources) if id in sources]
        lines.append(html.Li([html.B(text), *show_grounds(known, claims, {property.name: property}, words)]))
    summary = html.Summary(words("details.differ", n=len(said)))
    return [html.Details([summary, html.Ul(lines)], className="evidence differ")]
