"""Pages of docs/reference that are written from the product itself, and checked not to have drifted from it."""

from __future__ import annotations

from pathlib import Path


def write_or_check(path: Path, text: str, arguments: list[str]) -> int:
    """Writes the page; with `--check` among the arguments only returns 1 where it is not up to date."""
    if "--check" in arguments:
        return int(not path.is_file() or path.read_text("utf-8") != text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return 0
