"""Colours of the canvas beside those of the chains, which the schema has; `assets/css/tokens.css` repeats both."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.i18n import Scheme


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour scheme of the canvas."""

    canvas: str
    ink: str
    ink_soft: str
    line: str
    near: str
    fresh: str
    path: str


PALETTES: dict[Scheme, Palette] = {
    "light": Palette("#f6f8fc", "#14171c", "#414955", "#b4bcc9", "#5f6876", "#f7d54a", "#6d3fd1"),
    "dark": Palette("#0f1319", "#edf0f5", "#c5ccd7", "#4a5464", "#aab4c3", "#b9952a", "#a78bfa"),
}
