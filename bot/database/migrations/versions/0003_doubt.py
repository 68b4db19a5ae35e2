"""Until when an edit of a card, whose end is not known, may still arrive."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_cards_stale", "cards")
    with op.batch_alter_table("cards") as cards:
        cards.add_column(sa.Column("doubt_until", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_cards_stale",
        "cards",
        ["next_edit"],
        unique=False,
        sqlite_where=sa.text(
            "state = 'live' AND message_id IS NOT NULL AND (shown < wanted OR doubt_until IS NOT NULL)"
        ),
    )
