"""How long before people are reminded: in a community, and of one meetup."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("guilds", "meetups"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("lead_minutes", sa.JSON(), nullable=True))
