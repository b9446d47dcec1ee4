"""What a command prints: words and progress on standard error, the answer on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from explorer.commands.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from graph.progress import Progress


@cache
def error_console() -> Console:
    """Where people read what is going on."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True, highlight=False)


def note(key: str, **details: object) -> None:
    """A message for the person; standard output stays clean."""
    error_console().print(say(f"note.{key}", **details), markup=False)


def waiting(first: str) -> None:
    """Says whose turn it is before ours."""
    note("waiting", first=first)


def answer(text: str) -> None:
    """A line of the answer."""
    sys.stdout.write(text + "\n")


def answer_json(document: object) -> None:
    """The one document of `--json`."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def answer_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under their headings; as wide as needed where nobody looks, so that no cell is cut in a pipe."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    wide = None if sys.stdout.isatty() else 10_000
    Console(file=sys.stdout, width=wide, markup=False, highlight=False, soft_wrap=wide is not None).print(table)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system refuses while a file is written is said as an error of ours, with the file and the reason."""
    from graph.errors import ReportError

    try:
        yield
    except OSError as error:
        raise ReportError("cli.cannot_write", path=path, reason=error.strerror or str(error)) from error


@contextmanager
def progress(key: str, *, quiet: bool = False, **details: object) -> Iterator[Progress]:
    """Each stage with what is done of it, on standard error; nothing is drawn where no person looks."""
    if quiet or not error_console().is_terminal:
        yield lambda stage, more, total: None
        return
    from rich.progress import Progress as Shown
    from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[told]}"),
    )
    tasks: dict[str, TaskID] = {}
    with Shown(*columns, console=error_console()) as shown:
        shown.console.print(say(f"note.{key}", **details), markup=False)

        def tell(stage: str, more: int, total: int | None) -> None:
            if stage not in tasks:
                for before in tasks.values():
                    shown.update(before, total=shown.tasks[before].completed)
                tasks[stage] = shown.add_task(say(f"stage.{stage}"), total=None, told="")
            shown.update(tasks[stage], advance=more, total=total)
            task = shown.tasks[tasks[stage]]
            shown.update(tasks[stage], told=how_far(int(task.completed), total, task.elapsed or 0))

        yield tell


def how_far(done: int, total: int | None, seconds: float) -> str:
    """How many are done after so many seconds, of how many, how many a second, and how long it may still take."""
    if not done:
        return ""
    said = say("far.of", done=f"{done:,}", total=f"{total:,}") if total and total > done else f"{done:,}"
    rate = done / seconds if seconds else 0
    if rate < 1:
        return said
    said += say("far.rate", rate=f"{rate:,.0f}")
    if total and total > done:
        minutes, rest = divmod(round((total - done) / rate), 60)
        said += say("far.left", time=f"{minutes}:{rest:02}")
    return said
