"""load --suggest: a mapping drafted for a file that none fits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from explorer.commands.console import answer_json, note
from explorer.commands.failures import WrongUse
from explorer.commands.session import session
from explorer.commands.words import language

if TYPE_CHECKING:
    from loaders.office.suggest import Draft


def draft(context: typer.Context, paths: list[Path], output: Path | None, *, hidden: bool, json: bool) -> None:
    """Prints the draft for one file, or writes it to `output`, and says how it fits."""
    from loaders.office.catalogue import OWN, catalogue_of
    from loaders.office.suggest import suggest
    from loaders.office.templates import new_file

    if len(paths) > 1:
        raise WrongUse("cli.one_file")
    with session(context) as workspace:
        folder = workspace.home / OWN
        found = suggest(paths[0], language(), catalogue_of(workspace.home), hidden=hidden)
    folder.mkdir(exist_ok=True)
    if output is not None:
        new_file(output, found.text.encode())
    if json:
        answer_json(_document(found, output))
        return
    if output is None:
        sys.stdout.write(found.text)
    read, unread = len(found.fit.columns), len(found.adapted.unread)
    before = f"{found.before.share:.0%}" if found.before else "0%"
    note(
        "drafted",
        title=found.base.title.get(language()),
        sheet=found.sheet or paths[0].name,
        read=read,
        unread=unread,
        before=before,
    )
    note("draft_kept" if output else "draft_to_keep", path=output, folder=folder)


def _document(found: Draft, output: Path | None) -> dict[str, object]:
    return {
        "path": str(output) if output else None,
        "adapts": found.adapted.adapts,
        "sheet": found.sheet,
        "columns": {name: column.name for name, column in found.fit.columns.items()},
        "unread": found.adapted.unread,
        "share": round(found.fit.share, 2),
        "mapping": found.text,
    }
