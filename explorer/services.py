"""The one door from the pages to everything below: search, subgraphs, introductions, reports, saved views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher.catalogue import Catalogue, catalogue
from cypher.run import ReportResult, run
from explorer import cards, known
from explorer.intake import Columns, Jobs, Uploads
from explorer.projected import Projected
from explorer.remembered import Remembered
from explorer.rollbacks import Rollbacks
from explorer.views import Views
from graph import search, subgraph
from graph.errors import LedgerError, NotFound, QianxianError
from graph.introductions import decided_ties, experts, introduce
from graph.introductions.dates import today
from graph.ledger import Decision, Joined, LoadedNode, LoadRecord, Publisher, Question, Reversal, TieKind
from graph.messages import Language
from graph.schema import load_schema
from graph.search import SearchResult
from graph.subgraph import Node, Subgraph
from graph.workspace import Workspace
from loaders.publish import publish

if TYPE_CHECKING:
    from graph.introductions.bridges import Bridges

SUGGESTIONS = 12
BRIDGES = 20
"""Bodies that connect circles, as many as the page lists."""
EXAMPLES = 6

NODES = "MATCH (n:Entity) RETURN labels(n) AS labels, count(*) AS total"
SOURCE_DATES = "MATCH (s:Source) WHERE s.date IS NOT NULL RETURN min(s.date) AS first, max(s.date) AS last"
INTRODUCED = """MATCH (i:Introduction)-[r]->(:Entity)
WITH i, count(r) AS known ORDER BY known DESC, i.id LIMIT 12
MATCH (i)-[:OF|TO|BY]->(n:Entity)
RETURN n.id AS id, labels(n) AS labels, known, i.id AS introduction ORDER BY known DESC, introduction, id"""
"""Who takes part in the best recorded introductions: good places to begin at."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """One page of nodes to bring in, and how many ties (or nodes) there are in all."""

    ids: tuple[str, ...]
    taken: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How much is on file: nodes by type, the years sources speak of, the date of the latest source."""

    nodes: Mapping[str, int]
    years: tuple[int, int]
    data_as_of: str | None
    examples: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody asks of introductions beside the two ends; see `introduce`."""

    max_hops: int
    as_of: str | None = None
    exclude: tuple[str, ...] = ()
    exclude_kinds: tuple[str, ...] = ()
    officials: bool = False
    further: int = 0


class Services:
    """What the pages may ask of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.schema = load_schema()
        self.views = Views(workspace.home / "views.sqlite")
        self.uploads = Uploads(workspace.home / "uploads")
        self.jobs = Jobs(workspace, self.uploads)
        self.columns = Columns(workspace.home, self.uploads, self.jobs)
        self.rollbacks = Rollbacks(workspace)
        self.projected = Projected(workspace)
        # The ledger is opened when it is first asked.
        self._questions = Remembered(self.revision, lambda: workspace.ledger.questions())  # noqa: PLW0108
        self._joined_counts = Remembered(self.revision, lambda: workspace.ledger.joined_counts())  # noqa: PLW0108
        self._figures = Remembered(self._published, self._count)
        self._bridges = Remembered(lambda: (self._published(), today()), self._measure)

    @property
    def home(self) -> Path:
        return self._workspace.home

    @property
    def language(self) -> Language:
        """The language of those who have not chosen one."""
        return self._workspace.settings.language

    @property
    def published_on_loopback(self) -> bool:
        """True in a container that only this machine can reach."""
        return self._workspace.settings.published_on_loopback

    def find(self, text: str, language: Language) -> SearchResult:
        """Suggestions for what is typed."""
        return search.find(self._workspace.database, text, limit=SUGGESTIONS, language=language)

    def node(self, id: str) -> Node | None:
        try:
            return subgraph.node(self._workspace.database, id)
        except NotFound:
            return None

    def subgraph(self, ids: Sequence[str], as_of: str | None = None) -> Subgraph:
        """The nodes of these ids, in that order, and every tie among them."""
        return subgraph.between(self._workspace.database, ids, as_of)

    def degree(self, id: str, as_of: str | None) -> int:
        """How many ties a node has."""
        return sum(each.total for each in subgraph.counts(self._workspace.database, id, as_of))

    def neighbours(self, id: str, as_of: str | None, *, skip: int, cap: int) -> Neighbours:
        """The other ends of `cap` of a node's ties after the first `skip`; counted in ties."""
        page = subgraph.neighbours(self._workspace.database, id, cap=cap, skip=skip, as_of=as_of)
        ids = tuple(node.id for node in page.nodes if node.id != id)
        return Neighbours(ids, len(page.relationships), page.omitted.total)

    def beyond(self, ids: Sequence[str], as_of: str | None) -> Mapping[str, int]:
        """How many nodes by type are tied to these and are none of them."""
        return subgraph.beyond(self._workspace.database, ids, as_of)

    def bring(self, ids: Sequence[str], label: str, as_of: str | None, cap: int) -> Neighbours:
        """Nodes of one type tied to these; counted in nodes."""
        found, total = subgraph.nearest_beyond(self._workspace.database, ids, label, cap, as_of)
        return Neighbours(tuple(found), len(found), total)

    def card(self, id: str) -> cards.Card | None:
        return cards.card(self._workspace.database, self.schema, id, self.evidence)

    def tie_card(self, type: str, key: str, start: str, end: str) -> cards.TieCard | None:
        return cards.tie_card(self._workspace.database, type, key, start, end, self.evidence)

    def evidence(self, ids: Sequence[str]) -> cards.Stated:
        """Which rows state nodes, by id, and ties, by key; nothing where the ledger cannot be asked just now."""
        try:
            return self._workspace.ledger.evidence_of(ids)
        except QianxianError:
            return {}

    def loads(self) -> list[LoadRecord]:
        """Every load, rollback and decision, the latest first."""
        return self._workspace.ledger.loads()

    def nodes_of_load(self, load: int, *, label: str, skip: int, cap: int) -> list[LoadedNode]:
        """Nodes that a load made or said something new of."""
        return self._workspace.ledger.nodes_of_load(load, label=label, skip=skip, cap=cap)

    def rollback_counts(self, load: int) -> Mapping[str, Reversal]:
        """What taking a load back would do to the claims of each type; refused as the rollback itself would be."""
        return self._workspace.ledger.rollback_counts(load)

    def questions(self) -> Sequence[Question]:
        """Pairs that may be the same and wait for a decision."""
        return self._questions()

    def joined(self, *, label: str, name: str, skip: int, cap: int) -> list[Joined]:
        """Pairs that evidence has joined: `cap` after the first `skip`, of a type or of all, with a name like this."""
        return self._workspace.ledger.joined(label=label, name=name, skip=skip, cap=cap)

    def joined_counts(self, name: str = "") -> Mapping[str, int]:
        """How many such pairs there are of each type."""
        return self._workspace.ledger.joined_counts(name) if name else self._joined_counts()

    def are_one(self, one: str, other: str) -> bool:
        """Whether two records are one entity."""
        ledger = self._workspace.ledger
        return ledger.resolve(one) == ledger.resolve(other)

    def decisions(self) -> list[Decision]:
        """Every decision, the latest first."""
        return self._workspace.ledger.decisions()

    def decide(self, kind: str, records: Sequence[str], reason: str) -> int:
        """Says that two are the same ("same") or are not ("apart") and shows it; the decision's number.

        A contact detail in the reason is cut out. LedgerError for what an earlier decision rules out, and at once, in
        whose way it is, while somebody else writes: a load may take a quarter of an hour.
        """
        ledger = self._workspace.ledger
        if kind == "same":
            decision = ledger.merge(records, reason, _not_now)
        else:
            decision = ledger.apart(records[0], records[1], reason, _not_now)
        publish(self._workspace)
        return decision

    def undo(self, decision: int) -> None:
        """Takes a decision back and shows it; NotFound where it is not in force, LedgerError as `decide`."""
        self._workspace.ledger.undo(decision, _not_now)
        publish(self._workspace)

    def names(self, records: Sequence[str]) -> dict[str, str]:
        """What records are called, merged ones by their own name; those that nobody speaks of any more are missing."""
        return {
            record: str(each.properties["name"])
            for record, stated in self.evidence(records).items()
            for each in stated
            if each.record == record and "name" in each.properties
        }

    def decide_tie(self, kind: TieKind, one: str, other: str, reason: str) -> int:
        """Says that two know each other or not and shows it; the decision's number. LedgerError as `decide`."""
        decision = self._workspace.ledger.decide_tie(kind, one, other, reason, _not_now)
        publish(self._workspace)
        return decision

    def introduce(self, start: str, end: str, asking: Asking, language: Language) -> dict[str, Any]:
        """Who can introduce one to the other: the document of `qianxian introduce --json` in that language."""
        found = introduce(self._workspace.database, start, end, further=asking.further, **self._asking(asking))
        return self._told(found.as_json(language))

    def experts(self, start: str, field: str, asking: Asking, language: Language) -> dict[str, Any]:
        """Who in a field could help: the document of `qianxian introduce --field --json` in that language."""
        return self._told(experts(self._workspace.database, start, field, **self._asking(asking)).as_json(language))

    def _told(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The same, with what people are known by."""
        known.tell(answer, known.known_as(self._workspace.database, known.people_in(answer)))
        return answer

    def _asking(self, asking: Asking) -> dict[str, Any]:
        asked = {name: given for name, given in asdict(asking).items() if name != "further"}
        decided = decided_ties(self._workspace.ledger)
        return {**asked, "decided": decided, "projection": self.projected.current()}

    def bridges(self) -> Bridges | None:
        """The bodies that connect circles, measured once a revision and day; None while ties are being gathered.

        Raises as `graph.introductions.bridges`: NotFound where nobody has a tie, or too many have.
        """
        if self.projected.current() is None and self.projected.percent() is not None:
            return None
        return self._bridges()

    def _measure(self) -> Bridges:
        from graph.introductions.bridges import bridges

        return bridges(self._workspace.database, self.projected.current(), BRIDGES)

    @property
    def catalogue(self) -> Catalogue:
        """Every report there is."""
        return catalogue()

    def run_report(self, slug: str, parameters: Mapping[str, str]) -> ReportResult:
        """A report run with what was given; ReportError for what does not fit it."""
        return run(self._workspace.database, self.catalogue.report(slug), parameters)

    def revision(self) -> int:
        """The ledger's revision."""
        return self._workspace.ledger.revision

    def behind(self) -> int:
        """How many revisions of the ledger the graph does not show yet; 0 where neither can be asked just now."""
        try:
            return max(0, Publisher(self._workspace.ledger, self._workspace.database).behind())
        except QianxianError:
            return 0

    def figures(self) -> Figures:
        """How much is on file, counted once a revision."""
        return self._figures()

    def _published(self) -> object:
        """The revision that the graph is at."""
        return (self._workspace.database.marker() or {}).get("revision")

    def _count(self) -> Figures:
        database = self._workspace.database
        nodes = {_label(row["labels"]): row["total"] for row in database.read(NODES)}
        dates: dict[str, Any] = database.read(SOURCE_DATES)[0]
        first, last = (int(str(dates[end])[:4]) if dates[end] else None for end in ("first", "last"))
        ids = [row["id"] for row in _varied(database.read(INTRODUCED))]
        return Figures(nodes, (first or 2010, last or 2026), dates["last"], tuple(subgraph.nodes(database, ids)))


def _label(labels: Sequence[str]) -> str:
    return next(label for label in labels if label != "Entity")


def _varied(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Up to `EXAMPLES` rows, each node once, at most two of one type, in their order."""
    chosen: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        alike = sum(_label(each["labels"]) == _label(row["labels"]) for each in chosen.values())
        if alike < 2 and len(chosen) < EXAMPLES:
            chosen.setdefault(row["id"], row)
    return list(chosen.values())


def _not_now(first: str) -> None:
    raise LedgerError("ledger.busy", first=first)
