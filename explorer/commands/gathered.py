"""The ties of a large graph, as commands use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.commands.console import progress

if TYPE_CHECKING:
    from graph.introductions.projection import Projection
    from graph.workspace import Workspace


def gathered(workspace: Workspace, *, quiet: bool) -> Projection | None:
    """The ties of a graph too large to be read for a question, made where there are none yet."""
    from graph.introductions.reader import is_gathered
    from graph.introductions.rules import load_rules

    if not is_gathered(workspace.database, load_rules()):
        return None
    found = workspace.projection.current(workspace.database, workspace.ledger)
    if found is None:
        with progress("gathering", quiet=quiet) as advance:
            found = workspace.projection.make(workspace.database, workspace.ledger, advance)
    return found
