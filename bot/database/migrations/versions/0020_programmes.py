"""What repeats by itself: programmes, their rounds, who is in, and who is each time."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=True),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Text(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("state in ('running', 'paused', 'closed')", name=op.f("ck_programmes_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_index("ix_programmes_guild", "programmes", ["guild_id"])
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("begins_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "stage in ('asking', 'prepared', 'begun', 'over', 'cancelled')", name=op.f("ck_rounds_stage")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_rounds_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index("uq_rounds_begins_at", "rounds", ["programme_id", "begins_at"], unique=True)
    _who_is_in("round_answers", "round_id", "rounds", sa.Column("is_in", sa.Boolean(), nullable=False), at="at")
    _who_is_in("regulars", "programme_id", "programmes", at="since")


def _who_is_in(name: str, owner_id: str, owners: str, *columns: sa.Column[bool], at: str) -> None:
    op.create_table(
        name,
        sa.Column(owner_id, sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *columns,
        sa.Column(at, sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint([owner_id], [f"{owners}.id"], name=op.f(f"fk_{name}_{owner_id}"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(owner_id, "member_id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_member", name, ["member_id"])
