"""Whether anybody of a circle is in its voice channel; and other words for the bot's downtime and the time left."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table circles rename column was_away to bot_was_away")
    op.execute("alter table circles rename column left_ms to time_left_ms")
    with op.batch_alter_table("circles") as circles:
        circles.add_column(sa.Column("voice_is_empty", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("circles") as circles:
        circles.alter_column("voice_is_empty", existing_type=sa.Boolean(), server_default=None)
