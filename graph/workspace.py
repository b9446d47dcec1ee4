"""One workspace: a folder with its ledger and its graph, shared by every process that opens it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph import dialect
from graph.connection import Access
from graph.database import Database
from graph.errors import DatabaseError
from graph.local import Attachment, attach
from graph.local.admin import sql_runner
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.introductions.projection import StoredProjection
    from graph.ledger import Ledger


class Workspace:
    """What a command or a page works on; the database and the ledger are opened when first asked for."""

    def __init__(self, home: Path, settings: Settings) -> None:
        self.home = home
        self.settings = settings
        self._attachment: Attachment | None = None

    @classmethod
    def open(cls, name: str | None = None, settings: Settings | None = None) -> Workspace:
        """The workspace of the settings' home, or the one called `name` inside it (the demo).

        One with a name has both stores to itself: what is tried out there never reaches the server or the ledger that
        the settings name for the office's own data.
        """
        settings = settings or Settings.read()
        home = settings.home
        if name:
            home = home / name
            settings = settings.model_copy(update={"uri": None, "ledger": None})
        home.mkdir(parents=True, exist_ok=True)
        return cls(home, settings)

    @cached_property
    def database(self) -> Database:
        """The graph: the server of the settings, else this workspace's own embedded engine."""
        if self.settings.uri:
            return connect(self.settings, self.settings.uri)
        return Database(self._attach(), renew=self._attach)

    def _attach(self) -> Access:
        """A hold on this workspace's engine, which is started where it does not run."""
        lost, self._attachment = self._attachment, attach(self.home / "engine")
        if lost is not None:
            lost.close()
        address = self._attachment.address
        reader = (address.reader, address.reader_password)
        return Access(address.uri, address.user, address.password, reader=reader, sql=sql_runner(address))

    @cached_property
    def ledger(self) -> Ledger:
        """The claims that the graph is published from."""
        from graph.ledger import open_ledger

        return open_ledger(self.settings.ledger or f"sqlite:///{self.home / 'ledger.sqlite'}")

    @cached_property
    def projection(self) -> StoredProjection:
        """The ties of the whole graph, for one that is too large to be read for every question."""
        from graph.introductions.projection import StoredProjection
        from graph.introductions.rules import load_rules

        return StoredProjection(self.home / "projection", load_rules())

    def close(self) -> None:
        """Lets go of both stores; the embedded engine stops soon after the last process has."""
        for name in ("database", "ledger"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()
        if self._attachment is not None:
            self._attachment.close()
            self._attachment = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect(settings: Settings, uri: str) -> Database:
    """A server by its address, with the user, the password and the database of the settings.

    Raises as `Database.connect`, and DatabaseError for an embedded engine: known by its address only it has no user who
    may only read, so what people type could write, and it lacks the way by which its full-text index is made.
    """
    database = Database.connect(uri, settings.user, settings.secret(), settings.database)
    if database.engine == dialect.ARCADEDB:
        database.close()
        raise DatabaseError("database.embedded_by_address", uri=uri)
    return database
