"""Of which meetup another one is the repetition, and for which time it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetups") as meetups:
        meetups.add_column(sa.Column("again_of", sa.Integer(), nullable=True))
        meetups.add_column(sa.Column("again_at", sa.BigInteger(), nullable=True))
    op.create_index("uq_meetups_again", "meetups", ["again_of", "again_at"], unique=True)
