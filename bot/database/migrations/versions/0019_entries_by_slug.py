"""Offers and needs are looked up by their heading."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_entries_guild_slug", "entries", ["guild_id", "slug"])
