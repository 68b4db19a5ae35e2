"""In which guilds the bot said hello, and which it has left. Whoever used it before is known, and gets no hello."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SEEN_IN = ("meetups", "drafts", "due", "deliveries", "cards")
NO_GUILD = 0


def upgrade() -> None:
    with op.batch_alter_table("guilds") as guilds:
        guilds.add_column(sa.Column("greeted_at", sa.BigInteger(), nullable=True))
        guilds.add_column(sa.Column("left_at", sa.BigInteger(), nullable=True))
    for table in SEEN_IN:
        op.execute(
            f"INSERT INTO guilds (id) SELECT DISTINCT guild_id FROM {table} "  # noqa: S608  names of our own tables
            f"WHERE guild_id <> {NO_GUILD} AND guild_id NOT IN (SELECT id FROM guilds)"
        )
    op.execute("UPDATE guilds SET greeted_at = 0")  # long ago
