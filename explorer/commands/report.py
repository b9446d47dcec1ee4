"""report and cypher."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.words import explain

if TYPE_CHECKING:
    pass

Parameters = Annotated[
    list[str] | None, typer.Option("--parameter", "-p", help=explain("report run.parameter"), show_default=False)
]
Format = Annotated[str, typer.Option("--format", help=explain("report run.format"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", help=explain("report run.output"), show_default=False)]
Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
