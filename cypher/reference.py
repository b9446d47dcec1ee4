"""docs/reference/reports.md, written from the report files: `python -m cypher.reference [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from cypher.catalogue import Catalogue, catalogue
from cypher.header import Column, Parameter, Report
from graph.pages import write_or_check
from graph.schema import Text

PATH = Path(__file__).parent.parent / "docs" / "reference" / "reports.md"

_INTRODUCTION = """\
# 报表 · Reports

Each report is one file, `cypher/reports/<topic>/<slug>.cypher`: a header in YAML between `/* ---` and `--- */`, then a
statement. The file can be pasted into any Cypher console. This page is written by `python -m cypher.reference`; change
the report files, not this page.

    qianxian report list
    qianxian report show SLUG
    qianxian report run SLUG -p NAME=VALUE --format xlsx --output FILE

- A header has `title`, `question`, `reading` (how to read the answer), `columns` and, where it asks for something,
  `parameters`; `chart` names the column that is drawn, `order` the place in the list. Anything else in it is refused.
- Every `$name` of the statement is declared, every declared one used; a statement that does more than read is refused,
  by its tokens and by the database; an answer with other columns than the header's is refused.
- Types of parameters: `id`, `text`, `integer`, `number`, `date` (as fine as known: `2019`, `2019-08`), `choice`.
- The values of a `choice` (`choices`) and of a column of type `state` (`states`) have words in both languages; where
  they are those of a property of the schema, its name is enough: `states: Introduction.state`.
- An answer says as of when its data are, and counts for each column the rows where nothing is on file. "Not on file"
  is not the same as "not so": only staff confirm a gap.
- Statements serve both engines. After `OPTIONAL MATCH (a)-[:T]->(b:Label)` count with `count(DISTINCT b.id)`: for a
  plain `count(b)` the embedded engine counts ends of any label.
"""


def page(reports: Catalogue) -> str:
    """The whole page as Markdown."""
    parts = [_INTRODUCTION, _contents(reports)]
    for report in reports:
        parts += _report(report)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the page; with `--check` returns 1 where it is not up to date."""
    return write_or_check(PATH, page(catalogue()), arguments)


def _contents(reports: Catalogue) -> str:
    rows = [f"| `{each.slug}` | {each.header.title.zh} | {each.header.title.en} |" for each in reports]
    return "\n".join(["| slug | | |", "|---|---|---|", *rows])


def _report(report: Report) -> Iterator[str]:
    header = report.header
    yield f"## {report.slug} · {header.title.zh}"
    yield f"{header.question.zh}{header.reading.zh}"
    yield f"{header.question.en} {header.reading.en}"
    if header.parameters:
        rows = [_parameter(name, each) for name, each in header.parameters.items()]
        yield "\n".join(["| parameter | type | default | |", "|---|---|---|---|", *rows])
    rows = [_column(name, each) for name, each in header.columns.items()]
    yield "\n".join(["| column | type | | values |", "|---|---|---|---|", *rows])


def _parameter(name: str, parameter: Parameter) -> str:
    default = "(may be left out)" if parameter.default is None else f"`{parameter.default}`"
    choices = f": {_values(parameter.choices)}" if parameter.choices else ""
    return f"| `{name}` | {parameter.type}{choices} | {default} | {_both(parameter.label)} |"


def _column(name: str, column: Column) -> str:
    return f"| `{name}` | {column.type} | {_both(column.label)} | {_values(column.states)} |"


def _values(values: dict[str, Text]) -> str:
    """The stored values, each with its words; the Chinese one is mostly the value itself."""
    return ", ".join(f"`{value}` {text.en if value == text.zh else _both(text)}" for value, text in values.items())


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
