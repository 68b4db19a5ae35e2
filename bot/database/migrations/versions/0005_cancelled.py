"""Why a meetup was cancelled."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetups") as meetups:
        meetups.add_column(sa.Column("cancelled_because", sa.Text(), nullable=True))
