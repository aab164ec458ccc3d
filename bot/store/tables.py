"""The tables, for every engine alike. `migrations/` makes them; a test holds both to the same shape.

Moments are whole microseconds since 1970 in UTC, so that they compare rightly in every engine. Nouns of the model are
JSON text written by the codec; what is asked for in queries stands in columns of its own. A chat is a number here:
when its platform gives it a new id, one row changes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: What is still to be sent.
OWED = text("state = 'owed'")


class Moment(TypeDecorator[datetime]):
    """An aware datetime as microseconds since 1970, UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: SQLite numbers rows by itself only where the key is declared INTEGER.
_Key = BigInteger().with_variant(Integer, "sqlite")

#: Small facts about the store itself: `started`, the moment of the very first start.
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

#: Each article and each later version of it, with what was read in it.
articles = Table(
    "articles",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("id", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("hash", String, nullable=False),
    Column("source", String, nullable=False),
    Column("outlet", String, nullable=False),
    Column("url", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", Moment),
    Column("received", Moment, nullable=False),
    Column("reading", Text, nullable=False),
    UniqueConstraint("id", "revision"),
    Index(None, "received"),
)

#: Which source brought which article, in which version (the content's hash).
seen = Table(
    "seen",
    metadata,
    Column("source", String, primary_key=True),
    Column("article", String, primary_key=True),
    Column("hash", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("last", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "last"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("story", String, nullable=False),
    Column("last", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "last"),
)

#: One row for each match of a rule: whether it was news, and why.
verdicts = Table(
    "verdicts",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("article", ForeignKey("articles.key"), nullable=False),
    Column("rule", String, nullable=False),
    Column("incident", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Index(None, "article"),
    Index(None, "rule", "at"),
    Index(None, "at"),
)

#: One row for each alert, however many chats it goes to.
alerts = Table(
    "alerts",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("article", ForeignKey("articles.key"), nullable=False),
    Column("incident", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "article"),
    Index(None, "incident"),
)

chats = Table(
    "chats",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("platform", String, nullable=False),
    Column("id", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("parked", String, nullable=False),
    Column("owner", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("platform", "id", "thread"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat", ForeignKey("chats.key"), primary_key=True),
    Column("rule", String, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "rule"),
)

watches = Table(
    "watches",
    metadata,
    Column("chat", ForeignKey("chats.key"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("body", Text, nullable=False),
)

#: The outbox. A row with a lease in the future is in somebody's hands.
deliveries = Table(
    "deliveries",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("chat", ForeignKey("chats.key"), nullable=False),
    Column("how", String, nullable=False),
    Column("alert", ForeignKey("alerts.key")),
    Column("incident", String, nullable=False),
    Column("rules", Text, nullable=False),
    Column("message", Text),
    Column("state", String, nullable=False),
    Column("owed", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("lease", Moment),
    Column("tries", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("ended", Moment),
    Column("receipt", String, nullable=False),
    # The head of each chat's queue is found in this one alone, however long the past grows.
    Index("ix_deliveries_queue", "chat", "key", sqlite_where=OWED, postgresql_where=OWED),
    Index(None, "chat", "ended"),
    Index(None, "alert"),
)

#: What each chat was told of each incident.
told = Table(
    "told",
    metadata,
    Column("chat", ForeignKey("chats.key"), primary_key=True),
    Column("incident", String, primary_key=True),
    Column("story", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("message_chat", String),
    Column("message", String),
    Column("message_thread", String),
    Index(None, "incident"),
    Index(None, "story"),
    Index(None, "at"),
)

#: Alerts that a chat was not told, though it has their rules: which judgement on that chat kept them back, and why.
held = Table(
    "held",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("chat", ForeignKey("chats.key"), nullable=False),
    Column("article", ForeignKey("articles.key"), nullable=False),
    Column("incident", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "chat", "article"),
    Index(None, "at"),
)

#: Messages of people that were answered, with the answer: the same one again gets the same answer.
incoming = Table(
    "incoming",
    metadata,
    Column("platform", String, primary_key=True),
    Column("chat", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reply", Text, nullable=False),
    Index(None, "at"),
)

#: The web chat's conversations (model.Line): what a browser missed is read from here.
lines = Table(
    "lines",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("chat", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "chat", "id"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("first_fetch", Moment),
    Column("last_ok", Moment),
    Column("notes", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("problem", Text, nullable=False),
)
