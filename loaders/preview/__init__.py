"""What loading an office file would do, row by row and cell by cell, kept in a file beside it; nothing is changed."""

from loaders.preview.build import make_preview
from loaders.preview.model import Mark, PreviewColumn, PreviewRow, PreviewTable, RowState, Summary
from loaders.preview.store import Preview

__all__ = ["Mark", "Preview", "PreviewColumn", "PreviewRow", "PreviewTable", "RowState", "Summary", "make_preview"]
