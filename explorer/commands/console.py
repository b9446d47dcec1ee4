"""What a command prints: words and progress on standard error, the answer on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from explorer.commands.words import say

if TYPE_CHECKING:
    from rich.console import Console

Tell = Callable[[str, int], None]
"""Told a stage and how many more of it are done."""


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
def progress(key: str, *, quiet: bool = False, **details: object) -> Iterator[Tell]:
    """Stages and how many are done, on standard error; nothing is drawn where no person looks."""
    if quiet or not error_console().is_terminal:
        yield lambda stage, more: None
        return
    from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,.0f}"), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=error_console()) as shown:
        shown.console.print(say(f"note.{key}", **details), markup=False)

        def tell(stage: str, more: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(say(f"stage.{stage}"), total=None)
            shown.advance(tasks[stage], more)

        yield tell
