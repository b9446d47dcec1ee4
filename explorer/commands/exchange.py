"""export and publish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, note, progress, waiting
from explorer.commands.frame import add
from explorer.commands.session import session
from explorer.commands.words import explain

if TYPE_CHECKING:
    from graph.database import Database
    from graph.ledger import Difference
    from graph.settings import Settings

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]


def export(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help=explain("export.path"), show_default=False)],
    format: Annotated[str, typer.Option(help=explain("export.format"))] = "folder",
    json: Json = False,
) -> None:
    from loaders.export import export as write
    from loaders.writing import Content

    with session(context) as workspace, workspace.ledger.lock("export", None if json else waiting):
        written = write(Content.of(workspace.ledger), path, format)
    if json:
        answer_json(written.as_json())
    else:
        note("exported", **written.as_json())


def publish(
    context: typer.Context,
    to: Annotated[str | None, typer.Option(help=explain("publish.to"), show_default=False)] = None,
    user: Annotated[str | None, typer.Option(help=explain("publish.user"), show_default=False)] = None,
    password_file: Annotated[
        Path | None, typer.Option(help=explain("publish.password_file"), show_default=False)
    ] = None,
    database: Annotated[str | None, typer.Option(help=explain("publish.database"), show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help=explain("publish.check"))] = False,
    json: Json = False,
) -> None:
    from graph.ledger import Publisher

    with session(context) as workspace:
        given = {"user": user, "password_file": password_file, "database": database}
        wanted = workspace.settings.model_copy(
            update={name: value for name, value in given.items() if value is not None}
        )
        target = _target(wanted, to) if to else workspace.database
        try:
            publisher = Publisher(workspace.ledger, target)
            if check:
                _tell_difference(publisher.check(), json)
                return
            with progress("publishing", quiet=json) as advance:
                revision = publisher.publish(advance)
        finally:
            if to:
                target.close()
    if json:
        answer_json({"uri": target.uri, "revision": revision})
    else:
        note("published", revision=revision)


def _target(settings: Settings, uri: str) -> Database:
    """Another server, with the user and the password of the settings; a password file outweighs a password."""
    from graph.workspace import connect

    if settings.password_file is not None:
        settings = settings.model_copy(update={"password": None})
    return connect(settings, uri)


def _tell_difference(found: Difference, json: bool) -> None:
    if json:
        answer_json(
            {
                "equal": found.equal,
                "revision": found.revision,
                "ledger_revision": found.ledger_revision,
                "digest": found.digest,
                "ledger_digest": found.ledger_digest,
            }
        )
    else:
        key = "graph_equal" if found.equal else "graph_differs"
        note(key, revision=found.revision, ledger_revision=found.ledger_revision)
    if not found.equal:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    add(app, "export", export)
    add(app, "publish", publish)
