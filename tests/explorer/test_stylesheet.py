"""What the canvas draws agrees with the schema and with the style sheet of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import explorer
from explorer.palette import PALETTES
from explorer.stylesheet import icon_uri, stylesheet
from graph.schema import load_schema

ASSETS = Path(explorer.__file__).parent / "assets"
TOKENS = (ASSETS / "css" / "tokens.css").read_text("utf-8")
SCHEMA = load_schema()


def token(name: str, scheme: str = "light") -> str:
    light, dark = TOKENS.split('[data-mantine-color-scheme="dark"]')
    for part in (dark, light) if scheme == "dark" else (light,):
        if found := re.search(rf"--{name}: (#[0-9a-f]{{6}});", part):
            return found.group(1)
    raise AssertionError(name)


@pytest.mark.parametrize("chain", SCHEMA.chains)
def test_chains_have_the_colours_of_the_schema(chain: str) -> None:
    assert token(chain) == SCHEMA.chains[chain].colour.lower()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_palette_is_that_of_the_page(scheme: str) -> None:
    palette = PALETTES["dark" if scheme == "dark" else "light"]
    for name in ("canvas", "ink", "fresh", "path"):
        assert getattr(palette, name) == token(name, scheme), name


@pytest.mark.parametrize("label", SCHEMA.nodes)
def test_every_type_has_its_icon_and_its_rule(label: str) -> None:
    node = SCHEMA.nodes[label]
    assert icon_uri(node.icon).startswith("data:image/svg+xml;utf8,%3Csvg")
    assert f".icon-{node.icon} {{" in (ASSETS / "css" / "icons.css").read_text("utf-8")
    assert f".shape-{node.shape} {{" in (ASSETS / "css" / "badges.css").read_text("utf-8")
    rule = next(rule for rule in stylesheet(SCHEMA, "light") if rule["selector"] == f'node[kind = "{label}"]')
    assert rule["style"]["shape"] == node.shape  # type: ignore[index]


def test_chains_differ_in_shape_as_well_as_in_colour() -> None:
    assert len({chain.shape for chain in SCHEMA.chains.values()}) == len(SCHEMA.chains)


def test_every_icon_that_is_asked_for_is_there() -> None:
    drawn = {path.stem for path in (ASSETS / "icons").glob("*.svg")}
    named = {
        name
        for path in Path(explorer.__file__).parent.rglob("*.py")
        for name in re.findall(r'(?:icon\(|sign=)"([a-z-]+)"', path.read_text("utf-8"))
    }
    assert named <= drawn


def test_style_sheets_are_short_and_balanced() -> None:
    for path in (ASSETS / "css").glob("*.css"):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 400, path.name
        assert text.count("{") == text.count("}"), path.name


def test_no_asset_names_another_machine() -> None:
    for path in [*ASSETS.rglob("*.css"), *ASSETS.rglob("*.js"), *ASSETS.rglob("*.svg")]:
        addresses = set(re.findall(r"https?://[^\s\"')]+", path.read_text("utf-8")))
        assert addresses <= {"http://www.w3.org/2000/svg"}, path.name
