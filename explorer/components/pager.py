"""Links from one page of a list to the next."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from explorer.components.attributes import aria, data
from explorer.i18n import Words


def pager(address: Callable[[int], str], page: int, pages: int, words: Words) -> html.Nav | None:
    """Back, which of how many, and on; None where all is on one page. `page` counts from 1."""
    if pages < 2:
        return None
    back = inside(words("page.back"), address(page - 1), "button button-small") if page > 1 else None
    on = inside(words("page.next"), address(page + 1), "button button-small") if page < pages else None
    said = html.Span(words("page.of", page=words.number(page), pages=words.number(pages)), className="muted")
    return html.Nav([each for each in (back, said, on) if each], className="pager", **aria(label=words("page.label")))


def inside(text: str, address: str, style: str = "", *, current: bool = False) -> html.A:
    """A link to another page of this application that leaves the canvas as it is."""
    marked = aria(current="true") if current else {}
    return html.A(text, href=address, className=style, **data(inside=""), **marked)


def page_number(asked: str | None, pages: int) -> int:
    """The page that an address asks for, brought within what there is."""
    number = int(asked) if asked and asked.isdecimal() else 1
    return min(max(number, 1), max(pages, 1))
