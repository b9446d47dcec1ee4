"""Bringing the graph of a workspace to what its ledger holds."""

from __future__ import annotations

from graph.ledger import Publisher
from graph.ledger.lock import Waiting
from graph.progress import Progress
from graph.workspace import Workspace


def publish(workspace: Workspace, progress: Progress | None = None, waiting: Waiting | None = None) -> int:
    """Publishes what the graph has not yet; the revision it is at."""
    return Publisher(workspace.ledger, workspace.database).publish(progress, waiting=waiting)
