"""An adapted mapping written as a file that people read and change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import yaml

from loaders.office.adapted import Adapted, Wordings


def as_yaml(
    adapted: Adapted,
    head: Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
    unread: Mapping[str, str] | None = None,
) -> str:
    """The file, with comments: `head` at the top, `columns` and `unread` each before the entry of that name."""
    return "".join(f"{line}\n" for line in _lines(adapted, head, columns or {}, unread or {}))


def _lines(
    adapted: Adapted, head: Iterable[str], columns: Mapping[str, str], unread: Mapping[str, str]
) -> Iterator[str]:
    yield from (f"# {text}" for text in head)
    yield f"title: {_flow(adapted.title.model_dump())}"
    yield f"adapts: {_flow(adapted.adapts)}"
    yield "columns:"
    for name, wordings in adapted.columns.items():
        if name in columns:
            yield f"  # {_line(columns[name])}"
        yield f"  {name}: {_flow(_short(wordings))}"
    if adapted.unread:
        yield "unread:"
    for wording in adapted.unread:
        if wording in unread:
            yield f"  # {_line(unread[wording])}"
        yield f"  - {_flow(wording)}"


def _short(wordings: Wordings) -> object:
    return wordings.model_dump(exclude_defaults=True) if wordings.below else wordings.wordings


def _flow(value: object) -> str:
    """The value on one line, quoted where YAML would read it otherwise."""
    text = yaml.safe_dump([value], allow_unicode=True, default_flow_style=True, sort_keys=False, width=float("inf"))
    return text.strip()[1:-1]


def _line(text: str) -> str:
    return " ".join(text.split())
