"""The bundled folder, read once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import loaders
from graph.ledger import Claim, Ledger, NodeClaim, RelationshipClaim, open_ledger
from loaders.catalogue import layouts
from loaders.layout import Layout
from loaders.reading import FolderReading, open_folder

DATA = Path(loaders.__file__).parent / "data"
YANGZHOU, NATIONAL = DATA / "yangzhou", DATA / "national"


@dataclass(frozen=True)
class Read:
    """A folder read to the end."""

    claims: list[Claim]
    reading: FolderReading

    @property
    def nodes(self) -> list[NodeClaim]:
        return [claim for claim in self.claims if isinstance(claim, NodeClaim)]

    @property
    def relationships(self) -> list[RelationshipClaim]:
        return [claim for claim in self.claims if isinstance(claim, RelationshipClaim)]

    def refused(self) -> list[tuple[str, int, str, str]]:
        return [(each.file, each.line, each.column, each.error.code) for each in self.reading.refused]


def layout(name: str) -> Layout:
    return next(each for each in layouts() if each.name == name)


def read(folder: Path, name: str = "canonical-1") -> Read:
    reading = open_folder(layout(name), folder)
    return Read(list(reading.claims()), reading)


@pytest.fixture(scope="session")
def yangzhou() -> Read:
    return read(YANGZHOU)


def copy_of(folder: Path, target: Path) -> Path:
    shutil.copytree(folder, target)
    return target


def corrected(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as opened:
        yield opened
