"""Where files are dropped, and the list of those on their way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import icon
from explorer.i18n import Words
from explorer.intake import Progress, Upload
from loaders.files.limits import LIMITS

FORMATS = "xlsx · xls · et · ods · docx · csv · tsv · json · jsonl · gz · zip"
_SIGNS = {"ready": "show", "unreadable": "warning", "done": "check", "stopped": "warning"}


def drop_area(words: Words) -> html.Div:
    """A place to drop files on, with a button that does the same from the keyboard."""
    return html.Div(
        [
            html.Div(icon("upload"), className="drop-mark"),
            html.Div(
                [
                    html.Strong(words("data.drop")),
                    html.P(words("data.drop_or"), className="muted"),
                ]
            ),
            act("data-pick", words("data.pick"), sign="plus", style="button button-primary"),
            html.P(FORMATS, className="drop-formats", **data(own="")),
        ],
        className="drop",
        **data(
            drop="",
            most=str(LIMITS.file_bytes),
            large=words("data.too_large", most=LIMITS.file_bytes >> 20),
            failed=words("data.not_sent"),
        ),
    )


def show_files(
    uploads: Sequence[Upload], progress: Callable[[str], Progress | None], chosen: str, words: Words
) -> list[Component]:
    """The files, the latest first; what can be loaded can be loaded together."""
    if not uploads:
        return []
    ready = [each.id for each in uploads if each.stage == "ready"]
    together: list[Component] = []
    if len(ready) > 1:
        label = words("data.load_all", n=len(ready))
        together = [act("data-load", label, sign="upload", id=" ".join(ready), style="button data-load-all")]
    items = [html.Li(_item(each, progress(each.id), each.id == chosen, words)) for each in uploads]
    head = html.H2(words("data.files"), className="legend-title")
    return [head, html.Ul(items, className="data-list"), *together]


def _item(upload: Upload, progress: Progress | None, chosen: bool, words: Words) -> html.Button:
    sign = html.Span(className="spinner", **aria(hidden="true")) if upload.running else icon(_SIGNS[upload.stage])
    running = {"running": ""} if upload.running else {}
    return html.Button(
        [
            html.Span(sign, className=f"data-sign data-sign-{upload.stage}"),
            html.Span(
                [
                    html.Span(upload.name, className="data-name", title=upload.name, **data(own="")),
                    html.Small(stage_text(upload, progress, words)),
                ],
                className="data-item-text",
            ),
        ],
        type="button",
        className="data-item data-item-here" if chosen else "data-item",
        **aria(current="true" if chosen else "false"),
        **data(act="data-open", id=upload.id, **running),
    )


def stage_text(upload: Upload, progress: Progress | None, words: Words) -> str:
    """What is being done with a file, or what is to be done."""
    if progress and upload.stage != "queued":
        if progress.waiting:
            return words("data.waiting", first=progress.waiting)
        return words(f"data.step.{progress.stage}")
    if upload.stage == "done" and upload.result and not upload.result.changed:
        return words("data.stage.nothing")
    if upload.stage == "unreadable" and upload.unknown:
        return words("data.stage.unknown")
    return words(f"data.stage.{upload.stage}")


def size_text(size: int) -> str:
    """A file's size as people read it."""
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(1, size >> 10)} KB"
