"""Which card a message shows: looked up when a message is deleted."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cards_message", "cards", ["message_id"])
