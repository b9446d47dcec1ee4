"""Sorting of what was written last: the engine sorts an index after a commit to it, so never after the last one."""

from __future__ import annotations

from typing import Any


class Indexes:
    """Those of the embedded engine's database, a `com.arcadedb.database.Database`."""

    def __init__(self, database: Any) -> None:  # noqa: ANN401
        from jpype import JClass

        self._database = database
        self._of_many = JClass("com.arcadedb.index.TypeIndex")
        self._sorted_later = JClass("com.arcadedb.index.lsm.LSMTreeIndexMutable")

    def sort(self) -> None:
        """Asks for the sorting of those that have enough unsorted pages for it; it goes on in the background.

        What is written while an index is being sorted stays unsorted until the next commit to that index. After a
        load there is none, and every look-up reads all unsorted pages, so this does what a commit would do.
        """
        for index in self._database.getSchema().getIndexes():
            # A type's index only gathers those of its buckets, which are listed too and hold the pages.
            if isinstance(index, self._of_many):
                continue
            pages = index.getComponent()
            if isinstance(pages, self._sorted_later):
                pages.onAfterCommit()
