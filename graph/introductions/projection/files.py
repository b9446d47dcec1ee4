"""A projection in a folder: its arrays, mapped into memory when opened, and of which graph it is."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.introductions.network import Network
from graph.introductions.projection.activity import Activity
from graph.introductions.projection.names import Names
from graph.introductions.projection.projection import Projection
from graph.introductions.projection.table import Table
from graph.introductions.rules import Rules

FORMAT = 3
"""Another one whenever what is written, or what a ground weighs, is not as it was."""
STAMP = "stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of which revision of which ledger a projection is, and by which rules."""

    ledger: str
    revision: int
    moment: str
    rules: str
    format: int = FORMAT


def digest(rules: Rules) -> str:
    """Tells rules apart."""
    return hashlib.sha256(rules.evidence.model_dump_json().encode()).hexdigest()


def write(projection: Projection, stamp: Stamp, folder: Path) -> None:
    """Puts a projection in place of what is in the folder; who has that open goes on with it."""
    part = _emptied(folder.with_name(folder.name + ".part"))
    np.save(part / "actors.npy", projection.actors.ids)
    np.save(part / "barred.npy", projection.barred)
    np.save(part / "hubs.npy", projection.hubs.ids)
    _save("table", projection.table, part)
    _save("activity", projection.activity, part)
    for day, network in projection.networks():
        network.save(part / f"network-{day}")
    (part / STAMP).write_text(json.dumps(asdict(stamp)), "utf-8")
    _put(part, folder)


def read_stamp(folder: Path) -> Stamp | None:
    """Of what graph the projection in a folder is; None where there is none that can be read."""
    try:
        return Stamp(**json.loads((folder / STAMP).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def read(folder: Path, rules: Rules, day: int) -> Projection:
    """The projection of a folder with its network of that day, which is made and kept there where it was of another."""
    actors, barred, hubs = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("actors", "barred", "hubs"))
    table, begun = (
        Table(*_saved("table", Table._fields, folder)),
        Activity(*_saved("activity", Activity._fields, folder)),
    )
    projection = Projection(Names(actors), barred, Names(hubs), table, begun, rules)
    kept = folder / f"network-{day}"
    if kept.is_dir():
        projection.keep(day, Network.open(kept))
        return projection
    part = _emptied(folder / f"{kept.name}.part")
    projection.network(day).save(part)
    for old in folder.glob("network-*"):
        if old != part:
            shutil.rmtree(old, ignore_errors=True)
    _put(part, kept)
    return projection


def _save(name: str, columns: Table | Activity, folder: Path) -> None:
    for each, column in columns._asdict().items():
        np.save(folder / f"{name}-{each}.npy", column)


def _saved(name: str, columns: tuple[str, ...], folder: Path) -> Iterator[NDArray[Any]]:
    """Memory-mapped, so that processes share it; OSError where a file is missing."""
    return (np.load(folder / f"{name}-{each}.npy", mmap_mode="r") for each in columns)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _put(part: Path, folder: Path) -> None:
    """Puts a folder that is whole in place of another."""
    old = _emptied(folder.with_name(folder.name + ".old"))
    if folder.exists():
        folder.rename(old / "was")
    part.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
