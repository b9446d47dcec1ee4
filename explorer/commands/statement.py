"""cypher: one read-only statement."""

from __future__ import annotations

import csv
import json as jsonlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from explorer.commands.console import answer_table, note, writing
from explorer.commands.frame import add
from explorer.commands.parameters import given, typed
from explorer.commands.session import session
from explorer.commands.words import explain

if TYPE_CHECKING:
    from graph.database import Table

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]


def cypher(
    context: typer.Context,
    statement: Annotated[str, typer.Argument(help=explain("cypher.statement"), show_default=False)],
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help=explain("cypher.parameter"), show_default=False)
    ] = None,
    format: Annotated[str, typer.Option(help=explain("cypher.format"))] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=explain("cypher.output"), show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    from graph.errors import ReportError

    format = "json" if json else format
    if format not in ("table", "csv", "json"):
        raise ReportError("cli.statement_format", format=format)
    text = sys.stdin.read() if statement == "-" else statement
    with session(context) as workspace:
        table = workspace.database.read_only(text, typed(given(parameter)))
    if output is None:
        _print(table, format)
    else:
        with writing(output), output.open("w", encoding="utf-8", newline="") as stream:
            _write(table, "csv" if format == "table" else format, stream)
    if table.truncated:
        note("rows_cut", shown=len(table.rows))


def _print(table: Table, format: str) -> None:
    if format == "table":
        answer_table(table.columns, [[_shown(cell) for cell in row] for row in table.rows])
    else:
        _write(table, format, sys.stdout)


def _write(table: Table, format: str, stream: TextIO) -> None:
    if format == "json":
        document = {"columns": table.columns, "rows": table.rows, "truncated": table.truncated}
        stream.write(jsonlib.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")
        return
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_shown(cell) for cell in row] for row in table.rows)


def _shown(cell: object) -> object:
    """Nodes, relationships, maps and lists as JSON; plain values as they are."""
    return jsonlib.dumps(cell, ensure_ascii=False, default=str) if isinstance(cell, dict | list) else cell


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    add(app, "cypher", cypher)
