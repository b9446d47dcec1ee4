"""The ledger's tables. Claims are appended and retired, never edited; facts are what the live ones come to."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData()

BigKey = BigInteger().with_variant(Integer, "sqlite")

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

load = Table(
    "load",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # load, rollback, decision
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("files", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("counts", Text, nullable=False),
    Column("undone_by", Integer),
)

claim = Table(
    "claim",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("load", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("identity", LargeBinary, nullable=False),  # which row of which source says it
    Column("content", LargeBinary, nullable=False),  # all that it says
    Column("type", Text, nullable=False),  # label, or type of relationship
    Column("start", Text, nullable=False),  # record of the node, or at the start
    Column("end", Text, nullable=False),  # record at the end; empty for a node
    Column("statement", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("retired", Integer),
)
_live = text("retired IS NULL")
Index("claim_subject", claim.c.start, claim.c.end, claim.c.type)
Index("claim_object", claim.c.end, sqlite_where=text("\"end\" <> ''"), postgresql_where=text("\"end\" <> ''"))
Index("claim_identity", claim.c.identity)
Index("claim_load", claim.c.load)
Index(
    "claim_retired",
    claim.c.retired,
    sqlite_where=text("retired IS NOT NULL"),
    postgresql_where=text("retired IS NOT NULL"),
)

restated = Table(
    "restated",
    metadata,
    Column("claim", BigKey, primary_key=True),
    Column("load", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Index("restated_load", "load"),
)

record = Table(
    "record",
    metadata,
    Column("id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("born", BigInteger, nullable=False),  # load × 2^32 + place in it, of the first statement that still counts
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # same, apart, confirmed, denied
    Column("records", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_at", Text),
)

member = Table(
    "member",
    metadata,
    Column("record", Text, primary_key=True),
    Column("entity", Text, nullable=False, index=True),
)

called = Table(
    "called",
    metadata,
    Column("key", BigInteger, primary_key=True),  # of what names that may be alike have in common, by type
    Column("record", Text, primary_key=True),
    Index("called_record", "record"),
    sqlite_with_rowid=False,
)

alike = Table(
    "alike",
    metadata,
    Column("one", Text, primary_key=True),  # the smaller of two records
    Column("other", Text, primary_key=True, index=True),
    Column("verdict", Text, nullable=False),  # same, ask
    Column("weighed", Text, nullable=False),
)

node_fact = Table(
    "node_fact",
    metadata,
    Column("id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("revision", Integer, nullable=False, index=True),
)

relationship_fact = Table(
    "relationship_fact",
    metadata,
    Column("key", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("end", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("revision", Integer, nullable=False, index=True),
    Index("relationship_fact_start", "start", "end", "type"),
    Index("relationship_fact_end", "end"),
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("kind", Text, primary_key=True),  # node, relationship
    Column("key", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("revision", Integer, nullable=False, index=True),
)
