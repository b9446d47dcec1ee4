"""Bringing the graph of a workspace to what its ledger holds."""

from __future__ import annotations

from graph.ledger import Publisher
from graph.ledger.ledger import Progress
from graph.ledger.lock import Waiting
from graph.workspace import Workspace


def publish(workspace: Workspace, progress: Progress | None = None, waiting: Waiting | None = None) -> int:
    """Publishes where the graph is behind; the revision it is at."""
    publisher = Publisher(workspace.ledger, workspace.database)
    if publisher.behind() == 0 and workspace.database.marker() is not None:
        return workspace.ledger.revision
    return publisher.publish(progress, waiting=waiting)
