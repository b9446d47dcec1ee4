"""load, loads, rollback."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note, progress, waiting
from explorer.commands.failures import WrongUse
from explorer.commands.frame import add
from explorer.commands.session import session
from explorer.commands.suggest import draft
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    from graph.errors import LoadError
    from loaders.report import LoadReport

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]


def load(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=explain("load.paths"), show_default=False)],
    source: Annotated[str | None, typer.Option(help=explain("load.source"), show_default=False)] = None,
    mapping: Annotated[str | None, typer.Option(help=explain("load.mapping"), show_default=False)] = None,
    hidden: Annotated[bool, typer.Option("--hidden", help=explain("load.hidden"))] = False,
    refused: Annotated[Path | None, typer.Option("--refused", help=explain("load.refused"), show_default=False)] = None,
    complete: Annotated[bool, typer.Option("--complete", help=explain("load.complete"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=explain("load.dry_run"))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=explain("load.strict"))] = False,
    suggest: Annotated[bool, typer.Option("--suggest", help=explain("load.suggest"))] = False,
    output: Annotated[Path | None, typer.Option("--output", help=explain("load.output"), show_default=False)] = None,
    json: Json = False,
) -> None:
    if suggest:
        draft(context, paths, output, hidden=hidden, json=json)
        return
    if output:
        raise WrongUse("cli.output_without_suggest")
    from graph.errors import LoadError, RowsRefused
    from loaders.load import files_of, load_path
    from loaders.office.wishes import Wishes

    files = [file for path in paths for file in files_of(path)]
    reports: list[LoadReport] = []
    failed: list[LoadError] = []
    with session(context) as workspace:
        for file in files:
            try:
                with progress("loading", quiet=json, path=file.name) as advance:
                    report = load_path(
                        workspace,
                        file,
                        Wishes(source=source, mapping=mapping, hidden=hidden),
                        complete=complete,
                        dry_run=dry_run,
                        progress=advance,
                        waiting=None if json else waiting,
                    )
            except LoadError as error:
                if len(files) == 1:
                    raise
                failed.append(error)
                continue
            reports.append(report)
            if refused and report.refused and report.write_refused:
                report.write_refused(refused if len(files) == 1 else _beside(refused, file), language())
    _answer(reports, failed, json=json)
    count = sum(len(report.refused) for report in reports)
    if failed or (strict and count and json):
        raise typer.Exit(1)
    if strict and count:
        raise RowsRefused("cli.rows_refused", count=count)


def _answer(reports: list[LoadReport], failed: list[LoadError], *, json: bool) -> None:
    if json:
        documents = [*(each.as_json(language()) for each in reports), *(each.as_json(language()) for each in failed)]
        answer_json(documents[0] if len(documents) == 1 else {"loads": documents})
        return
    for report in reports:
        tell(report)
    for error in failed:
        note("not_loaded", message=error.message(language()), hint=error.hint(language()))


def _beside(refused: Path, path: Path) -> Path:
    """A file of its own for each of several."""
    return refused.with_stem(f"{refused.stem}-{path.stem}")


def tell(report: LoadReport) -> None:
    """A load report in words: what changed by type, what was refused and where."""
    note(_outcome(report), load=report.load, source=report.source, changed=report.changed)
    if report.changed and report.corrects:
        at = datetime.fromisoformat(report.corrects.at).astimezone()
        note("corrects", load=report.corrects.load, date=f"{at:%Y-%m-%d}", title=report.corrects.title)
    elif report.changed:
        note("first_load", source=report.source)
    for table in report.tables:
        told = table.as_json(language())
        note("recognised", **{**told, "share": f"{table.share:.0%}", "sheet": table.sheet or table.file})
    rows = [(name, *(counts[column] for column in COUNTED)) for name, counts in report.counts.items()]
    answer_table([say("column.type"), *(say(f"column.{name}") for name in COUNTED)], rows)
    for refusal in report.refused:
        told = refusal.as_json(language())
        note("refused_row" if refusal.whole_row else "refused", place=refusal.sheet or refusal.file, **told)
    for ignored in report.ignored:
        note("ignored", place=ignored.sheet or ignored.file, **ignored.as_json(language()))


def _outcome(report: LoadReport) -> str:
    if report.dry_run:
        return "would_load"
    if report.changed:
        return "loaded"
    return "unchanged" if report.corrects else "nothing_loaded"


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
