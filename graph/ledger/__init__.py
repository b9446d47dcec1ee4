"""The ledger of claims: what every source says, kept for ever, and the facts it comes to."""

from graph.ledger.claims import Claim, NodeClaim, Origin, RelationshipClaim
from graph.ledger.compare import Difference, graph_digest
from graph.ledger.decisions import Decision
from graph.ledger.evidence import Evidence
from graph.ledger.history import LoadedNode
from graph.ledger.joined import Joined
from graph.ledger.ledger import Ledger
from graph.ledger.loads import Counts, LoadOutcome, LoadRecord
from graph.ledger.publish import Publisher
from graph.ledger.questions import Question
from graph.ledger.tie_decisions import TIE_KINDS, TieDecision, TieKind
from graph.ledger.undoing import Reversal

__all__ = [
    "TIE_KINDS",
    "Claim",
    "Counts",
    "Decision",
    "Difference",
    "Evidence",
    "Joined",
    "Ledger",
    "LoadOutcome",
    "LoadRecord",
    "LoadedNode",
    "NodeClaim",
    "Origin",
    "Publisher",
    "Question",
    "RelationshipClaim",
    "Reversal",
    "TieDecision",
    "TieKind",
    "graph_digest",
    "open_ledger",
]


def open_ledger(url: str) -> Ledger:
    """Opens the ledger at a SQLAlchemy URL (sqlite:///… or postgresql://…), made or upgraded where needed."""
    return Ledger(url)
