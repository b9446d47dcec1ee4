"""Who may be the same: the queue, the question in hand with its three answers, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import badge
from explorer.components.pager import inside
from explorer.components.states import state
from explorer.dates import moment_text
from explorer.i18n import Words
from explorer.ids import DECIDED_ACT, QUESTION_ACT
from graph.ledger import Decision, Question
from graph.schema import Schema

PAGE = 15


def pair_of(question: Question) -> str:
    """The two ids as a button carries them."""
    return f"{question.first} {question.second}"


@dataclass(frozen=True, slots=True)
class Queue:
    """What is asked, filtered, in order; `at` is the place in it of the question in hand."""

    questions: Sequence[Question]
    total: int
    at: int

    @property
    def question(self) -> Question | None:
        """The question in hand."""
        return self.questions[self.at] if self.questions else None


def show_queue(queue: Queue, later: Sequence[str], schema: Schema, words: Words) -> list[Component]:
    """How many there are, and the page of them on which the question in hand stands."""
    count = words("questions.count", n=len(queue.questions), total=words.number(queue.total))
    first = queue.at // PAGE * PAGE
    items = [
        html.Li(_item(each, first + at == queue.at, pair_of(each) in later, schema, words))
        for at, each in enumerate(queue.questions[first : first + PAGE])
    ]
    return [html.P(count, className="muted", role="status"), html.Ol(items, className="queue"), *_turn(queue, words)]


def _item(question: Question, here: bool, later: bool, schema: Schema, words: Words) -> html.Button:
    names = html.Span([html.Span(question.names[0]), html.Span(question.names[1])], className="queue-names")
    put_off = [html.Span(words("questions.put_off"), className="tag")] if later else []
    return html.Button(
        [badge(schema.node(question.label)), names, *put_off],
        className="queue-item",
        type="button",
        **aria(current="true" if here else "false"),
        **data(act="tell", id=QUESTION_ACT, value=f"show {pair_of(question)}"),
    )


def _turn(queue: Queue, words: Words) -> list[Component]:
    """Back and on; the first question of that page is then in hand."""
    pages = -(-len(queue.questions) // PAGE)
    return show_turns(
        QUESTION_ACT,
        queue.at // PAGE + 1,
        pages,
        lambda to: f"show {pair_of(queue.questions[min(max(to, 1), pages) * PAGE - PAGE])}",
        words,
    )


def show_turns(store: str, page: int, pages: int, wish: Callable[[int], str], words: Words) -> list[Component]:
    """Back, which of how many pages, and on, told to a store; nothing where there is one page. `page` is from 1."""
    if pages < 2:
        return []

    def turn(key: str, to: int) -> html.Button:
        return act("tell", words(key), id=store, value=wish(to), disabled=not 1 <= to <= pages)

    said = html.Span(words("page.of", page=words.number(page), pages=words.number(pages)), className="muted")
    turns = [turn("page.back", page - 1), said, turn("page.next", page + 1)]
    return [html.Nav(turns, className="pager", **aria(label=words("page.label")))]


def show_answers(question: Question, words: Words) -> html.Div:
    """The three answers with their keys; each says of which two it is given."""
    pair = pair_of(question)
    answers = (
        ("same", "1", "button button-primary"),
        ("apart", "2", "button"),
        ("later", "3", "button"),
    )
    return html.Div([_answer(name, key, pair, style, words) for name, key, style in answers], className="answers")


def _answer(name: str, key: str, pair: str, style: str, words: Words) -> html.Button:
    return html.Button(
        [html.Span(words(f"questions.{name}")), html.Kbd(key)],
        className=style,
        type="button",
        **aria(keyshortcuts=key),
        **data(act="tell", id=QUESTION_ACT, value=f"{name} {pair}", key=key),
    )


def show_last(decision: Decision, names: Mapping[str, str], store: str, words: Words) -> html.Div:
    """What was decided just now, and taking it back, told to a store."""
    one, other = (names.get(record, record) for record in decision.records[:2])
    undo = html.Button(
        [html.Span(words("questions.undo")), html.Kbd("Z")],
        className="button button-small",
        type="button",
        **aria(keyshortcuts="Z"),
        **data(act="tell", id=store, value=f"undo {decision.decision}", key="z"),
    )
    said = html.Span(words(f"questions.decided_{decision.kind}", one=one, other=other))
    return html.Div([said, undo], className="decided-now")


def show_tabs(waiting: int, joined: int, decided: int, show: str, words: Words) -> html.Nav:
    """What waits, what evidence joined, what is decided."""
    links = [
        inside(
            words(f"questions.tab_{name or 'waiting'}", n=words.number(count)),
            f"/data/questions?show={name}" if name else "/data/questions",
            "chip-link",
            current=show == name,
        )
        for name, count in (("", waiting), ("joined", joined), ("decided", decided))
    ]
    return html.Nav(links, className="chips", **aria(label=words("questions.tabs")))


def nothing_asked(total: int, words: Words) -> html.Div:
    """The queue is empty, or nothing in it fits what is looked for."""
    key = "none_found" if total else "none"
    return state("check" if not total else "search", words(f"questions.{key}"), words(f"questions.{key}_text"))


def show_decisions(decisions: Sequence[Decision], names: Mapping[str, str], words: Words) -> html.Div:
    """Every decision with its day, its reason and whether it stands; one that does can be taken back."""
    columns = ("when", "decision", "whom", "reason", "state", "take_back")
    head = html.Tr([html.Th(words(f"questions.{name}"), scope="col") for name in columns])
    rows = [_decision(each, names, words) for each in decisions]
    return html.Div(html.Table([html.Thead(head), html.Tbody(rows)], className="table"), className="table-frame")


def _decision(decision: Decision, names: Mapping[str, str], words: Words) -> html.Tr:
    whom = [html.Div(names.get(record, record)) for record in decision.records]
    undone = html.Span(words("loads.undone" if decision.undone else "loads.in_force"), className="tag")
    take_back = act(
        "tell", words("questions.take_back"), sign="undo", id=DECIDED_ACT, value=f"undo {decision.decision}"
    )
    return html.Tr(
        [
            html.Td(moment_text(decision.at), className="number"),
            html.Td(words(f"questions.{decision.kind}")),
            html.Td(whom),
            html.Td(decision.reason or "—"),
            html.Td(undone),
            html.Td([] if decision.undone else take_back),
        ]
    )
