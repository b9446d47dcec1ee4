"""How the canvas draws: icon, shape and chain colour by type; ties by how well their date is known."""

from __future__ import annotations

from functools import cache
from importlib import resources
from urllib.parse import quote

from explorer.i18n import Scheme
from explorer.palette import PALETTES, Palette
from graph.schema import NodeType, Schema

Rule = dict[str, object]

FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
SIZE = 38


def stylesheet(schema: Schema, scheme: Scheme) -> list[Rule]:
    """The rules of one colour scheme, general ones first."""
    palette = PALETTES[scheme]
    kinds = [_kind(node, schema.chains[node.chain].colour) for node in schema.nodes.values()]
    return [_node(palette), *kinds, *_node_states(palette), _edge(palette), *_edge_states(palette)]


def _rule(selector: str, **style: object) -> Rule:
    return {"selector": selector, "style": {name.replace("_", "-"): value for name, value in style.items()}}


def _node(palette: Palette) -> Rule:
    return _rule(
        "node",
        width=SIZE,
        height=SIZE,
        label="data(label)",
        color=palette.ink,
        font_family=FONT,
        font_size=12,
        min_zoomed_font_size=6,
        text_valign="bottom",
        text_margin_y=5,
        text_wrap="ellipsis",
        text_max_width="118px",
        text_background_color=palette.canvas,
        text_background_opacity=0.82,
        text_background_padding="1px",
        border_width=1.5,
        border_color=palette.canvas,
        background_fit="none",
        background_width="60%",
        background_height="60%",
        overlay_opacity=0,
    )


def _kind(node: NodeType, colour: str) -> Rule:
    small = {"diamond": "44%", "hexagon": "54%"}.get(node.shape, "60%")
    size = {"diamond": SIZE + 10, "hexagon": SIZE + 5}.get(node.shape, SIZE)
    return _rule(
        f'node[kind = "{node.name}"]',
        shape=node.shape,
        background_color=colour,
        background_image=icon_uri(node.icon),
        background_width=small,
        background_height=small,
        width=size,
        height=size,
    )


def _node_states(palette: Palette) -> list[Rule]:
    return [
        _rule(
            "node.fresh",
            underlay_color=palette.fresh,
            underlay_opacity=0.65,
            underlay_padding=7,
            underlay_shape="ellipse",
        ),
        _rule("node.near", border_width=3, border_color=palette.near),
        _rule("node.faded", opacity=0.28),
        _rule(
            "node:selected, node.chosen",
            border_width=4,
            border_color=palette.ink,
            font_weight=700,
            text_wrap="wrap",
            z_index=10,
        ),
    ]


def _edge(palette: Palette) -> Rule:
    return _rule(
        "edge",
        width=1.6,
        line_color=palette.line,
        curve_style="bezier",
        control_point_step_size=34,
        target_arrow_shape="triangle",
        target_arrow_color=palette.line,
        arrow_scale=0.85,
        color=palette.ink_soft,
        font_family=FONT,
        font_size=10.5,
        text_rotation="none",
        text_background_color=palette.canvas,
        text_background_opacity=0.92,
        text_background_padding="2px",
        overlay_opacity=0,
    )


def _edge_states(palette: Palette) -> list[Rule]:
    return [
        _rule("edge.possibly", line_style="dashed", line_dash_pattern=[6, 4]),
        _rule("edge.undated", line_style="dotted"),
        _rule("edge.symmetric", target_arrow_shape="none"),
        _rule("edge.faded", opacity=0.2),
        _rule(
            "edge.near, edge:selected, edge.chosen",
            label="data(label)",
            width=2.4,
            line_color=palette.near,
            target_arrow_color=palette.near,
            z_index=9,
        ),
        _rule("edge:selected, edge.chosen", width=3.4, line_color=palette.ink, target_arrow_color=palette.ink),
    ]


@cache
def icon_uri(name: str) -> str:
    """The icon in white as a data URI: the canvas draws no file of its own."""
    text = resources.files("explorer").joinpath("assets", "icons", f"{name}.svg").read_text("utf-8")
    return "data:image/svg+xml;utf8," + quote(text.replace("currentColor", "#fff").replace("\n", ""))
