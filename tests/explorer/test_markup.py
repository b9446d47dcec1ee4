"""Panels written as text say what their parts say, and nothing in a name becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from explorer.components.attributes import data
from explorer.markup import written

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")))


class Reader(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@given(name=TEXT, title=TEXT)
def test_texts_and_attributes_come_out_as_they_went_in(name: str, title: str) -> None:
    seen = read(written(html.Button(name, title=title, **data(id=name))))
    assert seen.text == name
    assert seen.tags == [("button", {"title": title, "data-id": name})]


def test_a_name_is_never_markup() -> None:
    text = written(html.P(["<script>alert(1)</script>", html.B('"><img src=x onerror=alert(1)>')]))
    assert "<script" not in text
    assert "<img" not in text
    assert [tag for tag, _ in read(text).tags] == ["p", "b"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", " javascript:x"])
def test_an_address_that_could_run_or_lead_astray_is_dropped(address: str) -> None:
    assert read(written(html.A("x", href=address))).tags == [("a", {})]


def test_names_of_attributes_are_those_of_html() -> None:
    part = html.Div(className="a b", tabIndex="0", hidden=True, style={"backgroundColor": "red", "top": "3px"})
    assert written(part) == '<div class="a b" hidden style="background-color:red;top:3px" tabindex="0"></div>'


def test_lists_nothing_and_void_elements() -> None:
    assert written([None, "a", 1, html.Hr(), [html.Img(src="/x.png", alt="")]]) == 'a1<hr><img alt="" src="/x.png">'
    assert written(html.P(hidden=False)) == "<p></p>"


def test_what_only_dash_can_draw_is_refused() -> None:
    with pytest.raises(TypeError, match="Store"):
        written(html.Div(dcc.Store(id="x")))
