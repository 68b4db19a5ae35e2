"""Private threads that are written into again and again, each by its key."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_threads",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_open_threads")),
    )
    op.execute("UPDATE deliveries SET state = 'skipped' WHERE kind = 'outbox.tidy' AND state IN ('waiting', 'sending')")
    op.execute("UPDATE deliveries SET steps = '[]', results = '[]' WHERE kind = 'outbox.tidy'")
