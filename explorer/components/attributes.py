"""`aria-` and `data-` attributes, which Dash takes only by names that are no Python names."""

from __future__ import annotations

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """`aria(label="…")` is `aria-label="…"`."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """`data(act="expand")` is `data-act="expand"`."""
    return {f"data-{name}": value for name, value in values.items()}
