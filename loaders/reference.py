"""docs/reference/mappings.md, written from the mapping files: `python -m loaders.reference [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from graph.pages import write_or_check
from loaders.office.catalogue import mappings
from loaders.office.mapping import Column, Mapping, Thing, Tie

PATH = Path(__file__).parent.parent / "docs" / "reference" / "mappings.md"

_INTRODUCTION = """\
# 名册的映射 · Mappings of office files

A mapping says what the columns of one kind of list mean: `loaders/mappings/NAME.yaml`. It is chosen by fit: the one
whose wordings cover the table best, among those whose needed columns are all there; `qianxian load --mapping NAME`
overrides.
This page is written by `python -m loaders.reference`; change the mapping files, not this page.

- A header counts in its own words, without what stands in brackets, and, less, where it ends or begins with a wording.
  Of a header of several levels the lowest counts; `below` lists wordings that count only below another;
  …挂职…单位/乡镇 is any header that has the one and ends with one of the others.
- A column marked ▲ may be told by the title, a line above the table, or the name of the sheet, for all rows.
- `person`, `body`, `place` … name things. A body is an institution, an agency, an enterprise or a platform as its name
  says; `party` is anybody or anything.
- A workspace adds its own in its folder `mappings`: whole ones like these, or such as adapt one of these
  ([how](../howto/office-files.md)). `qianxian template NAME` hands one out to be filled in.
- A row that names none of the subjects is refused. A cell that cannot be read is refused alone.
"""


def page() -> str:
    """The whole page as Markdown."""
    rows = [f"| `{each.name}` | {each.title.zh} | {each.title.en} |" for each in mappings()]
    parts = [_INTRODUCTION, "\n".join(["| mapping | | |", "|---|---|---|", *rows])]
    for mapping in mappings():
        parts += _mapping(mapping)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the page; with `--check` returns 1 where it is not up to date."""
    return write_or_check(PATH, page(), arguments)


def _mapping(mapping: Mapping) -> Iterator[str]:
    yield f"## {mapping.name} · {mapping.title.zh}"
    needs = " or ".join(" + ".join(f"`{name}`" for name in each) for each in mapping.needs)
    yield f"{mapping.title.en}. About: {', '.join(f'`{name}`' for name in mapping.subjects)}. Needs {needs}."
    columns = [_column(name, each) for name, each in mapping.columns.items()]
    yield "\n".join(["| column | read as | wordings |", "|---|---|---|", *columns])
    things = [_thing(name, each) for name, each in mapping.things.items()]
    yield "\n".join(["| thing | from | properties |", "|---|---|---|", *things])
    if mapping.ties:
        yield "\n".join(["| tie | from | to | properties |", "|---|---|---|---|", *map(_tie, mapping.ties)])


def _column(name: str, column: Column) -> str:
    below = [f"{part} › {' '.join(wordings)}" for part, wordings in column.below.items()]
    made = [f"…{part}…{'/'.join(ends)}" for part, ends in column.made.items()]
    told = " ▲" if column.told else ""
    label = f" ({column.label})" if column.label else ""
    return f"| `{name}`{told} | {column.reads}{label} | {' · '.join([*column.wordings, *below, *made])} |"


def _thing(name: str, thing: Thing) -> str:
    origin = thing.column or thing.refers or thing.composed or thing.label or ""
    return f"| `{name}` | {origin} | {', '.join(f'`{each}`' for each in thing.properties)} |"


def _tie(tie: Tie) -> str:
    dates = [name for name, specs in (("since", tie.since), ("until", tie.until)) if specs]
    return f"| {tie.type} | {tie.start} | {tie.end} | {', '.join(f'`{each}`' for each in [*tie.properties, *dates])} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
