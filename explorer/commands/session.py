"""The workspace that a command works on, and the one thing that an id or a name means."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from explorer.commands.words import language

if TYPE_CHECKING:
    from graph.workspace import Workspace


def workspace_name(context: typer.Context) -> str | None:
    """The name given by `--workspace`."""
    name = context.find_root().obj
    return str(name) if name else None


@contextmanager
def session(context: typer.Context, name: str | None = None) -> Iterator[Workspace]:
    """The workspace, open for the length of a command; `name` outweighs what the person asked for."""
    from explorer import logs
    from graph.workspace import Workspace

    with Workspace.open(name or workspace_name(context)) as workspace:
        logs.start(workspace.home)
        yield workspace


def meant(workspace: Workspace, text: str, without: Collection[str] = ()) -> str:
    """The id that an id or a name means; Ambiguous where a name fits several, NotFound where it fits none.

    Ids that were merged into another mean that other. A name that is exactly right outweighs others that only begin so;
    nodes of the types in `without` are not meant by a name.
    """
    from graph import subgraph
    from graph.errors import Ambiguous, NotFound
    from graph.search import find

    entity = workspace.ledger.resolve(text)
    if subgraph.nodes(workspace.database, [entity]):
        return entity
    found = find(workspace.database, text, language=language())
    fits = [hit for hit in found.results if hit.label not in without]
    exact = [hit for hit in fits if hit.matched == "exact"]
    fitting = exact or fits
    if not fitting:
        raise NotFound("cli.no_such_thing", name=text)
    if len(fitting) > 1 or (found.more and not exact):
        choices = [{"id": hit.id, "label": hit.label, "name": hit.name, "hint": hit.hint} for hit in fitting]
        raise Ambiguous("cli.several_fit", name=text, choices=choices)
    return fitting[0].id
