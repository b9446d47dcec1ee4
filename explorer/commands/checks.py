"""What `qianxian doctor` looks at: the settings in force and where they are from, and whether the stores answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from explorer.commands.words import language, say
from graph.errors import QianxianError

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, what was found, whether it is in order, and what to do where it is not."""

    item: str
    found: str
    good: bool = True
    hint: str = ""

    def as_json(self) -> dict[str, object]:
        """The fields as they stand."""
        return asdict(self)


def examine(workspace: Workspace) -> list[Check]:
    """Every check, each made whatever the others find."""
    found = [*_settings(workspace.settings), Check(say("check.home"), str(workspace.home))]
    for check in (_ledger, _database, _graph):
        try:
            found.append(check(workspace))
        except QianxianError as error:
            found.append(
                Check(say(f"check.{check.__name__[1:]}"), error.message(language()), False, error.hint(language()))
            )
    return found


def _settings(settings: Settings) -> Iterator[Check]:
    """Each setting, its value and its origin; a password is never shown."""
    for name, value, origin in settings.describe():
        variable = f"QIANXIAN_{name.upper()}"
        yield Check(variable, f"{value or '—'} ({say(f'origin.{_where(variable, value, origin)}')})")


def _where(variable: str, value: str, origin: str) -> str:
    if not origin:
        return "default"
    if not value:
        return "unused"  # a workspace with a name keeps both stores to itself
    return "environment" if origin == variable else "file"


def _ledger(workspace: Workspace) -> Check:
    ledger = workspace.ledger
    return Check(say("check.ledger"), say("check.ledger_found", url=ledger.url, revision=ledger.revision))


def _database(workspace: Workspace) -> Check:
    database = workspace.database
    return Check(say("check.database"), f"{database.engine} {database.uri}")


def _graph(workspace: Workspace) -> Check:
    """Whether the graph is ours, and up to the ledger."""
    from graph import search_index
    from graph.ledger import Publisher

    marker, ledger = workspace.database.marker(), workspace.ledger
    if marker is None:
        anything = workspace.database.read("MATCH (n) RETURN count(n) AS n")[0]["n"]
        if anything:
            return Check(say("check.graph"), say("check.graph_foreign"), False, say("check.graph_foreign_hint"))
        return Check(say("check.graph"), say("check.graph_empty"), ledger.revision == 0, say("check.graph_behind_hint"))
    if marker.get("ledger") != ledger.id:
        return Check(say("check.graph"), say("check.graph_other"), False, say("check.graph_foreign_hint"))
    behind = Publisher(ledger, workspace.database).behind()
    said = say("check.graph_found", revision=marker["revision"], behind=behind)
    if behind == 0 and not search_index.is_current(workspace.database):
        return Check(say("check.graph"), say("check.graph_old_index"), False, say("check.graph_behind_hint"))
    return Check(say("check.graph"), said, behind == 0, say("check.graph_behind_hint") if behind else "")
