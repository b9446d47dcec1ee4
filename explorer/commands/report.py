"""report: the catalogue of reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer, answer_json, answer_table, note, writing
from explorer.commands.frame import add, group
from explorer.commands.parameters import given
from explorer.commands.session import session
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    from cypher.run import ReportResult

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]
Slug = Annotated[str, typer.Argument(help=explain("report show.slug"), show_default=False)]
TABLE = "table"


def list_reports(json: Json = False) -> None:
    from cypher.catalogue import catalogue

    found = [
        (each.slug, each.header.title.get(language()), each.header.question.get(language())) for each in catalogue()
    ]
    if json:
        answer_json([{"slug": slug, "title": title, "question": question} for slug, title, question in found])
    else:
        answer_table([say(f"column.{name}") for name in ("report", "title", "question")], found)


def show(slug: Slug, json: Json = False) -> None:
    from cypher.catalogue import catalogue

    report = catalogue().report(slug)
    if json:
        answer_json({"slug": slug, **report.header.model_dump(), "statement": report.statement})
        return
    header = report.header
    for text in (header.title, header.question, header.reading):
        answer(text.get(language()))
    if header.parameters:
        rows = [(name, each.type, each.label.get(language()), each.default) for name, each in header.parameters.items()]
        answer_table([say(f"column.{name}") for name in ("parameter", "type", "title", "default")], rows)
    columns = [(name, each.type, each.label.get(language())) for name, each in header.columns.items()]
    answer_table([say(f"column.{name}") for name in ("column", "type", "title")], columns)
    answer(report.statement)


def run(
    context: typer.Context,
    slug: Annotated[str | None, typer.Argument(help=explain("report run.slug"), show_default=False)] = None,
    all: Annotated[bool, typer.Option("--all", help=explain("report run.all"))] = False,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help=explain("report run.parameter"), show_default=False)
    ] = None,
    format: Annotated[str, typer.Option(help=explain("report run.format"))] = TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=explain("report run.output"), show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    from cypher.catalogue import catalogue
    from cypher.run import run as ask
    from graph.errors import ParameterError

    if all == (slug is not None) or (all and (json or output is None)):
        raise ParameterError("cli.one_report_or_all")
    values = given(parameter)
    chosen = [catalogue().report(slug)] if slug else list(catalogue())
    with session(context) as workspace:
        results = [ask(workspace.database, report, values) for report in chosen]
    if output is not None and all:
        output.mkdir(parents=True, exist_ok=True)
    for result in results:
        kind = "json" if json else "csv" if format == TABLE and output is not None else format
        target = output / f"{result.slug}.{kind}" if output is not None and all else output
        _give(result, kind, target)


def _give(result: ReportResult, kind: str, target: Path | None) -> None:
    """Writes an answer to a file, or to standard output where it is text."""
    from cypher.render import notes, render
    from graph.errors import ReportError

    if kind == TABLE:
        answer_table(result.headings(language()), result.cells(language()))
        for line in notes(result, language()):
            note("report_note", line=line)
        return
    content = render(result, kind, language())
    if target is not None:
        with writing(target):
            target.write_bytes(content)
        note("report_written", path=target, count=len(result.rows))
    elif kind == "xlsx":
        raise ReportError("cli.needs_output", format=kind)
    else:
        sys.stdout.buffer.write(content)
        answer("")


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    report = group("report")
    add(report, "list", list_reports, "report")
    add(report, "show", show, "report")
    add(report, "run", run, "report")
    app.add_typer(report)
