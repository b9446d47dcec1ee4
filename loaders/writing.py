"""What is written out, how much of it was, and folders that stand whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import LoadError
from graph.ledger import Ledger
from graph.ledger.marker import Marker
from graph.ledger.projection import NodeFact, RelationshipFact


@dataclass(frozen=True)
class Content:
    """What is to be written: facts, the digest they come to, and the marker of a graph that holds them."""

    nodes: Callable[[], Iterable[NodeFact]]
    relationships: Callable[[], Iterable[RelationshipFact]]
    digest: str
    marker: Marker

    @classmethod
    def of(cls, ledger: Ledger) -> Content:
        """Everything that a ledger holds; hold its lock for as long as it is read."""
        revision = ledger.revision
        marker = Marker(ledger.id, ledger.schema.version, revision, revision, ledger.moment(revision), "filled")
        return cls(ledger.nodes, ledger.relationships, ledger.digest(), marker)


@dataclass(frozen=True)
class Written:
    """How much was written, and where."""

    path: Path
    nodes: int
    relationships: int

    def as_json(self) -> dict[str, object]:
        """What `qianxian export --json` prints."""
        return {"path": str(self.path), "nodes": self.nodes, "relationships": self.relationships}


@contextmanager
def replacing(path: Path, sign: str) -> Iterator[Path]:
    """An empty folder to write into, which takes the place of `path` when all went well.

    LoadError where something is in the way that is neither empty nor an earlier export, told by its file `sign`.
    """
    if path.exists() and not (path / sign).is_file() and (not path.is_dir() or any(path.iterdir())):
        raise LoadError("loaders.export_in_the_way", path=path)
    fresh = path.with_name(path.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    if path.exists():
        shutil.rmtree(path)
    fresh.rename(path)
