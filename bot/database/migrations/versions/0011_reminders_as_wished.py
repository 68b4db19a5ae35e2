"""Whether and where a member wants to be reminded; how many direct messages were sent lately."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("members") as members:
        members.add_column(sa.Column("reminders", sa.Text(), nullable=True))
        members.create_check_constraint(op.f("ck_members_reminders"), "reminders in ('channel', 'direct', 'off')")
    op.create_index("ix_deliveries_direct", "deliveries", ["finished_at"], sqlite_where=sa.text("place = 'member'"))
