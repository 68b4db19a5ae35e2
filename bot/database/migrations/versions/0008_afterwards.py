"""What is said of a meetup afterwards: by those who were there, and by its host."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetups") as meetups:
        meetups.add_column(sa.Column("took_place", sa.Boolean(), nullable=True))
        meetups.add_column(sa.Column("attendance", sa.Integer(), nullable=True))
        meetups.add_column(sa.Column("for_next_time", sa.Text(), nullable=True))
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meetup_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("rating between 1 and 5", name=op.f("ck_feedback_rating")),
        sa.ForeignKeyConstraint(["meetup_id"], ["meetups.id"], name=op.f("fk_feedback_meetup_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index("uq_feedback_meetup_member", "feedback", ["meetup_id", "member_id"], unique=True)
    op.create_index("ix_feedback_member", "feedback", ["member_id"])
