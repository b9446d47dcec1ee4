"""The parts of an xlsx or docx file, which is a zip of XML."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from loaders.files import archive
from loaders.files.limits import Limits
from loaders.files.markup import attribute, bare, tree
from loaders.files.source import Source, too_large


class Package:
    """A verified zip whose parts refer to each other. Names of parts are compared as the standard says: in any case."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source, self._limits = source, limits
        self._parts = {_canonical(part.filename): part for part in archive.parts(source)}
        self.main = next(iter(self.targets("", "officeDocument").values()))

    def targets(self, part: str, kind: str) -> dict[str, str]:
        """The parts that are there of those that `part` refers to as `kind`, by the id of the reference."""
        folder, _, name = part.rpartition("/")
        references = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets = {
            attribute(each, "Id"): _canonical(posixpath.join("/", folder, attribute(each, "Target")))
            for each in references.iter()
            if bare(each.tag) == "Relationship" and attribute(each, "Type").endswith(f"/{kind}")
        }
        return {reference: target for reference, target in targets.items() if target in self._parts}

    def tree(self, part: str) -> Element:
        """A part as a tree; KeyError where there is none, UnreadableFile where it is too large for that."""
        return tree(self.opened(part, self._limits.tree_bytes).held(self._limits.tree_bytes))

    def opened(self, part: str, most: int | None = None) -> Source:
        """A part, to be streamed; UnreadableFile where it has more than `most` bytes."""
        found = self._parts[_canonical(part)]
        if most is not None and found.file_size > most:
            raise too_large(self._source.name, most)
        return archive.opened_part(self._source, found.filename, found.file_size)


def _canonical(name: str) -> str:
    return posixpath.normpath(posixpath.join("/", name.replace("\\", "/"))).lstrip("/").lower()
