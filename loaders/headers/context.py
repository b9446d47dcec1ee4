"""The texts above a header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph import contacts
from loaders.headers.private import harmless_line
from loaders.headers.texts import is_enumerated, is_heading, is_labelled, tidy_title
from loaders.headers.view import Row, filled

_MOST_CELLS = 3


def is_context(row: Row) -> bool:
    """True for a line that may belong to a title: few cells, or labels with their values."""
    texts = [row.cells[at] for at in filled(row)]
    return len(texts) <= _MOST_CELLS or any(map(is_labelled, texts)) or _alternate(texts)


def context_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The texts of lines above a header, contact details cut out; a label and the value beside it are one text."""
    texts = [text for row in rows for text in _joined([tidy_title(row.cells[at]) for at in filled(row)])]
    return tuple(text for text in map(harmless_line, texts) if text)


def with_outer_titles(context: tuple[str, ...], before: Sequence[str]) -> tuple[str, ...]:
    """The context of a table headed 二、…, with the titles that stand above 一、… of the first table."""
    if not (context and is_enumerated(context[0])):
        return context
    section = next((at for at, text in enumerate(before) if is_enumerated(text)), 0)
    return (*before[:section], *context)


def _alternate(texts: list[str]) -> bool:
    """True where names and values take turns: 填报单位 | 样例镇 | 填报时间 | 2020年."""
    return len(texts) % 2 == 0 and all(map(is_heading, texts[0::2])) and not any(map(is_heading, texts[1::2]))


def _joined(texts: list[str]) -> list[str]:
    if _alternate(texts):
        return [f"{name}：{value}" for name, value in zip(texts[0::2], texts[1::2], strict=True)]
    joined: list[str] = []
    for text in texts:
        if joined and joined[-1].endswith((":", "：")) and not is_labelled(text):
            joined[-1] += text
        elif joined and contacts.in_name(joined[-1]) and not is_labelled(text):
            joined[-1] += f"：{text}"
        else:
            joined.append(text)
    return joined
