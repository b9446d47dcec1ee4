"""The mappings there are: those that come with the product, and those of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from graph.errors import NotFound
from graph.folding import fold
from loaders.office.adapted import Adapted, adapt
from loaders.office.mapping import Mapping
from loaders.office.mapping_files import read_mapping
from loaders.office.wordings import is_made, share

FOLDER = Path(__file__).parents[1] / "mappings"
_MADE = 0.9
OWN = "mappings"
"""The folder of a workspace that holds its own."""


@cache
def mappings() -> tuple[Mapping, ...]:
    """The mappings that come with the product."""
    return tuple(read_mapping(path) for path in sorted(FOLDER.glob("*.yaml")))


class Catalogue:
    """The mappings that tables are read by: `own` ones first, which stand in for a bundled one of the same name."""

    def __init__(self, own: tuple[Mapping, ...] = ()) -> None:
        self.own = frozenset(each.name for each in own)
        self.mappings = (*own, *(each for each in mappings() if each.name not in self.own))
        columns = [column for each in self.mappings for column in each.columns.values()]
        wordings = [word for column in columns for each in (column.wordings, *column.below.values()) for word in each]
        self._wordings = frozenset(map(fold, [*wordings, *(word for each in self.mappings for word in each.unread)]))
        self._made = [column.made for column in columns if column.made]
        self._known = cache(self._known_folded)

    def with_layouts(self, layouts: Iterable[Adapted]) -> Catalogue:
        """These, and before the own ones layouts set by hand, each for the one of its name."""
        made = tuple(adapt(each, self.named(each.adapts)) for each in layouts)
        names = {each.name for each in made}
        kept = (each for each in self.mappings if each.name in self.own and each.name not in names)
        return Catalogue((*made, *kept)) if made else self

    def named(self, name: str) -> Mapping:
        """One of them, by its name or its title; NotFound names those there are."""
        found = next((each for each in self.mappings if name in (each.name, each.title.zh, each.title.en)), None)
        if found is None:
            known = " · ".join(each.name for each in self.mappings)
            raise NotFound("office.no_such_mapping", mapping=name, known=known)
        return found

    def known(self, text: str) -> float:
        """How well a header's text is known to any mapping, from 0 to 1."""
        return self._known(fold(text))

    def _known_folded(self, folded: str) -> float:
        if folded in self._wordings:
            return 1.0
        if any(is_made(folded, made) for made in self._made):
            return _MADE
        return max((share(folded, wording) for wording in self._wordings), default=0.0)


@cache
def bundled() -> Catalogue:
    """The mappings that come with the product and no others."""
    return Catalogue()


def catalogue_of(home: Path) -> Catalogue:
    """The mappings of a workspace, the latest first, and the bundled ones.

    MappingError names the own file that is wrong, and where.
    """
    files = sorted((home / OWN).glob("*.yaml"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
    return Catalogue(tuple(_own(path, ()) for path in files)) if files else bundled()


def _own(path: Path, through: tuple[Path, ...]) -> Mapping:
    """A mapping of a workspace; it may adapt another one there, or a bundled one of its own name."""

    def named(name: str) -> Mapping:
        other = path.with_name(f"{name}.yaml")
        if other.is_file() and other not in (path, *through):
            return _own(other, (path, *through))
        return bundled().named(name)

    return read_mapping(path, named)
