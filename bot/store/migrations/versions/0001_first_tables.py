"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

#: SQLite numbers rows by itself only where the key is declared INTEGER.
_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, those that others refer to first."""
    _articles()
    _chats()
    _incidents()
    _incoming()
    _lines()
    _meta()
    _seen()
    _sources()
    _stories()
    _alerts()
    _subscriptions()
    _told()
    _verdicts()
    _watches()
    _deliveries()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_articles"),
        sa.UniqueConstraint("id", "revision", name="uq_articles_id_revision"),
    )
    op.create_index("ix_articles_received", "articles", ["received"], unique=False)


def _chats() -> None:
    op.create_table(
        "chats",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("parked", sa.String(), nullable=False),
        sa.Column("owner", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_chats"),
        sa.UniqueConstraint("platform", "id", "thread", name="uq_chats_platform_id_thread"),
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_last", "incidents", ["last"], unique=False)


def _incoming() -> None:
    op.create_table(
        "incoming",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", "id", name="pk_incoming"),
    )
    op.create_index("ix_incoming_at", "incoming", ["at"], unique=False)


def _lines() -> None:
    op.create_table(
        "lines",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lines"),
    )
    op.create_index("ix_lines_chat_id", "lines", ["chat", "id"], unique=False)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def _seen() -> None:
    op.create_table(
        "seen",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "article", name="pk_seen"),
    )
    op.create_index("ix_seen_at", "seen", ["at"], unique=False)


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("first_fetch", sa.BigInteger(), nullable=True),
        sa.Column("last_ok", sa.BigInteger(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
    )


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_last", "stories", ["last"], unique=False)


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("article", _KEY, nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_alerts_article"),
        sa.PrimaryKeyConstraint("key", name="pk_alerts"),
    )
    op.create_index("ix_alerts_article", "alerts", ["article"], unique=False)
    op.create_index("ix_alerts_incident", "alerts", ["incident"], unique=False)


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("chat", _KEY, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chat"], ["chats.key"], name="fk_subscriptions_chat"),
        sa.PrimaryKeyConstraint("chat", "rule", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_rule", "subscriptions", ["rule"], unique=False)


def _told() -> None:
    op.create_table(
        "told",
        sa.Column("chat", _KEY, nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("message_chat", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("message_thread", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["chat"], ["chats.key"], name="fk_told_chat"),
        sa.PrimaryKeyConstraint("chat", "incident", name="pk_told"),
    )
    op.create_index("ix_told_incident", "told", ["incident"], unique=False)
    op.create_index("ix_told_story", "told", ["story"], unique=False)


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("article", _KEY, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_verdicts_article"),
        sa.PrimaryKeyConstraint("key", name="pk_verdicts"),
    )
    op.create_index("ix_verdicts_article", "verdicts", ["article"], unique=False)
    op.create_index("ix_verdicts_at", "verdicts", ["at"], unique=False)
    op.create_index("ix_verdicts_rule_at", "verdicts", ["rule", "at"], unique=False)


def _watches() -> None:
    op.create_table(
        "watches",
        sa.Column("chat", _KEY, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chat"], ["chats.key"], name="fk_watches_chat"),
        sa.PrimaryKeyConstraint("chat", "id", name="pk_watches"),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("chat", _KEY, nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("alert", _KEY, nullable=True),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("lease", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.key"], name="fk_deliveries_alert"),
        sa.ForeignKeyConstraint(["chat"], ["chats.key"], name="fk_deliveries_chat"),
        sa.PrimaryKeyConstraint("key", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_alert", "deliveries", ["alert"], unique=False)
    op.create_index("ix_deliveries_chat_ended", "deliveries", ["chat", "ended"], unique=False)
    op.create_index(
        "ix_deliveries_queue",
        "deliveries",
        ["chat", "key"],
        unique=False,
        sqlite_where=sa.text("state = 'owed'"),
        postgresql_where=sa.text("state = 'owed'"),
    )
