"""load, loads, rollback."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note, progress
from explorer.commands.frame import add
from explorer.commands.session import session
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    from loaders.report import LoadReport

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]


def load(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=explain("load.paths"), show_default=False)],
    source: Annotated[str | None, typer.Option(help=explain("load.source"), show_default=False)] = None,
    complete: Annotated[bool, typer.Option("--complete", help=explain("load.complete"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=explain("load.dry_run"))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=explain("load.strict"))] = False,
    json: Json = False,
) -> None:
    from graph.errors import RowsRefused
    from loaders.load import load_path

    reports: list[LoadReport] = []
    with session(context) as workspace:
        for path in paths:
            with progress("loading", quiet=json, path=path.name) as advance:
                report = load_path(
                    workspace,
                    path,
                    source=source,
                    complete=complete,
                    dry_run=dry_run,
                    progress=advance,
                    waiting=None if json else waiting,
                )
                reports.append(report)
    if json:
        documents = [report.as_json(language()) for report in reports]
        answer_json(documents[0] if len(documents) == 1 else {"loads": documents})
    else:
        for report in reports:
            tell(report)
    refused = sum(len(report.refused) for report in reports)
    if strict and refused:
        if json:
            raise typer.Exit(1)
        raise RowsRefused("cli.rows_refused", count=refused)


def waiting(first: str) -> None:
    """Says whose turn it is before ours."""
    note("waiting", first=first)


def tell(report: LoadReport) -> None:
    """A load report in words: what changed by type, what was refused and where."""
    key = "would_load" if report.dry_run else "unchanged" if report.changed == 0 else "loaded"
    note(key, load=report.load, source=report.source, changed=report.changed)
    rows = [(name, *(counts[column] for column in COUNTED)) for name, counts in report.counts.items()]
    answer_table([say("column.type"), *(say(f"column.{name}") for name in COUNTED)], rows)
    for refusal in report.refused:
        told = refusal.as_json(language())
        note("refused", **told)
    for ignored in report.ignored:
        note("ignored", **ignored.as_json(language()))


COUNTED = ("made", "changed", "unchanged", "retired", "refused", "queued")


def loads(context: typer.Context, json: Json = False) -> None:
    with session(context) as workspace:
        found = workspace.ledger.loads()
    if json:
        answer_json([each.as_json() for each in found])
        return
    columns = ("load", "kind", "source", "title", "at", "state")
    rows = [(e.load, say(f"load.{e.kind}"), e.source, e.title, e.at, say(f"state.{e.state}")) for e in found]
    answer_table([say(f"column.{name}") for name in columns], rows)


def rollback(
    context: typer.Context,
    load: Annotated[int, typer.Argument(help=explain("rollback.load"), show_default=False)],
    json: Json = False,
) -> None:
    from loaders.publish import publish

    with session(context) as workspace:
        workspace.ledger.rollback(load)
        with progress("publishing", quiet=json) as advance:
            revision = publish(workspace, advance)
    if json:
        answer_json({"load": load, "revision": revision})
    else:
        note("rolled_back", load=load, revision=revision)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    add(app, "load", load)
    add(app, "loads", loads)
    add(app, "rollback", rollback)
