"""Setting columns by hand: what each column of a table is read as, whether the table can be read so, keeping it."""

from __future__ import annotations

from collections import Counter

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import icon
from explorer.i18n import Words
from explorer.intake import BeingSet, Upload
from loaders.headers.places import letters
from loaders.office.custom import UNREAD, Offer, offers
from loaders.office.to_set import ColumnToSet


def show_columns(upload: Upload, being: BeingSet, words: Words) -> html.Section:
    """The columns of a table, each with a choice of what it is read as; what is still wanted; what can be done then."""
    known = bool(being.table.mapping)
    parts: list[Component | None] = [
        html.H2(words("data.columns.title")),
        html.P(words("data.columns.about" if known else "data.columns.unknown"), className="muted"),
        _tables(upload, being, words),
        html.Div([_kind(upload, being, words), _name(upload, being, words)], className="columns-head"),
        _grid(upload, being, words),
        _checked(being, words),
        _buttons(upload, being, words),
    ]
    return html.Section(parts, className="data-card columns-card", **aria(label=words("data.columns.title")))


def _tables(upload: Upload, being: BeingSet, words: Words) -> Component | None:
    """The tables of the file, where there are several."""
    if len(being.tables) < 2:
        return None
    buttons = [
        html.Button(
            each.sheet or words("data.table", n=place + 1),
            type="button",
            className="data-tab",
            **aria(pressed="true" if place == being.setting.place else "false"),
            **data(act="data-columns", id=upload.id, value=f"table {place}", own=""),
        )
        for place, each in enumerate(being.tables)
    ]
    return html.Div(buttons, className="data-tabs", role="group", **aria(label=words("data.tables")))


def _kind(upload: Upload, being: BeingSet, words: Words) -> html.Div:
    options = [
        html.Option(words.of(each.title), value=each.name, selected=each.name == being.setting.kind)
        for each in being.catalogue.mappings
        if each.adapts is None
    ]
    select = html.Select(
        options, id="columns-kind", className="data-input", **data(choice="columns kind", id=upload.id)
    )
    label = html.Label(words("data.columns.kind"), htmlFor="columns-kind")
    return html.Div([label, select, html.Small(words("data.columns.kind_about"))], className="data-field")


def _name(upload: Upload, being: BeingSet, words: Words) -> html.Div:
    field = html.Textarea(
        being.setting.name,
        id="columns-name",
        rows=1,
        className="data-input",
        maxLength=60,
        **data(choice="columns name", id=upload.id, own=""),
    )
    label = html.Label(words("data.columns.name"), htmlFor="columns-name")
    return html.Div([label, field, html.Small(words("data.columns.name_about"))], className="data-field")


def _grid(upload: Upload, being: BeingSet, words: Words) -> html.Div:
    """A line a column."""
    offered = offers(being.catalogue.named(being.setting.kind))
    times = Counter(being.setting.read.values())
    head = html.Tr([html.Th(words(f"data.columns.{name}"), scope="col") for name in ("column", "samples", "read_as")])
    rows = []
    for each in being.table.columns:
        read = being.setting.read.get(each.position, UNREAD)
        twice = times[read] > 1 and read != UNREAD
        cells = [
            html.Th([html.Span(letters(each.position), className="tag"), each.header], scope="row", **data(own="")),
            html.Td(html.Div([html.Span(text) for text in each.samples], className="columns-samples"), **data(own="")),
            html.Td(_read_as(upload, each, read, offered, words, twice=twice)),
        ]
        rows.append(html.Tr(cells, className="columns-unread" if read == UNREAD else None))
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="columns-table")
    label = words("data.columns.all")
    return html.Div(table, className="columns-room", tabIndex="0", role="region", **aria(label=label))


def _read_as(
    upload: Upload, column: ColumnToSet, read: str, offered: list[Offer], words: Words, *, twice: bool
) -> list[Component]:
    """The choice of what a column is read as, and beneath it why that is guessed."""
    options = [html.Option(words("data.columns.unread"), value=UNREAD, selected=read == UNREAD)]
    for each in offered:
        title = words.of(each.title)
        label = words("data.columns.needed", name=title) if each.required else title
        options.append(html.Option(label, value=each.name, selected=each.name == read))
    why = f"columns-why-{column.position}"
    invalid = aria(invalid="true") if twice else {}
    described = aria(describedby=why) if column.reason else {}
    select = html.Select(
        options,
        id=f"columns-{column.position}",
        className="data-input",
        **aria(label=words("data.columns.label", column=column.header)),
        **invalid,
        **described,
        **data(choice=f"columns {column.position}", id=upload.id, own=""),
    )
    return [select, *([html.Small(words.of(column.reason), id=why, **data(own=""))] if column.reason else [])]


def _checked(being: BeingSet, words: Words) -> html.Div:
    """Whether the table can be read so; where it is, whether that is kept."""
    problem = being.problem
    if problem is not None:
        said = [html.Strong(problem.message(words.language)), html.P(problem.hint(words.language))]
        return html.Div([icon("warning"), html.Div(said)], className="columns-wanting", role="status", **data(own=""))
    if being.kept:
        said_of = words("data.columns.kept", name=being.kept)
    else:
        said_of = words("data.columns.by_hand" if being.unkept else "data.columns.fits")
    return html.Div([icon("check"), html.Span(said_of)], className="columns-fits", role="status", **data(own=""))


def _buttons(upload: Upload, being: BeingSet, words: Words) -> html.Div:
    """Reading the file so, keeping it for its like, and leaving it."""
    saved, name = ("replace", being.setting.name) if being.there else ("save", "")
    buttons: list[Component] = [
        _does(upload, being, "read", words("data.columns.read"), "button button-primary"),
        _does(upload, being, saved, words(f"data.columns.{saved}", name=name), "button"),
    ]
    if being.unkept:
        buttons.append(act("data-columns", words("data.columns.drop"), id=upload.id, value="drop", style="button"))
    if upload.setting is not None:
        buttons.append(act("data-columns", words("data.columns.close"), id=upload.id, value="close", style="button"))
    if being.kept:
        forget = act("data-columns", words("data.columns.forget_sure"), sign="clear", id=upload.id, value="drop")
        about = html.P(words("data.columns.forget_about"), className="muted")
        summary = html.Summary(words("data.columns.forget", name=being.kept), **data(own=""))
        inside = html.Details([summary, about, forget], className="columns-forget", **data(kept="columns-forget"))
        buttons.append(inside)
    return html.Div(buttons, className="data-buttons")


def _does(upload: Upload, being: BeingSet, value: str, label: str, style: str) -> html.Button:
    """A button for what can be done once nothing is wanting any more."""
    wanting = being.problem is not None
    return act("data-columns", label, id=upload.id, value=value, style=style, disabled=wanting)
