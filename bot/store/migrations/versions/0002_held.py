"""What a chat was not told, and why; what was told lately is found by its time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "held",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("chat", _KEY, nullable=False),
        sa.Column("article", _KEY, nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_held"),
        sa.ForeignKeyConstraint(["chat"], ["chats.key"], name="fk_held_chat_chats"),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_held_article_articles"),
    )
    op.create_index("ix_held_chat_article", "held", ["chat", "article"], unique=False)
    op.create_index("ix_held_at", "held", ["at"], unique=False)
    op.create_index("ix_told_at", "told", ["at"], unique=False)
