"""bridges: which bodies connect circles that have little else in common."""

from __future__ import annotations

from typing import Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note, progress
from explorer.commands.frame import add
from explorer.commands.gathered import gathered
from explorer.commands.session import session
from explorer.commands.words import explain, say

BODIES = "MATCH (n:Entity) WHERE NOT 'Person' IN labels(n) RETURN n.id AS id"


def bridges(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help=explain("bridges.limit"))] = 20,
    json: Annotated[bool, typer.Option("--json", help=explain("common.json"))] = False,
) -> None:
    from graph.introductions import bridges as measures
    from graph.introductions import load_rules
    from graph.introductions.dates import today
    from graph.introductions.projection import build
    from graph.subgraph import nodes

    with session(context) as workspace:
        database = workspace.database
        ties = gathered(workspace, quiet=json)
        if ties is None:
            with progress("gathering", quiet=json) as advance:
                ties = build(database, load_rules(), advance)
        bodies = {str(row["id"]) for row in database.read(BODIES)}
        found = measures.bridges(ties, bodies, today().latest.toordinal(), limit)
        names = {node.id: node.name for node in nodes(database, (each.id for each in found.found))}
    if json:
        told = found.as_json()
        answer_json({**told, "bridges": [{"name": names[each["id"]], **each} for each in told["bridges"]]})
        return
    columns = [say(f"column.{name}") for name in ("name", "id", "tie_count", "constraint", "betweenness")]
    rows = [
        (names[each.id], each.id, each.ties, f"{each.constraint:.3f}", f"{each.betweenness:.3f}")
        for each in found.found
    ]
    answer_table(columns, rows)
    note("bridges", actors=found.actors, error=f"{found.error:.3f}")


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    add(app, "bridges", bridges)
