"""Taking loads back beside the pages that ask for it: it goes on when the page is closed."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock, Thread
from typing import Literal

from explorer import logs
from graph.errors import QianxianError
from graph.workspace import Workspace
from loaders.publish import publish


@dataclass(slots=True)
class Rollback:
    """How far taking one load back is; `first` is what another writer does while this one waits.

    `error` or, for what nobody foresaw, the `number` in the log says why it failed.
    """

    load: int
    state: Literal["running", "done", "failed"] = "running"
    stage: str = ""
    done: int = 0
    first: str = ""
    error: QianxianError | None = None
    number: str = ""


class Rollbacks:
    """The rollbacks that this process was asked for, by load; the ledger lets one write at a time."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._asked: dict[int, Rollback] = {}
        self._asking = Lock()

    def of(self, load: int) -> Rollback | None:
        """The rollback of a load, while it runs and after; None where this process was not asked for it."""
        return self._asked.get(load)

    def start(self, load: int) -> None:
        """Begins to take a load back, unless that is under way."""
        with self._asking:
            known = self._asked.get(load)
            if known and known.state == "running":
                return
            rollback = self._asked[load] = Rollback(load)
        Thread(target=self._run, args=(rollback,), name=f"rollback {load}", daemon=True).start()

    def _run(self, rollback: Rollback) -> None:
        def tell(stage: str, more: int, _total: int | None) -> None:
            rollback.done = more if stage != rollback.stage else rollback.done + more
            rollback.stage, rollback.first = stage, ""

        def waiting(first: str) -> None:
            rollback.first = first

        try:
            self._workspace.ledger.rollback(rollback.load, progress=tell, waiting=waiting)
            publish(self._workspace, tell, waiting)
            rollback.state = "done"
        except QianxianError as error:
            rollback.error, rollback.state = error, "failed"
        except Exception as error:
            rollback.number, rollback.state = logs.keep(error), "failed"
