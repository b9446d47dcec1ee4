"""search and show."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer, answer_json, answer_table, note
from explorer.commands.frame import add
from explorer.commands.session import meant, session
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    from graph.database import Database
    from graph.schema import Property, Schema
    from graph.subgraph import Node, Relationship

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]

PAGE = 500
"""Relationships fetched at a time; all of them are shown."""


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help=explain("search.text"), show_default=False)],
    type: Annotated[str | None, typer.Option(help=explain("search.type"), show_default=False)] = None,
    limit: Annotated[int, typer.Option(help=explain("search.limit"), min=1)] = 20,
    json: Json = False,
) -> None:
    from graph.schema import load_schema
    from graph.search import find

    schema = load_schema()
    with session(context) as workspace:
        found = find(workspace.database, text, label_named(schema, type) if type else None, limit, language())
    if json:
        answer_json(found.as_json())
        return
    rows = [(hit.name, schema.node(hit.label).label.get(language()), hit.hint, hit.id) for hit in found.results]
    if not rows:
        note("nothing_found", text=text)
        return
    answer_table([say(f"column.{name}") for name in ("name", "type", "hint", "id")], rows)
    if found.more:
        note("more_found", shown=len(rows))


def label_named(schema: Schema, word: str) -> str:
    """The node type of a label or of its word in either language; SchemaError where there is none."""
    for label, node in schema.nodes.items():
        if word.casefold() in {label.casefold(), node.label.zh, node.label.en.casefold()}:
            return label
    return schema.node(word).name


def show(
    context: typer.Context,
    id: Annotated[str, typer.Argument(help=explain("show.id"), show_default=False)],
    json: Json = False,
) -> None:
    from graph import subgraph
    from graph.schema import load_schema

    with session(context) as workspace:
        node = subgraph.node(workspace.database, meant(workspace, id))
        ties = _ties(workspace.database, node)
        counts = subgraph.counts(workspace.database, node.id)
        keys = [tie.key for tie, _, _ in ties]
        stated = workspace.ledger.evidence_of([node.id, *keys]) if json else {}
    if json:
        rows = {id: [each.as_json() for each in claims] for id, claims in stated.items()}
        told = [{**_tie_json(*tie), "evidence": rows.get(tie[0].key, [])} for tie in ties]
        document = {**_node_json(node), "evidence": rows.get(node.id, [])}
        answer_json({"node": document, "relationships": told, "counts": [asdict(count) for count in counts]})
        return
    _print_node(load_schema(), node)
    _print_ties(load_schema(), ties)


def _ties(database: Database, node: Node) -> list[tuple[Relationship, Node, bool]]:
    """Every relationship of a node with its other end and whether it starts at the node, page by page."""
    from graph import subgraph

    found: list[tuple[Relationship, Node, bool]] = []
    skip = 0
    while True:
        page = subgraph.neighbours(database, node.id, cap=PAGE, skip=skip)
        by_id = {each.id: each for each in page.nodes}
        for tie in page.relationships:
            forward = tie.start == node.id
            found.append((tie, by_id[tie.end if forward else tie.start], forward))
        skip += PAGE
        if skip >= page.omitted.total:
            return found


def _node_json(node: Node) -> dict[str, object]:
    return {"id": node.id, "label": node.label, "name": node.name, "properties": dict(node.properties)}


def _tie_json(tie: Relationship, other: Node, forward: bool) -> dict[str, object]:
    told = tie.properties
    return {
        "type": tie.type,
        "forward": forward,
        "other": {"id": other.id, "label": other.label, "name": other.name},
        **{name: told.get(name) for name in _DATES},
        "properties": {name: value for name, value in told.items() if name not in {"key", "sources", *_DATES}},
        "sources": list(told.get("sources", ())),
    }


_DATES = ("since", "until", "observed")


def _print_node(schema: Schema, node: Node) -> None:
    kind = schema.node(node.label)
    answer(f"{node.name} · {kind.label.get(language())} · {node.id}")
    for name, known in kind.properties.items():
        value = node.properties.get(name)
        if value is None or name in {"id", "name"}:
            continue
        items = value if isinstance(value, list) else [value]
        shown = "、".join(_shown(known, each) for each in items)
        answer(f"  {known.label.get(language())}: {shown}")


def _shown(known: Property, value: object) -> str:
    """A value as people read it: the words of a choice, yes or no."""
    if isinstance(value, bool):
        return say("told.yes" if value else "told.no")
    return known.said(value, language())


def _print_ties(schema: Schema, ties: list[tuple[Relationship, Node, bool]]) -> None:
    rows = []
    for tie, other, forward in ties:
        kind, told = schema.relationship(tie.type), tie.properties
        words = (kind.forward if forward else kind.backward).get(language())
        role = f"（{told['role']}）" if told.get("role") else ""
        dates = (told.get(name) for name in _DATES)
        rows.append((words + role, other.name, *dates, " ".join(told.get("sources", ()))))
    answer_table([say(f"column.{name}") for name in ("tie", "other", *_DATES, "sources")], rows)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    add(app, "search", search)
    add(app, "show", show)
