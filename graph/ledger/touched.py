"""What a change touches: temporary tables of records, of pairs of records, and of what was published of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text

from graph.ledger.bulk import many

_TABLES = {
    "touched_record": "record TEXT PRIMARY KEY",
    "touched_pair": 'type TEXT, start TEXT, "end" TEXT, PRIMARY KEY (start, "end", type)',
    "touched_node": "id TEXT PRIMARY KEY",  # entities whose node may have changed
    "touched_group": 'type TEXT, start TEXT, "end" TEXT, PRIMARY KEY (start, "end", type)',  # likewise, ties of two
    "moved": "record TEXT PRIMARY KEY",  # nodes that came or went, with the records of theirs
    "seen_node": "id TEXT PRIMARY KEY",  # what of it is still there
    "seen_relationship": "key TEXT PRIMARY KEY",
}
_BY_LOAD = "(load = :load OR retired = :load)"
_BY_IDENTITY = (
    "identity IN (SELECT identity FROM claim WHERE load = :load OR retired = :load UNION "
    "SELECT c.identity FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load)"
)


def everything(connection: Connection) -> bool:
    """True where nothing is published yet: all is projected, and nothing need be remembered."""
    return not connection.execute(text("SELECT 1 FROM node_fact LIMIT 1")).first()


def nothing(connection: Connection) -> None:
    """Empty tables: only clusters changed."""
    for table, columns in _TABLES.items():
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        connection.execute(text(f"CREATE TEMPORARY TABLE {table} ({columns})"))


def by_load(connection: Connection, load: int) -> None:
    """What claims speak of that a load stated or retired."""
    _by(connection, _BY_LOAD, load)


def by_rows_of(connection: Connection, load: int) -> None:
    """As `by_load`, for every claim of the rows of the source that the load spoke of or retired."""
    _by(connection, _BY_IDENTITY, load)


def _by(connection: Connection, which: str, load: int) -> None:
    nothing(connection)
    if not everything(connection):
        names = {"load": load}
        _add(connection, "touched_record", f"SELECT start FROM claim WHERE {which} AND \"end\" = ''", names)
        _add(connection, "touched_pair", f'SELECT type, start, "end" FROM claim WHERE {which} AND "end" <> \'\'', names)


def clusters(connection: Connection, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Adds what a change of clusters touches, then every record and node that shares an entity with a touched one."""
    regrouped = _regrouped(before, after)
    many(connection, "INSERT INTO touched_record VALUES (?) ON CONFLICT DO NOTHING", [(each,) for each in regrouped])
    _add(
        connection,
        "touched_record",
        "SELECT other.record FROM touched_record t JOIN member m ON m.record = t.record "
        "JOIN member other ON other.entity = m.entity",
    )
    many(connection, "INSERT INTO moved VALUES (?)", [(each,) for each in regrouped])
    _pairs_of_moved(connection)
    for end in ("start", "end"):
        _add(
            connection,
            "touched_group",
            f'SELECT f.type, f.start, f."end" FROM moved o CROSS JOIN relationship_fact f WHERE f."{end}" = o.record',
        )
    connection.execute(text("DELETE FROM moved"))
    _add(
        connection,
        "touched_node",
        "SELECT COALESCE(m.entity, t.record) FROM touched_record t LEFT JOIN member m ON m.record = t.record "
        "UNION SELECT record FROM touched_record",
    )


def _regrouped(before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[str]:
    """The records that changed cluster, with their entities old and new."""
    changed = {record for record in {*before, *after} if before.get(record, record) != after.get(record, record)}
    return {side.get(record, record) for record in changed for side in (before, after)} | changed


def neighbours(connection: Connection) -> None:
    """Adds the ties of nodes that came or went: they come and go with them; then all that speak of the same ties."""
    _add(
        connection,
        "moved",
        "SELECT m.record FROM member m JOIN moved o ON o.record = m.entity",
    )
    _pairs_of_moved(connection)
    # Two records of one entity speak of one tie: their pairs are projected together.
    _add(
        connection,
        "touched_pair",
        'SELECT t.type, COALESCE(os.record, t.start), COALESCE(oe.record, t."end") FROM touched_pair t '
        "LEFT JOIN member ms ON ms.record = t.start LEFT JOIN member os ON os.entity = ms.entity "
        'LEFT JOIN member me ON me.record = t."end" LEFT JOIN member oe ON oe.entity = me.entity '
        "WHERE ms.record IS NOT NULL OR me.record IS NOT NULL",
    )
    _add(
        connection,
        "touched_group",
        'SELECT t.type, COALESCE(ms.entity, t.start), COALESCE(me.entity, t."end") FROM touched_pair t '
        'LEFT JOIN member ms ON ms.record = t.start LEFT JOIN member me ON me.record = t."end"',
    )


def _pairs_of_moved(connection: Connection) -> None:
    for end in ("start", "end"):
        _add(
            connection,
            "touched_pair",
            f'SELECT c.type, c.start, c."end" FROM moved o CROSS JOIN claim c WHERE c."{end}" = o.record '
            "AND c.\"end\" <> ''",
        )


def _add(connection: Connection, table: str, query: str, names: Mapping[str, object] | None = None) -> None:
    connection.execute(
        text(f"INSERT INTO {table} SELECT * FROM ({query}) found WHERE true ON CONFLICT DO NOTHING"), names or {}
    )
