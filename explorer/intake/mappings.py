"""The mappings that a file on its way in is read by."""

from __future__ import annotations

from pathlib import Path

from explorer.intake.upload import Choices
from graph.errors import QianxianError
from loaders.office.catalogue import Catalogue, bundled, catalogue_of


def mappings_for(home: Path, choices: Choices) -> Catalogue:
    """Those of the workspace, and before them the layouts set by hand for this file; MappingError as `catalogue_of`."""
    return catalogue_of(home).with_layouts(choices.layouts)


def mappings_shown(home: Path, choices: Choices) -> Catalogue:
    """The same for showing: only the bundled ones where one of the workspace is wrong, which reading the file tells."""
    try:
        return mappings_for(home, choices)
    except QianxianError:
        return bundled()
