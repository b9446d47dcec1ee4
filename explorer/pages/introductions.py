"""引荐路径: who can introduce one to the other, with a reason and a source for every hop."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import Dash, Input, dcc, html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria
from explorer.components.button import act
from explorer.components.finder import finder
from explorer.components.icon import badge
from explorer.components.panel import filled, panel
from explorer.components.rail import no_evidence, show_evidence
from explorer.components.routes import show_answer
from explorer.components.states import empty_workspace, state
from explorer.i18n import Words, request_words
from explorer.markup import written
from explorer.services import Services
from explorer.wiring import add_page
from graph.messages import Language

PATH = "/introductions"
LETTER = "/download/letter.docx"
HOPS = (1, 2, 3, 4, 5)
USUAL_HOPS = 3

Question = dict[str, Any]


def question_of(query: dict[str, str]) -> Question:
    """What an address asks: ends, hops, date, who to leave out."""
    hops = query.get("hops", "")
    return {
        "from": query.get("from", ""),
        "to": query.get("to", ""),
        "hops": int(hops) if hops in {str(each) for each in HOPS} else USUAL_HOPS,
        "as_of": query.get("as_of", ""),
        "exclude": [id for id in query.get("exclude", "").split(",") if id],
    }


def layout(services: Services, words: Words, **query: str) -> Component:
    """Question on the left, routes in the middle, evidence on the right."""
    if not services.figures().nodes:
        return html.Div(html.Section(empty_workspace(words), className="stage"), className="columns-one")
    question = question_of(query)
    left = html.Aside(
        _form(services, question, words), className="side side-left scroll", **aria(label=words("route.question"))
    )
    middle = html.Section(
        [html.Div(className="busy"), panel(ids.ROUTE_ANSWER, className="answer scroll", tabIndex="0")],
        className="stage",
        **aria(label=words("view.introductions")),
    )
    right = html.Aside(
        panel(ids.ROUTE_EVIDENCE), className="side side-right scroll", **aria(label=words("route.evidence"))
    )
    store = dcc.Store(id=ids.ROUTE_QUESTION, data=question)
    return html.Div([store, left, middle, right], className="columns")


def _form(services: Services, question: Question, words: Words) -> list[Component]:
    hops = [
        act("hops", str(each), value=str(each), style="segment", pressed=each == question["hops"], id=None)
        for each in HOPS
    ]
    return [
        html.H2(words("route.question"), className="legend-title"),
        _end("from", services, question["from"], words),
        act("swap", words("route.swap"), sign="swap", style="button button-small button-quiet"),
        _end("to", services, question["to"], words),
        html.Div(
            [
                html.H3(words("route.max_hops"), id="hops-label"),
                html.Div(hops, className="segments", role="group", **aria(labelledby="hops-label")),
                html.P(words("route.hops_about"), className="muted"),
            ],
            className="legend-block route-hops",
        ),
        panel(ids.ROUTE_EXCLUDED, className="route-excluded"),
        html.P(words("route.about"), className="legend-block muted"),
    ]


def _end(name: str, services: Services, id: str, words: Words) -> html.Div:
    node = services.node(id) if id else None
    box = finder(
        name,
        label=words(f"route.{name}"),
        placeholder=words("route.placeholder"),
        value=node.name if node else "",
        visible_label=True,
    )
    kind = services.schema.node(node.label) if node else None
    sign = [badge(kind), html.Span(words.of(kind.label))] if kind else []
    return html.Div([box, html.Div(sign, id=f"route-{name}-kind", className="route-end-kind")], className="route-end")


def show(services: Services, question: Question, words: Words) -> tuple[Component | list[Component], list[Component]]:
    """The answer and its evidence; what is missing from the question where it is not complete."""
    start, end = question.get("from"), question.get("to")
    if not start or not end:
        return state("route", words("route.empty"), words("route.empty_text")), no_evidence(words)
    for id in (start, end):
        if services.node(id) is None:
            return state("search", words("details.missing"), words("details.missing_text", id=id)), no_evidence(words)
    if start == end:
        return state("route", words("route.same"), words("route.same_text")), no_evidence(words)
    answer = answer_of(services, question, words.language)
    letters = f"{LETTER}?{urlencode({**question, 'exclude': ','.join(question.get('exclude', ()))})}"
    shown = show_answer(answer, letters, services.schema, words)
    percent = services.projected.percent()
    if percent is not None:
        shown.insert(1, html.P(words("route.gathering", percent=percent), className="muted", role="status"))
    return shown, show_evidence(answer, words)


def answer_of(services: Services, question: Question, language: Language) -> dict[str, Any]:
    """The answer to a complete question, as `qianxian introduce --json` has it."""
    return services.introduce(
        question["from"],
        question["to"],
        max_hops=int(question["hops"]),
        as_of=question.get("as_of") or None,
        exclude=question.get("exclude", ()),
        language=language,
    )


def show_excluded(services: Services, question: Question, words: Words) -> list[Component]:
    """Whom the routes must not pass, each with the way to take that back."""
    known = [node for node in map(services.node, question.get("exclude", ())) if node]
    if not known:
        return []
    back = [
        act("include", words("route.include", name=node.name), sign="close", id=node.id, style="tag tag-button")
        for node in known
    ]
    return [html.H3(words("route.excluded")), html.Div(back, className="excluded-list")]


def register(app: Dash, services: Services) -> None:
    """The page and its answer."""
    add_page(
        "introductions",
        PATH,
        lambda words, **query: layout(services, words, **query),
        "title.introductions",
        services.language,
    )

    @app.callback(
        filled(ids.ROUTE_ANSWER),
        filled(ids.ROUTE_EVIDENCE),
        filled(ids.ROUTE_EXCLUDED),
        Input(ids.ROUTE_QUESTION, "data"),
    )
    def _answer(question: Question) -> tuple[str, str, str]:
        words = request_words(services.language)
        answer, evidence = show(services, question, words)
        return written(answer), written(evidence), written(show_excluded(services, question, words))
