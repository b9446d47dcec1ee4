"""bridges: which bodies connect circles that have little else in common."""

from __future__ import annotations

from typing import Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note, progress
from explorer.commands.frame import add
from explorer.commands.gathered import gathered
from explorer.commands.session import session
from explorer.commands.words import explain, say


def bridges(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help=explain("bridges.limit"))] = 20,
    json: Annotated[bool, typer.Option("--json", help=explain("common.json"))] = False,
) -> None:
    from graph.introductions.bridges import bridges as measured

    with session(context) as workspace:
        ties = gathered(workspace, quiet=json)
        with progress("gathering", quiet=json or ties is not None) as advance:
            found = measured(workspace.database, ties, limit, advance)
    if json:
        answer_json(found.as_json())
        return
    columns = [say(f"column.{name}") for name in ("name", "id", "tie_count", "constraint", "betweenness")]
    rows = [
        (each.body.name, each.body.id, each.ties, f"{each.constraint:.3f}", f"{each.betweenness:.3f}")
        for each in found.found
    ]
    answer_table(columns, rows)
    note("bridges", actors=found.actors, error=f"{found.error:.3f}")


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    add(app, "bridges", bridges)
