"""Whether the host of a meetup looks for somebody else to host it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetups") as meetups:
        meetups.add_column(sa.Column("host_sought", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("meetups") as meetups:
        meetups.alter_column("host_sought", server_default=None)
