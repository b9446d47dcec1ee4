"""A header of unknown wordings, assumed for a draft: the first line that differs in kind from those beneath it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from graph.folding import fold
from loaders.files.sheet import Sheet
from loaders.headers import Table, find_tables
from loaders.headers.texts import is_label, tidy
from loaders.office.seen import Kind, seen

_BEGINNING = 10
_SAMPLE = 60
_NEVER = 1_000.0
_AGAINST: dict[Kind, float] = {
    "term": 1, "date": 1, "batch": 1, "number": 1, "amount": 1, "chain": 1, "person": _NEVER, "people": _NEVER,
    "body": 0.5, "place": 0.5,
}  # fmt: skip
"""Kinds that headers are seldom of, and how much it speaks against one that a cell is of its column's: 发榜企业 and
落户镇区 end as bodies and places do, but no header is the name of somebody."""


def tables_of(sheet: Sheet, known: Callable[[str], float], *, hidden: bool = False) -> list[Table]:
    """The tables of a sheet as `find_tables`; where there is none, those beneath a header that is assumed."""
    return find_tables(sheet, known, hidden=hidden) or find_tables(sheet, _assumed(sheet, known), hidden=hidden)


def _assumed(sheet: Sheet, known: Callable[[str], float]) -> Callable[[str], float]:
    """`known`, and the texts of the line that must be the header if the sheet has one at all.

    That is no line of data: its cells are not of the kinds that their columns hold beneath.
    """
    lines = [line.cells for line in islice(sheet.lines(), _SAMPLE)]
    header = next((cells for at, cells in enumerate(lines[:_BEGINNING]) if _heads(cells, lines[at + 1 :])), ())
    assumed = {fold(tidy(text)) for text in header if text.strip()}
    return lambda text: 1.0 if fold(text) in assumed else known(text)


def _heads(cells: tuple[str, ...], beneath: list[tuple[str, ...]]) -> bool:
    texts = {at: tidy(text) for at, text in enumerate(cells) if text.strip()}
    if len(texts) < 2 or len(set(texts.values())) < len(texts) or not all(map(is_label, texts.values())):
        return False
    kinds = {at: seen([line[at] for line in beneath if at < len(line)]).kind for at in texts}
    for_it = against = 0.0
    for at, kind in kinds.items():
        if kind in _AGAINST and (own := seen([texts[at]]).kind) != "blank":
            for_it += own != kind
            against += _AGAINST[kind] * (own == kind)
    return for_it > against
