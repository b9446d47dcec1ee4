"""The preview: rows as the sheet has them, each with its state; refused cells with a reason and a field to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import icon
from explorer.i18n import Words
from loaders.office.corrections import Corrections
from loaders.preview import Mark, PreviewColumn, PreviewRow, PreviewTable, RowState

PAGE = 50
STATES: tuple[RowState, ...] = ("new", "changed", "same", "refused")
_SIGNS: Mapping[RowState, str] = {"new": "plus", "changed": "swap", "same": "minus", "refused": "warning"}


def show_filter(table: PreviewTable, shown: RowState | None, words: Words) -> html.Div:
    """How many rows there are of each state; one of them can be shown alone."""
    numbers: dict[RowState, int] = {**table.rows, "refused": table.refused}
    total = sum(table.rows.values())
    buttons = [_chip("", words("data.all"), total, shown is None, words)]
    buttons += [
        _chip(state, words(f"data.row.{state}"), numbers.get(state, 0), state == shown, words) for state in STATES
    ]
    return html.Div(buttons, className="data-filter", role="group", **aria(label=words("data.show")))


def _chip(state: str, label: str, count: int, pressed: bool, words: Words) -> html.Button:
    return html.Button(
        [html.Span(label), html.B(words.number(count), className="number")],
        type="button",
        className=f"data-chip data-chip-{state or 'all'}",
        disabled=not count and not pressed,
        **aria(pressed="true" if pressed else "false"),
        **data(act="data-show", value=state),
    )


def show_rows(
    upload: str,
    table: PreviewTable,
    rows: Sequence[PreviewRow],
    shown: RowState | None,
    pending: Corrections,
    words: Words,
) -> html.Div:
    """A page of rows; `pending` are corrections that are still being looked at."""
    head = [
        html.Th(words("data.line"), scope="col", className="data-line"),
        html.Th(words("data.state"), scope="col"),
        *(
            html.Th(
                [
                    html.Span(column.header, **data(own="")),
                    html.Small(
                        _read_as(column, words),
                        className="data-reads" if column.name else "data-unread",
                        **data(own=""),
                    ),
                ],
                scope="col",
            )
            for column in table.columns
        ),
    ]
    view = _View(upload, table, shown == "refused", pending, words)
    body = [_row(view, row) for row in rows]
    grid = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="data-grid")
    return html.Div(
        grid,
        className="data-grid-room",
        tabIndex="0",
        role="region",
        **aria(label=words("data.preview")),
        **data(scroll=f"{upload} {table.sheet} {shown} {rows[0].line if rows else 0}"),
    )


def _read_as(column: PreviewColumn, words: Words) -> str:
    if not column.name:
        return words("data.unread")
    kind = words(f"data.reads.{column.reads}")
    return kind if column.wording == column.header else words("data.read_as", name=column.wording, kind=kind)


@dataclass(frozen=True, slots=True)
class _View:
    """What the rows of a page share."""

    upload: str
    table: PreviewTable
    opened: bool
    pending: Corrections
    words: Words


def _row(view: _View, row: PreviewRow) -> html.Tr:
    words = view.words
    badge = html.Span(
        [icon(_SIGNS[row.state]), words(f"data.row.{row.state}")], className=f"row-state row-state-{row.state}"
    )
    notes: list[Component] = [badge]
    if row.note:
        text = words.of(row.note.message) if row.note.message else words("data.row_changed")
        notes.append(html.Small(text, className="data-row-note", **data(own="")))
    cells = [
        _cell(view, row.cells.get(column.position, ""), row.marks.get(column.position)) for column in view.table.columns
    ]
    return html.Tr([html.Th(str(row.line), scope="row", className="data-line number"), html.Td(notes), *cells])


def _cell(view: _View, text: str, mark: Mark | None) -> html.Td:
    words, own = view.words, data(own="")
    if mark is None:
        return html.Td(text, **own)
    if mark.kind in ("changed", "added"):
        without = words("data.added" if mark.kind == "added" else "data.was_empty")
        before = words("data.before", text=mark.before) if mark.before else without
        return html.Td([html.Span(text), html.Small(before)], className=f"cell-{mark.kind}", **own)
    place = f"{view.table.sheet}!{mark.cell}"
    if mark.kind == "mended":
        undo = act("data-mend", words("data.unmend"), id=view.upload, value=place, style="text-button")
        return html.Td([html.Span(text), html.Small([words("data.mended_here"), undo])], className="cell-mended", **own)
    if typed := view.pending.get((view.table.sheet, mark.cell)):
        return html.Td([html.Span(typed), html.Small(words("data.rereading"))], className="cell-pending", **own)
    return html.Td(_refused(view, text, mark, place), className="cell-refused", **own)


def _refused(view: _View, text: str, mark: Mark, place: str) -> Component:
    """The reason, what to do, and where a cell is meant a field to type it anew."""
    words = view.words
    said = [html.P(words.of(mark.message), className="mend-why")] if mark.message else []
    if mark.hint and words.of(mark.hint):
        said.append(html.P(words.of(mark.hint), className="muted"))
    if mark.before:
        said.append(html.P(words("data.before", text=mark.before), className="muted"))
    field = html.Textarea(
        text,
        id=f"mend {place}",
        rows=1,
        className="data-input",
        maxLength=2000,
        **aria(label=words("data.mend_label", cell=mark.cell)),
        **data(mend=place, id=view.upload),
    )
    button = act("data-mend", words("data.mend"), id=view.upload, value=place)
    summary = html.Summary([icon("warning"), html.Span(text or words("data.empty_cell")), html.Small(mark.cell)])
    form = html.Div([*said, html.Div([field, button], className="mend-row")], className="mend")
    return html.Details([summary, form], open=view.opened, **data(kept=place))


def show_pages(page: int, count: int, words: Words) -> Component | None:
    """The page and ways to the others; nothing where there is one."""
    pages = max(1, -(-count // PAGE))
    if pages == 1:
        return None
    first, last = page * PAGE + 1, min(count, (page + 1) * PAGE)
    return html.Nav(
        [
            act("data-page", words("data.previous"), value=str(page - 1), disabled=page == 0),
            html.Span(words("data.rows_of", first=words.number(first), last=words.number(last), n=words.number(count))),
            act("data-page", words("data.next"), value=str(page + 1), disabled=page + 1 >= pages),
        ],
        className="data-pages",
        **aria(label=words("data.pages")),
    )


def show_tabs(tables: Sequence[PreviewTable], chosen: int, words: Words) -> Component | None:
    """The tables of a file, where there are several."""
    if len(tables) < 2:
        return None
    buttons = [
        html.Button(
            table.sheet or words("data.table", n=place + 1),
            type="button",
            className="data-tab",
            **aria(pressed="true" if place == chosen else "false"),
            **data(act="data-table", value=str(place), own=""),
        )
        for place, table in enumerate(tables)
    ]
    return html.Div(buttons, className="data-tabs", role="group", **aria(label=words("data.tables")))
