"""A round keeps the settings with which it was announced, whatever becomes of its programme's."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rounds") as rounds:
        rounds.add_column(sa.Column("settings", sa.JSON(), nullable=True))
    op.execute("update rounds set settings = (select settings from programmes where id = rounds.programme_id)")
    with op.batch_alter_table("rounds") as rounds:
        rounds.alter_column("settings", existing_type=sa.JSON(), nullable=False)
