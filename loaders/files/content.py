"""What a reader of a format finds in a file."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import LoadError
from loaders.files.sheet import Sheet


class Content(NamedTuple):
    """The sheets of a file, of which those without a filled cell are still among them."""

    format: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    notes: tuple[LoadError, ...] = ()
