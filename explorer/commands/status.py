"""status and doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, answer_table
from explorer.commands.frame import add
from explorer.commands.session import session
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    from graph.database import Database

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]

NODES = "MATCH (n:Entity) RETURN labels(n) AS labels, count(*) AS total"
RELATIONSHIPS = "MATCH (:Entity)-[r]->(:Entity) RETURN type(r) AS type, count(*) AS total"


def status(
    context: typer.Context,
    digest: Annotated[bool, typer.Option("--digest", help=explain("status.digest"))] = False,
    json: Json = False,
) -> None:
    from graph.ledger import graph_digest

    with session(context) as workspace:
        database, marker = workspace.database, workspace.database.marker()
        nodes, relationships = counted_nodes(database), counted_relationships(database)
        found: dict[str, object] = {
            "engine": database.engine,
            "uri": database.uri,
            "revision": marker["revision"] if marker else None,
            "ledger_revision": workspace.ledger.revision,
            "nodes": nodes,
            "relationships": relationships,
            "digest": graph_digest(database) if digest else None,
        }
    if json:
        answer_json(found)
        return
    shown = ("engine", "uri", "revision", "ledger_revision", "digest")
    rows = [(say(f"status.{name}"), found[name]) for name in shown if found[name] is not None]
    answer_table([say("column.setting"), say("column.value")], rows)
    _print_counts(nodes, relationships)


def counted_nodes(database: Database) -> dict[str, int]:
    """How many nodes of each type, in the schema's order."""
    from graph.schema import load_schema

    found = {next(each for each in row["labels"] if each != "Entity"): row["total"] for row in database.read(NODES)}
    return {label: found[label] for label in load_schema().nodes if label in found}


def counted_relationships(database: Database) -> dict[str, int]:
    """How many relationships of each type, by name."""
    return {row["type"]: row["total"] for row in sorted(database.read(RELATIONSHIPS), key=lambda row: str(row["type"]))}


def _print_counts(nodes: dict[str, int], relationships: dict[str, int]) -> None:
    from graph.schema import load_schema

    schema = load_schema()
    rows = [(schema.node(label).label.get(language()), label, count) for label, count in nodes.items()]
    rows += [(schema.relationship(type).label.get(language()), type, count) for type, count in relationships.items()]
    answer_table([say("column.type"), say("column.id"), say("column.count")], rows)


def doctor(context: typer.Context, json: Json = False) -> None:
    from explorer.commands.checks import examine

    with session(context) as workspace:
        checks = examine(workspace)
    good = all(check.good for check in checks)
    if json:
        answer_json({"good": good, "checks": [check.as_json() for check in checks]})
    else:
        rows = [("✓" if check.good else "✗", check.item, check.found, check.hint) for check in checks]
        answer_table(["", say("column.setting"), say("column.value"), say("column.hint")], rows)
    if not good:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    add(app, "status", status)
    add(app, "doctor", doctor)
