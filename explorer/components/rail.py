"""One route from left to right, and its evidence as a timeline."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act, take
from explorer.components.evidence import show_dates, show_sources
from explorer.components.icon import badge, icon
from explorer.components.named import named
from explorer.dates import date_text
from explorer.i18n import Words
from explorer.ids import TIE_ACT
from graph.introductions import load_rules
from graph.introductions.steps import Json, Step, steps
from graph.ledger import TIE_KINDS
from graph.schema import Schema


def rail(number: int, path: Json, letters: str, schema: Schema, words: Words) -> html.Div:
    """The actors of a route with the reason between each two; pressing its head shows its evidence on the right.

    `letters` is the address of the letters of the answer, to which the number of the route is added.
    """
    hops = path["hops"]
    opened = {each["of"]["id"]: each for each in path["contacts"]}
    contacts = {each["contact"]["id"] for each in path["contacts"]}
    first, last = hops[0]["from"], hops[-1]["to"]
    start = next((each for each in opened.values() if each["contact"]["id"] == first["id"]), None)
    end = next((each for each in opened.values() if each["contact"]["id"] == last["id"] and each is not start), None)
    stops: list[Component] = [_stop(first, schema, words, middle=start is not None)]
    if start:
        stops = [_stop(start["of"], schema, words), _opening(start, words), *stops]
    for hop in hops:
        inside = hop is not hops[-1] or hop["to"]["id"] in contacts
        stops.extend([_hop(hop, words), _stop(hop["to"], schema, words, middle=inside)])
    if end:
        stops.extend([_opening(end, words), _stop(end["of"], schema, words)])
    children = [
        _head(number, path, words),
        html.Ol(stops, className="rail"),
        *(_ring(each, schema, words) for each in path["rings"]),
        *(_busy(each, words) for each in path["busy"]),
        _to_send(number, path["sentence"], letters, words),
    ]
    return html.Div(children, className="route-card rail-card", **data(route=str(number)))


def via(path: Json, words: Words) -> str:
    """Whom a route leads through, in words."""
    asked = {each["of"]["id"] for each in path["contacts"]} | _ends_asked(path)
    actors = [path["hops"][0]["from"], *(hop["to"] for hop in path["hops"])]
    between = [actor["name"] for actor in actors if actor["id"] not in asked]
    return words("route.via", names=words("list.comma").join(between)) if between else words("route.direct")


def _head(number: int, path: Json, words: Words) -> html.Button:
    return html.Button(
        [
            html.Span(words("route.number", n=number + 1), className="rail-number"),
            html.Span(via(path, words), className="rail-via"),
            html.Span(words(f"route.{path['strength']}"), className=f"tag tag-{path['strength']}"),
            html.Span(words("route.hops", n=len(path["hops"])), className="muted"),
        ],
        className="rail-head",
        type="button",
        **aria(pressed="true" if number == 0 else "false"),
        **data(act="route", value=str(number)),
    )


def _ring(ring: Json, schema: Schema, words: Words) -> html.P:
    """Whom to ring at a body on the route."""
    role = ring["role"] or words("route.answers")
    over = [html.Span(words("route.over"), className="tag")] if ring["over"] else []
    seen = (
        [html.Span(words("route.seen", date=date_text(words, ring["seen"])), className="muted")] if ring["seen"] else []
    )
    said = html.Span(words("route.ring", body=ring["body"]["name"], role=role))
    return html.P([icon("person"), said, named(ring["person"], schema), *over, *seen], className="rail-ring")


def _busy(busy: Json, words: Words) -> html.P:
    """Who is asked too much comes later, and why is said."""
    said = words("route.busy", name=busy["person"]["name"], n=busy["open"])
    return html.P([icon("info"), said], className="muted rail-busy")


def _to_send(number: int, sentence: str, letters: str, words: Words) -> html.Div:
    """The route as one would pass it on: a sentence to copy, a letter to print."""
    copied = f"copied-{number}"
    send = [
        act("copy", words("route.copy"), sign="copy", id=copied, value=sentence),
        take(f"{letters}&route={number + 1}", words("route.letter")),
        html.Span("", id=copied, role="status", className="muted", **data(text=words("route.copied"))),
    ]
    return html.Div([html.P(sentence, className="route-sentence"), html.Div(send, className="route-send-acts")])


def _ends_asked(path: Json) -> set[str]:
    """The ends of the route that are the ends of the question themselves, not contact points of them."""
    contacts = {each["contact"]["id"] for each in path["contacts"]}
    return {path["hops"][0]["from"]["id"], path["hops"][-1]["to"]["id"]} - contacts


def _stop(node: Json, schema: Schema, words: Words, *, middle: bool = False) -> html.Li:
    """One actor; whoever stands in the middle can be left out, and the routes are looked for again."""
    kind = schema.node(node["label"])
    name = html.Button(
        node["name"],
        className="text-button rail-name",
        type="button",
        title=node["name"],
        **data(act="open", id=node["id"]),
    )
    out = [act("exclude", words("route.exclude"), id=node["id"], style="rail-exclude")] if middle else []
    return html.Li(
        [
            badge(kind, large=True),
            name,
            html.Span(node.get("known") or words.of(kind.label), className="rail-kind"),
            *out,
        ],
        className="rail-stop",
    )


def _hop(hop: Json, words: Words) -> html.Li:
    reasons = hop["reasons"]
    weak = [weak_mark(words)] if hop["weakest"] else []
    more = [html.Span(words("route.more_reasons", n=len(reasons) - 1), className="muted")] if len(reasons) > 1 else []
    text = reasons[0]["text"]
    line = html.Span(className="rail-line")
    return html.Li([html.Span(text, className="rail-reason", title=text), line, *weak, *more], className="rail-hop")


def _opening(contact: Json, words: Words) -> html.Li:
    """From an enterprise, place or project to its contact point: shown, and no hop."""
    text = contact["reasons"][0]["text"]
    return html.Li(
        [
            html.Span(text, className="rail-reason", title=text),
            html.Span(className="rail-line"),
            html.Span(words("route.contact"), className="muted"),
        ],
        className="rail-hop rail-opening",
    )


def weak_mark(words: Words) -> html.Span:
    """Said of the tie, never of the person."""
    return html.Span([icon("warning"), words("route.weakest")], className="tag tag-check")


def show_evidence(answer: Json, words: Words) -> list[Component]:
    """The timeline of every route, the first one visible."""
    if not answer["paths"]:
        return no_evidence(words)
    return [_timeline(number, path, words) for number, path in enumerate(answer["paths"])]


def no_evidence(words: Words) -> list[Component]:
    """Where there is no route (yet): what will stand here."""
    title = html.H2(words("route.evidence"), className="details-name")
    return [title, html.P(words("route.no_evidence"), className="details-note")]


def _timeline(number: int, path: Json, words: Words) -> html.Div:
    title = html.H2(words("route.evidence_of", n=number + 1), className="details-name")
    return html.Div(
        [title, html.Ol([_step(each, words) for each in steps(path)], className="timeline")],
        hidden=number != 0,
        **data(evidence=str(number)),
    )


def _step(step: Step, words: Words) -> html.Li:
    head = html.P([html.B(step.start["name"]), " → ", html.B(step.end["name"])], className="timeline-head")
    weak = [html.P(weak_mark(words))] if step.weakest else []
    said = [_reason(each, words) for each in step.reasons]
    return html.Li([head, *weak, *said, *_acts(step, words)], className="timeline-step")


def _acts(step: Step, words: Words) -> list[Component]:
    """What staff can say of a tie, and looking again without evidence of its kinds; nothing for a contact point."""
    rules = load_rules()
    kinds = dict.fromkeys(each["kind"] for each in step.reasons if each["kind"] in rules.ties)
    if not kinds:
        return []
    pair = f"{step.start['id']} {step.end['id']}"
    said = [kind for kind in TIE_KINDS if not (kind == "confirmed" and rules.confirmed in kinds)]
    decide = [
        act("tell", words(f"route.say_{kind}"), id=TIE_ACT, value=f"{kind} {pair}", style="text-button")
        for kind in said
    ]
    labels = {kind: words.of(rules.ties[kind].label) for kind in kinds}
    without = [
        act("exclude-kind", words("route.exclude_kind", kind=label), id=kind, style="text-button")
        for kind, label in labels.items()
    ]
    return [html.Div([*decide, *without], className="timeline-acts")]


def _reason(reason: Json, words: Words) -> html.Div:
    sources = show_sources(reason["sources"], words)
    return html.Div(
        [html.P(reason["text"], className="route-fact"), show_dates(reason, words), *sources],
        className="timeline-reason",
    )
