"""Which layout a path has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.errors import SchemaTooNew, UnknownLayout, UnreadableFile
from graph.schema import load_schema
from loaders import exported
from loaders.catalogue import layouts
from loaders.layout import Layout


def recognise(path: Path) -> Layout:
    """The layout of a folder; UnknownLayout where it is none that we know, UnreadableFile where it is not there."""
    if not path.exists():
        raise UnreadableFile("loaders.not_found", path=path)
    if (path / exported.MANIFEST).is_file():
        _check_manifest(path)
        return exported.layout()
    layout = _known(path)
    if layout is None:
        raise UnknownLayout("loaders.unknown_layout", path=path)
    return layout


def is_canonical(path: Path) -> bool:
    """True for a folder that has one of the layouts."""
    return (path / exported.MANIFEST).is_file() or _known(path) is not None


def _known(path: Path) -> Layout | None:
    return next((each for each in layouts() if all((path / name).is_file() for name in each.recognised_by)), None)


def _check_manifest(folder: Path) -> None:
    """The folder is of a version that we read, and holds every file that its manifest names."""
    name = f"{folder.name}/{exported.MANIFEST}"
    try:
        manifest: Any = json.loads((folder / exported.MANIFEST).read_text("utf-8"))
        layout, schema, files = manifest["layout"], manifest["schema"], manifest["files"]
        missing = [each for each in files if not (folder / each).is_file()]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile("loaders.broken_manifest", file=name, reason=str(error)) from error
    if layout != exported.VERSION or schema > load_schema().version:
        raise SchemaTooNew("loaders.newer_export", file=name, layout=layout, schema=schema)
    if missing:
        raise UnreadableFile("loaders.export_incomplete", file=name, missing=" · ".join(missing))
