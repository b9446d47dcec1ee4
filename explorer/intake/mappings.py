"""How a file on its way in is read, and by which mappings."""

from __future__ import annotations

from pathlib import Path

from explorer.intake.upload import Choices, Upload
from graph.errors import QianxianError
from loaders.office.catalogue import Catalogue, bundled, catalogue_of
from loaders.office.wishes import Wishes


def mappings_for(home: Path, choices: Choices) -> Catalogue:
    """Those of the workspace, and before them the layouts set by hand for this file; MappingError as `catalogue_of`."""
    return catalogue_of(home).with_layouts(choices.layouts)


def wishes_of(home: Path, upload: Upload) -> Wishes:
    """How the file is to be read; MappingError as `catalogue_of`."""
    choices = upload.choices
    return Wishes(
        choices.source or None, choices.mapping or None, choices.hidden, upload.texts, mappings_for(home, choices)
    )


def mappings_shown(home: Path, choices: Choices) -> Catalogue:
    """The same for showing: only the bundled ones where one of the workspace is wrong, which reading the file tells."""
    try:
        return mappings_for(home, choices)
    except QianxianError:
        return bundled()
