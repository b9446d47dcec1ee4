"""A mapping drafted for a table of an unknown layout: guesses by headers and values, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.errors import LoadError, UnknownLayout
from graph.messages import Language
from graph.schema import Text
from loaders.files.open import open_file
from loaders.office.adapted import Adapted, adapt
from loaders.office.adapted_yaml import as_yaml
from loaders.office.assumed import tables_of
from loaders.office.catalogue import Catalogue, bundled
from loaders.office.custom import adapted_to, header_of
from loaders.office.draft_notes import DraftNotes
from loaders.office.fitting import Fit, best_fit, fit_of
from loaders.office.guesses import Guessed, Looked, guessed, look
from loaders.office.mapping import Mapping
from loaders.office.suggest_words import suggest_words

_NAME = "draft"


@dataclass(frozen=True)
class Draft:
    """A drafted layout of a table on `sheet`: as it is kept, the file as text with the reasons, and how it fits.

    `before` is how the mappings that there are fit; None where none does.
    """

    base: Mapping
    adapted: Adapted
    text: str
    fit: Fit
    sheet: str
    before: Fit | None


def suggest(path: Path, language: Language, catalogue: Catalogue | None = None, *, hidden: bool = False) -> Draft:
    """A draft for the first table of a file that no mapping fits, else the first that none knows whole, else its first.

    UnknownLayout where there is no table, or none that could be a roster of any kind; UnreadableFile as `open_file`.
    """
    catalogue = catalogue or bundled()
    file = open_file(path)
    sheets = [sheet for sheet in file.sheets if hidden or not sheet.hidden]
    tables = [table for sheet in sheets for table in tables_of(sheet, catalogue.known, hidden=hidden)]
    if not tables:
        raise UnknownLayout("office.no_header", file=file.name)
    fits = [best_fit(table, catalogue.mappings, catalogue.own) for table in tables]
    unknown = [at for at, fit in enumerate(fits) if fit is None or fit.unknown]
    at = min(unknown, key=lambda at: fits[at] is not None, default=0)
    looked = look(tables[at])
    drafted = best_drafted(looked, catalogue.mappings)
    if drafted is None:
        headers = " · ".join(column.name for column in looked.columns)
        raise UnknownLayout("office.no_draft", file=file.name, columns=headers)
    text = _text(looked, drafted, language)
    return Draft(drafted.base, drafted.adapted, text, drafted.fit, looked.table.sheet, fits[at])


class Drafted(NamedTuple):
    """What the columns of a table are guessed to be as a roster of one kind, and the layout that comes of it."""

    found: Guessed
    base: Mapping
    adapted: Adapted
    fit: Fit


def best_drafted(looked: Looked, mappings: Iterable[Mapping]) -> Drafted | None:
    """The best layout of a table as a roster of one of these kinds; None where it cannot be any."""
    drafts = [draft for each in mappings if each.adapts is None and (draft := _drafted(looked, each))]
    return max(drafts, key=lambda draft: draft.found.score, default=None)


def _drafted(looked: Looked, base: Mapping) -> Drafted | None:
    """A layout of the table as a roster of one kind; None where it cannot be one."""
    found = guessed(looked, base)
    if found is None:
        return None
    words = suggest_words().title
    title = Text(zh=words.zh.format(title=base.title.zh), en=words.en.format(title=base.title.en))
    adapted = adapted_to(looked.table, found.columns, base, name=_NAME, title=title)
    try:
        fit = fit_of(looked.table, adapt(adapted, base))
    except LoadError:
        return None
    return Drafted(found, base, adapted, fit) if fit else None


def _text(looked: Looked, drafted: Drafted, language: Language) -> str:
    found, base, adapted, _ = drafted
    notes = DraftNotes(looked, base, found, language)
    left = [column for column in looked.columns if column not in found.columns.values()]
    return as_yaml(
        adapted,
        notes.head(),
        {name: notes.why(name) for name in adapted.columns},
        {header_of(column, looked.table): notes.why_not(column) for column in left},
    )
