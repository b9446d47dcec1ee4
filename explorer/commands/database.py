"""db: the embedded engine and the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, note, progress
from explorer.commands.frame import add, group
from explorer.commands.session import session
from explorer.commands.words import explain, say
from graph.errors import SettingsError

if TYPE_CHECKING:
    from graph.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]


def start(context: typer.Context, json: Json = False) -> None:
    from graph.local import keeping

    with session(context) as workspace:
        address = keeping.start(_engine(workspace))
    if json:
        answer_json({"uri": address.uri, "pid": address.pid})
    else:
        note("engine_started", uri=address.uri)


def stop(context: typer.Context, json: Json = False) -> None:
    from graph.local import keeping

    with session(context) as workspace:
        users = keeping.stop(_engine(workspace))
    if json:
        answer_json({"stopped": users == 0, "users": users})
    else:
        note("engine_in_use" if users else "engine_stopped", users=users)


def backup(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help=explain("db backup.path"), show_default=False)],
    json: Json = False,
) -> None:
    from graph.backup import backup as write
    from graph.errors import LedgerError

    if path.exists() or not path.parent.is_dir():
        raise LedgerError("cli.backup_path", path=path)
    with session(context) as workspace:
        written = write(workspace, path)
    if json:
        answer_json({"path": str(written)})
    else:
        note("backed_up", path=written)


def restore(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help=explain("db restore.path"), show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help=explain("db restore.yes"))] = False,
    json: Json = False,
) -> None:
    from graph.backup import restore as put_back

    with session(context) as workspace:
        if not yes and not typer.confirm(say("note.restore_sure", home=workspace.home), err=True):
            raise typer.Abort
        with progress("restoring", quiet=json) as advance:
            revision = put_back(workspace, path, advance)
    if json:
        answer_json({"revision": revision})
    else:
        note("restored", revision=revision)


def check(context: typer.Context, json: Json = False) -> None:
    from graph.backup import check as compare

    with session(context) as workspace:
        found = compare(workspace)
    if json:
        answer_json({"good": found.good, "ledger_sound": found.ledger_sound, "equal": found.difference.equal})
    elif not found.ledger_sound:
        note("ledger_damaged")
    else:
        difference = found.difference
        key = "graph_equal" if difference.equal else "graph_differs"
        note(key, revision=difference.revision, ledger_revision=difference.ledger_revision)
    if not found.good:
        raise typer.Exit(1)


def upgrade(context: typer.Context, json: Json = False) -> None:
    from loaders.publish import publish

    with session(context) as workspace:
        saved = workspace.ledger.backup
        with progress("publishing", quiet=json) as advance:
            revision = publish(workspace, advance)
    if json:
        answer_json({"backup": str(saved) if saved else None, "revision": revision})
    else:
        note("upgraded" if saved else "no_upgrade_needed", path=saved, revision=revision)


def _engine(workspace: Workspace) -> Path:
    """The folder of the workspace's embedded engine; SettingsError where a server is set instead."""
    if workspace.settings.uri:
        raise SettingsError("cli.no_embedded_engine", uri=workspace.settings.uri)
    return workspace.home / "engine"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    db = group("db")
    for name, command in (
        ("start", start),
        ("stop", stop),
        ("backup", backup),
        ("restore", restore),
        ("check", check),
        ("upgrade", upgrade),
    ):
        add(db, name, command, "db")
    app.add_typer(db)
