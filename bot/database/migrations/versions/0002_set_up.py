"""What a community chooses when it sets Kith up."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("guilds") as guilds:
        guilds.add_column(sa.Column("meetups_channel_id", sa.BigInteger(), nullable=True))
        guilds.add_column(sa.Column("organiser_role_id", sa.BigInteger(), nullable=True))
        guilds.add_column(sa.Column("anyone_plans", sa.Boolean(), nullable=True))
        guilds.add_column(sa.Column("day_first", sa.Boolean(), nullable=True))
