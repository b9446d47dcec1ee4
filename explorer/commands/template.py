"""template: the workbooks that an office hands out to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note
from explorer.commands.frame import add
from explorer.commands.words import explain, language, say


def template(
    kind: Annotated[str | None, typer.Argument(help=explain("template.kind"), show_default=False)] = None,
    output: Annotated[Path | None, typer.Option(help=explain("template.output"), show_default=False)] = None,
    json: Annotated[bool, typer.Option("--json", help=explain("common.json"))] = False,
) -> None:
    from loaders.office.catalogue import mapping_named
    from loaders.office.templates import write_template

    if kind is None:
        _list(json=json)
        return
    mapping = mapping_named(kind)
    path = output or Path(f"{mapping.title.zh}（模板）.xlsx")
    write_template(mapping, path, language())
    if json:
        answer_json({"mapping": mapping.name, "path": str(path)})
    else:
        note("template_written", path=path, title=mapping.title.zh)


def _list(*, json: bool) -> None:
    from loaders.office.catalogue import mappings

    if json:
        answer_json(
            [
                {"mapping": each.name, "title": each.title.get(language()), "columns": each.headers}
                for each in mappings()
            ]
        )
        return
    rows = [(each.name, each.title.get(language()), "、".join(each.headers)) for each in mappings()]
    answer_table([say(f"column.{name}") for name in ("mapping", "title", "columns")], rows)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    add(app, "template", template)
