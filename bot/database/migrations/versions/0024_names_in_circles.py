"""Away is said of members, and left of who has left: of the bot's downtime and of the time there are other words."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table circles rename column was_away to bot_was_away")
    op.execute("alter table circles rename column left_ms to time_left_ms")
