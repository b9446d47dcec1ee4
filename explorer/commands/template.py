"""template: the workbooks that an office hands out to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note
from explorer.commands.frame import add
from explorer.commands.session import session
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    from loaders.office.mapping import Mapping


def template(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(help=explain("template.kind"), show_default=False)] = None,
    output: Annotated[Path | None, typer.Option(help=explain("template.output"), show_default=False)] = None,
    json: Annotated[bool, typer.Option("--json", help=explain("common.json"))] = False,
) -> None:
    from loaders.office.catalogue import catalogue_of
    from loaders.office.templates import called, write_template

    with session(context) as workspace:
        catalogue = catalogue_of(workspace.home)
    if kind is None:
        _list(catalogue.mappings, json=json)
        return
    mapping = catalogue.named(kind)
    path = output or Path(f"{called(mapping)}（模板）.xlsx")
    write_template(mapping, path, language())
    if json:
        answer_json({"mapping": mapping.name, "path": str(path)})
    else:
        note("template_written", path=path, title=called(mapping))


def _list(mappings: Iterable[Mapping], *, json: bool) -> None:
    if json:
        answer_json(
            [{"mapping": each.name, "title": each.title.get(language()), "columns": each.headers} for each in mappings]
        )
        return
    rows = [(each.name, each.title.get(language()), "、".join(each.headers)) for each in mappings]
    answer_table([say(f"column.{name}") for name in ("mapping", "title", "columns")], rows)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    add(app, "template", template)
