"""引荐路径: who can introduce one to the other, with a reason and a source for every hop."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import Dash, Input, ctx, dcc, html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria
from explorer.components.button import act
from explorer.components.experts import show_experts
from explorer.components.finder import finder
from explorer.components.icon import badge
from explorer.components.panel import filled, panel
from explorer.components.questions import show_last
from explorer.components.rail import no_evidence, show_evidence
from explorer.components.route_dates import show_compared
from explorer.components.routes import Away, show_answer
from explorer.components.states import empty_workspace, state
from explorer.i18n import Words, request_words
from explorer.markup import written
from explorer.services import Asking, Services
from explorer.wiring import add_page
from graph.introductions import load_rules
from graph.ledger import TIE_KINDS
from graph.messages import Language

PATH = "/introductions"
LETTER = "/download/letter.docx"
TABLE = "/download/routes.xlsx"
HOPS = (1, 2, 3, 4, 5)
USUAL_HOPS = 3
FURTHER = 5
"""Routes beyond the short list, where somebody wants to see them."""

FIELDS = frozenset(label for rule in load_rules().fields for label in rule.of)
"""Types of which one asks who could help in it, not who could introduce it."""

Question = dict[str, Any]


def question_of(query: dict[str, str]) -> Question:
    """What an address asks: ends, hops, the date, another one to compare, who and what to leave out."""
    hops = query.get("hops", "")
    return {
        "from": query.get("from", ""),
        "to": query.get("to", ""),
        "hops": int(hops) if hops in {str(each) for each in HOPS} else USUAL_HOPS,
        "as_of": query.get("as_of", ""),
        "compare": query.get("compare", ""),
        "exclude": [id for id in query.get("exclude", "").split(",") if id],
        "officials": query.get("officials") == "1",
        "further": query.get("further") == "1",
        "exclude_kinds": [kind for kind in query.get("exclude_kinds", "").split(",") if kind],
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
    stores = [dcc.Store(id=ids.ROUTE_QUESTION, data=question), dcc.Store(id=ids.TIE_ACT)]
    return html.Div([*stores, left, middle, right], className="columns")


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
        html.Div(
            [
                _date(ids.ROUTE_AS_OF, "as_of", question, words),
                _date(ids.ROUTE_COMPARE, "compare", question, words),
            ],
            className="legend-block route-dates",
        ),
        panel(ids.ROUTE_EXCLUDED, className="route-excluded"),
        html.Div(
            [
                act("officials", words("route.officials"), style="button button-small", pressed=question["officials"]),
                html.P(words("route.about"), className="muted"),
            ],
            className="legend-block route-officials",
        ),
    ]


def _date(id: str, name: str, question: Question, words: Words) -> dmc.TextInput:
    """A day, a month or a year as of which to look."""
    return dmc.TextInput(
        id=id, value=question[name], label=words(f"route.{name}_label"), placeholder=words("route.date_placeholder")
    )


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
    ends = [services.node(id) for id in (start, end)]
    for id, node in zip((start, end), ends, strict=True):
        if node is None:
            return state("search", words("details.missing"), words("details.missing_text", id=id)), no_evidence(words)
    if start == end:
        return state("route", words("route.same"), words("route.same_text")), no_evidence(words)
    if ends[1] and ends[1].label in FIELDS:
        found = services.experts(start, end, asking_of(question), words.language)
        return show_experts(found, services.schema, words), no_evidence(words)
    answer = answer_of(services, question, words.language)
    listed = {name: ",".join(question.get(name, ())) for name in ("exclude", "exclude_kinds")}
    chosen = {name: int(bool(question.get(name))) for name in ("officials", "further")}
    asked = urlencode({**question, **listed, **chosen})
    away = Away(f"{LETTER}?{asked}", f"{TABLE}?{asked}")
    shown = show_answer(answer, away, services.schema, words, further=bool(question.get("further")))
    if question.get("compare"):
        other = answer_of(services, {**question, "as_of": question["compare"]}, words.language)
        shown.insert(1, show_compared(answer, other, words))
    percent = services.projected.percent()
    if percent is not None:
        shown.insert(1, html.P(words("route.gathering", percent=percent), className="muted", role="status"))
    return shown, show_evidence(answer, words)


def answer_of(services: Services, question: Question, language: Language) -> dict[str, Any]:
    """The answer to a complete question, as `qianxian introduce --json` has it."""
    return services.introduce(question["from"], question["to"], asking_of(question), language)


def asking_of(question: Question) -> Asking:
    """What a question asks beside its ends."""
    return Asking(
        int(question["hops"]),
        question.get("as_of") or None,
        tuple(question.get("exclude", ())),
        tuple(question.get("exclude_kinds", ())),
        bool(question.get("officials")),
        FURTHER if question.get("further") else 0,
    )


def show_excluded(services: Services, question: Question, words: Words) -> list[Component]:
    """Whom the routes must not pass and what they must not rest on, each with the way to take that back."""
    back = [
        act(kind, words("route.include", name=name), sign="close", id=id, style="tag tag-button")
        for kind, id, name in left_out(services, question, words)
    ]
    if not back:
        return []
    return [html.H3(words("route.excluded")), html.Div(back, className="excluded-list")]


def left_out(services: Services, question: Question, words: Words) -> list[tuple[str, str, str]]:
    """What a question leaves out: the act that takes it in again, its id, and what it is called."""
    known = [node for node in map(services.node, question.get("exclude", ())) if node]
    ties = load_rules().ties
    kinds = [kind for kind in question.get("exclude_kinds", ()) if kind in ties]
    named = [("include", node.id, node.name) for node in known]
    return named + [("include-kind", kind, words.of(ties[kind].label)) for kind in kinds]


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
        Input(ids.TIE_ACT, "data"),
    )
    def _answer(question: Question, act: dict[str, Any] | None) -> tuple[str, str, str]:
        words = request_words(services.language)
        said = decide(services, act["do"], words) if act and ctx.triggered_id == ids.TIE_ACT else []
        answer, evidence = show(services, question, words)
        shown = [*said, *(answer if isinstance(answer, list) else [answer])]
        return written(shown), written(evidence), written(show_excluded(services, question, words))


def decide(services: Services, wish: str, words: Words) -> list[Component]:
    """Does what a button says ("confirmed A B", "denied A B", "undo 3"); what was done, and taking it back."""
    name, _, rest = wish.partition(" ")
    if name == "undo":
        services.undo(int(rest))
        return [html.P(words("route.undone"), className="muted", role="status")]
    one, other = rest.split(" ")
    kind = next(kind for kind in TIE_KINDS if kind == name)
    number = services.decide_tie(kind, one, other, "")
    decision = next(each for each in services.decisions() if each.decision == number)
    return [show_last(decision, services.names([one, other]), ids.TIE_ACT, words)]
