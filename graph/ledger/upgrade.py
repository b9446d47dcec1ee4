"""Bringing an older ledger to this version, after a backup; a newer one is refused."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Engine

from graph.errors import SchemaTooNew
from graph.ledger.copies import keep

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, file: Path | None) -> Path | None:
    """Upgrades the ledger of `engine` where it is older, and gives the backup made before, None where none was needed.

    A SQLite ledger is copied beside itself; of PostgreSQL the person keeps backups (`pg_dump`). Raises
    SchemaTooNew for a ledger that a newer version has written.
    """
    if _revision(engine) == _script().get_current_head():
        return None
    if file is None:
        return _upgraded(engine, None)
    with FileLock(file.with_name(file.name + ".upgrade.lock")):
        return _upgraded(engine, file)


def _upgraded(engine: Engine, file: Path | None) -> Path | None:
    script = _script()
    current, head = _revision(engine), script.get_current_head()
    if current == head:
        return None
    if current is not None and current not in {each.revision for each in script.walk_revisions()}:
        raise SchemaTooNew("ledger.too_new", version=current)
    backup = keep(file, "before-upgrade") if file is not None and current is not None else None
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        connection.commit()
    return backup


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_configuration())


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS))
    configuration.set_main_option("path_separator", "os")
    return configuration
